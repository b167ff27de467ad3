// Endpoints of a departure. Everything that begins something asks for a fresh proof; calling off and throwing away do not.
import type { Answer } from '@parley/contract';
import { countHolders, holdersOf, staffName, staffNames } from '#access';
import type { Ctx } from '#kit/ctx';
import type { Id, StaffId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { publicRoute, route, special } from '#kit/route';
import { readDeparture } from './end/certificate.ts';
import { approveEnd, askEnd, cancelEnd, fetchUntil, plannedEnd } from './end/course.ts';
import { certificateUrl } from './end/told.ts';
import { answering, isFor, waitsFor } from './returning/agreeing.ts';
import { agreeToExport, approveExport, askExport, confirmExport, fetchExport, linkExport, removeExport } from './returning/ask.ts';
import type { ExportRow } from './returning/types.ts';
import { exportRows } from './store.ts';

type Wire = Answer<'readLeaving'>['exports'][number];
const traits = { permission: 'workspace.leave', purpose: null } as const;
const dangerous = { ...traits, stepUp: true } as const;
const ofPrivacy = { permission: 'requests.approve', purpose: null } as const;
/** What one person asked for and nobody approved is for those who may approve or call it off, and nothing once its day went by. */
const isForMe = async (ctx: Ctx, endsAt: Date): Promise<boolean> =>
  endsAt > ctx.now && (await holdersOf(ctx, 'workspace.leave')).includes(ctx.actor.id as StaffId);
const idOf = (params: { export: string }) => params.export as Id<'ret'>;

export const departureRoutes = [
  route('readLeaving', { ...traits, handle: readLeaving }),
  // everybody who works here: what they write may be gone within days
  route('readEndNotice', {
    permission: 'signed-in',
    purpose: null,
    handle: async (ctx) => {
      const found = (await plannedEnd(ctx))?.end;
      const end = found && (found.state !== 'asked' || (await isForMe(ctx, found.endsAt))) ? found : undefined;
      const until = end && fetchUntil(ctx, end);
      return { end: end ? { state: end.state, endsAt: end.endsAt.toISOString(), fetchUntil: until?.toISOString() ?? null } : null };
    },
  }),
  route('askExport', {
    ...dangerous,
    handle: async (ctx) => {
      const { row, passPhrase } = await askExport(ctx);
      return { export: await forWire(ctx, row), passPhrase };
    },
  }),
  route('approveExport', { ...dangerous, handle: async (ctx, { params }) => forWire(ctx, await approveExport(ctx, idOf(params))) }),
  route('readExportsWaiting', {
    ...ofPrivacy,
    handle: async (ctx) => {
      const known = await answering(ctx);
      const rows = (await exportRows(ctx)).filter((row) => waitsFor(row, known) === 'privacy' && isFor(ctx.actor.id, row, known));
      const names = await staffNames(
        ctx,
        rows.map((row) => row.askedBy as StaffId),
      );
      const said = ({ id, askedBy, askedAt, state }: ExportRow) => ({
        ...{ id, askedAt: askedAt.toISOString(), isMade: state !== 'asked' },
        asker: names.get(askedBy as StaffId) ?? '',
      });
      return { items: rows.map(said) };
    },
  }),
  // nothing of what is in it is read here, so that whoever answers for privacy agrees also without the right to take everything along
  route('agreeToExport', {
    ...ofPrivacy,
    stepUp: true,
    handle: async (ctx, { params }) => {
      await agreeToExport(ctx, idOf(params));
      return {};
    },
  }),
  route('linkExport', {
    ...dangerous,
    perMinute: 10,
    handle: async (ctx, { params, body }) => {
      const { path, until } = await linkExport(ctx, idOf(params), body.passPhrase);
      return { path, until: until.toISOString() };
    },
  }),
  route('fetchExport', {
    ...traits,
    handle: async (ctx, { params }) => {
      const { row, stream } = await fetchExport(ctx, idOf(params), params.token);
      const name = `parley-${row.askedAt.toISOString().slice(0, 10)}.zip`;
      return special({
        bytes: stream,
        headers: {
          'content-type': 'application/zip',
          'content-disposition': `attachment; filename="${name}"`,
          'cache-control': 'no-store',
        },
      });
    },
  }),
  route('confirmExport', {
    ...dangerous, // with it the deletion may begin
    perMinute: 10,
    handle: async (ctx, { params, body }) => forWire(ctx, await confirmExport(ctx, idOf(params), body.code)),
  }),
  route('removeExport', {
    ...traits,
    handle: async (ctx, { params }) => {
      await removeExport(ctx, idOf(params));
      return {};
    },
  }),
  route('askEnd', {
    ...dangerous,
    handle: async (ctx, { body }) => {
      await askEnd(ctx, { endsAt: new Date(body.endsAt), returns: body.returns, holds: body.holds });
      return readLeaving(ctx);
    },
  }),
  route('approveEnd', {
    ...dangerous,
    handle: async (ctx, { params }) => {
      await approveEnd(ctx, params.departure as Id<'dep'>);
      return readLeaving(ctx);
    },
  }),
  route('cancelEnd', {
    ...traits,
    handle: async (ctx) => {
      await cancelEnd(ctx);
      return {};
    },
  }),
  publicRoute('readDeparture', {
    purpose: null,
    perMinute: 30,
    handle: async (tools, { params }) => {
      const certificate = readDeparture(tools, params.departure);
      if (!certificate) throw new Problem('not-found');
      return { ...certificate, kept: [...certificate.kept] };
    },
  }),
];

async function readLeaving(ctx: Ctx): Promise<Answer<'readLeaving'>> {
  const planned = await plannedEnd(ctx);
  const known = await answering(ctx);
  return {
    exports: await Promise.all((await exportRows(ctx)).map((row) => forWire(ctx, row, known))),
    needsSecond: (await countHolders(ctx, 'workspace.leave')) > 1,
    end: planned
      ? {
          id: planned.end.id,
          state: planned.end.state,
          asker: planned.end.askedBy.startsWith('stf_') ? await staffName(ctx, planned.end.askedBy as StaffId) : '',
          fetchUntil: fetchUntil(ctx, planned.end)?.toISOString() ?? null,
          endsAt: planned.end.endsAt.toISOString(),
          returns: planned.end.returns,
          holds: planned.end.holds,
          isMine: planned.end.askedBy === ctx.actor.id,
          certificate: certificateUrl(ctx, planned.end.id),
          blocks: planned.blocks,
        }
      : null,
  };
}

async function forWire(ctx: Ctx, row: ExportRow, answeringNow?: readonly StaffId[]): Promise<Wire> {
  const known = answeringNow ?? (await answering(ctx));
  const { id, state, rows, files, bytes, lost, step, steps, fetched } = row;
  return {
    ...{ id, state, rows, files, bytes, lost, fetched },
    done: steps === 0 ? 0 : Math.round((100 * step) / steps),
    askedAt: row.askedAt.toISOString(),
    readyAt: row.readyAt?.toISOString() ?? null,
    isMine: row.askedBy === ctx.actor.id,
    waitsFor: waitsFor(row, known),
    mayApprove: isFor(ctx.actor.id, row, known),
    confirmed: row.confirmedAt !== null,
  };
}
