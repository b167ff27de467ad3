// A company leaves (Art. 28(3)(g)). The order is the promise: close the doors → ask providers to forget, once → write down outside that it left → shred every key (a crash
// from here on leaves less, never more) → files → rows of every table → search that nothing remains → certify → the last two rows. Each step commits by itself.
import {
  areKeysApart,
  areKeysGone,
  destroyKeys,
  destroySharesOf,
  destroyWorkspaceKey,
  rememberDeparted,
  rotateEpoch,
  unrecoverableBy,
} from '#keys';
import type { Ctx } from '#kit/ctx';
import { log } from '#kit/log';
import { storage } from '#kit/storage';
import { checkpoint, sequence } from '#ledger';
import { removeSegments } from '../returning/segments.ts';
import * as store from '../store.ts';
import { keepCertificate, stays } from './certificate.ts';
import { closeWhenDue } from './doors.ts';
import { speaking, type Whose } from './speaking.ts';
import { recipientsIn, takeBackEverything } from './take-back.ts';
import type { EndRow, Stage } from './types.ts';

const keysAtOnce = 500;
const rowsAtOnce = 2000;
/** Rows that stand until the certificate is kept: by them the work is found again. */
const lastRows = ['workspace_ends', 'workspaces'];
export type Left = 'left' | 'waits' | 'blocked' | 'not-due';

/** Carries a departure out that is due, or goes on with it; safe to call again at any time. `waits`: somebody still writes, the keys cannot rotate now, or `budgetMs` went by; call again. */
export async function leave(whose: Whose, { again = false, budgetMs = Number.POSITIVE_INFINITY } = {}): Promise<Left> {
  const until = performance.now() + budgetMs;
  const isOver = () => performance.now() >= until;
  const began = again ? 'closed' : await closeWhenDue(whose, isOver);
  if (began !== 'closed') return began;
  for (;;) {
    const row = await speaking(whose, store.endOf);
    if (!row) return 'left';
    const outcome = await steps[row.stage ?? 'closed'](whose, row, { again, isOver });
    if (outcome !== undefined) return outcome;
    if (isOver()) return 'waits';
  }
}

type Course = { readonly again: boolean; readonly isOver: () => boolean };
type Step = (whose: Whose, row: EndRow, course: Course) => Promise<Left | undefined>;
const steps: Readonly<Record<Stage, Step>> = {
  async closed(whose, row, { again, isOver }) {
    if (!again && row.figures['fence'] === undefined) {
      // only now: whoever begins after the commit that closed the doors sees them closed
      await speaking(whose, async (ctx) => store.setStage(ctx, 'leaving', 'closed', null, { fence: await store.databaseTime(ctx) }));
      return undefined;
    }
    const busy = again ? 0 : await speaking(whose, (ctx) => store.transactionsSince(ctx, String(row.figures['fence'])));
    if (busy > 0) return 'waits'; // whoever began before the doors closed may still write
    await speaking(whose, async (ctx) => {
      if (!again) await sequence(ctx);
    });
    const last = again ? { note: '', key: '' } : await speaking(whose, checkpoint);
    const counts = again ? { gone: 0, left: 0, kept: 0 } : await takeBackEverything(whose, row, isOver);
    if (counts === undefined) return 'waits';
    await to(whose, 'taken-back', { ...counts, checkpoint: last.note, key: last.key });
    return undefined;
  },
  async 'taken-back'(whose, row, { isOver }) {
    await speaking(whose, async (ctx) => rememberDeparted(whose.tools, { at: ctx.now, workspace: whose.workspace, departure: row.id }));
    let keys = Number(row.figures['keys'] ?? 0);
    for (let gone = 1; gone > 0; ) {
      gone = await speaking(whose, async (ctx) => {
        const count = await destroyKeys(ctx, keysAtOnce);
        await store.setStage(ctx, 'leaving', 'taken-back', null, { keys: keys + count });
        return count;
      });
      keys += gone;
      if (gone > 0 && isOver()) return 'waits';
    }
    await speaking(whose, async (ctx) => {
      const by = unrecoverableBy(ctx).toISOString();
      await destroyWorkspaceKey(ctx);
      await store.setStage(ctx, 'leaving', 'shredded', null, { unreadableAt: ctx.now.toISOString(), unrecoverableBy: by });
    });
    return undefined;
  },
  async shredded(whose, row) {
    while (await speaking(whose, (ctx) => wipeTurn(ctx, ['shredded_keys']))); // marks of the dead, under a key that is gone
    destroySharesOf(whose.tools, whose.workspace);
    if (!(await areKeysGone(whose.tools, whose.workspace))) return 'waits'; // from the key database too, before anything is promised of it
    const anew = areKeysApart(whose.tools) ? (await speaking(whose, async (ctx) => unrecoverableBy(ctx))).toISOString() : ''; // a backup made while they were there holds them
    if (!(await rotateEpoch(whose.tools, { force: true })).rotated) return 'waits'; // only now no log opens what was shredded
    await speaking(whose, async (ctx) => {
      const now = ctx.now.toISOString();
      const late = { unrecoverableBy: [now, anew].sort().at(-1) as string }; // when it took longer than was promised
      await store.setStage(ctx, 'leaving', 'files', null, String(row.figures['unrecoverableBy']) < late.unrecoverableBy ? late : {});
    });
    return undefined;
  },
  async files(whose) {
    const files = await storage.of(whose).removeAll(whose.workspace);
    await removeSegments(whose);
    await to(whose, 'rows', { files });
    return undefined;
  },
  async rows(whose, _row, { isOver }) {
    const names = (await speaking(whose, store.everyTable)).filter((table) => !lastRows.includes(table));
    while (await speaking(whose, (ctx) => wipeTurn(ctx, names))) if (isOver()) return 'waits'; // each turn commits what it deleted
    await speaking(whose, (ctx) =>
      store.setStage(ctx, 'leaving', 'probed', null, { deletedAt: ctx.now.toISOString(), tables: names.length }),
    );
    return undefined;
  },
  async probed(whose, row) {
    const found = await speaking(whose, traces);
    if (found.length > 0) {
      log.of(whose)('error', 'departure.incomplete', { workspace: whose.workspace, places: found.length });
      await to(whose, 'rows');
      return 'waits';
    }
    await speaking(whose, async (ctx) => {
      await keepCertificate(ctx, bodyOf(ctx, row));
      await store.dropEnd(ctx);
      for (const table of lastRows) await store.wipeSome(ctx, table, 1);
    });
    const late = await speaking(whose, traces);
    if (late.length > 0) log.of(whose)('error', 'departure.incomplete', { workspace: whose.workspace, places: late.length });
    while (late.length > 0 && (await speaking(whose, (ctx) => wipeTurn(ctx, late))));
    log.of(whose)('info', 'departure.left', { workspace: whose.workspace });
    return 'left';
  },
};

/** Deletes up to so many rows from these tables, whichever nobody points at any more; false once nothing is left in them. Error when what is left points at itself in a ring. */
async function wipeTurn(ctx: Ctx, tables: readonly string[]): Promise<boolean> {
  let done = 0;
  const held: string[] = [];
  for (const table of tables) {
    const gone = done < rowsAtOnce ? await store.wipeSome(ctx, table, rowsAtOnce - done) : 0;
    if (gone < 0) held.push(table);
    else done += gone;
  }
  for (const table of done === 0 ? held : []) done += Math.max(0, await store.wipeSome(ctx, table, rowsAtOnce, true)); // tables that point at each other
  if (done === 0 && held.length > 0)
    throw Object.assign(new Error(`rows point at each other: ${held.join(', ')}`), { code: 'departure-stuck' });
  const row = await store.holdEnd(ctx);
  if (done > 0 && row) await store.setStage(ctx, row.state, row.stage, null, { rows: Number(row.figures['rows'] ?? 0) + done });
  return done > 0;
}

/** Tables in which a row of the company is left, by the catalogue as it is now and not by what was deleted. */
async function traces(ctx: Ctx): Promise<string[]> {
  const found: string[] = [];
  for (const table of await store.everyTable(ctx))
    if (!lastRows.includes(table) && (await store.howMany(ctx, table)) > 0) found.push(table);
  return found;
}

const to = (whose: Whose, stage: Stage, figures: object = {}) =>
  speaking(whose, (ctx) => store.setStage(ctx, 'leaving', stage, null, figures));

function bodyOf(ctx: Ctx, { id, askedAt, returns, holds, figures }: EndRow) {
  const [text, number] = [(name: string) => String(figures[name] ?? ''), (name: string) => Number(figures[name] ?? 0)];
  return {
    departure: id,
    workspace: ctx.workspace,
    askedAt: askedAt.toISOString(),
    closedAt: text('closedAt'),
    unreadableAt: text('unreadableAt'),
    unrecoverableBy: text('unrecoverableBy'),
    deletedAt: text('deletedAt'),
    probedAt: ctx.now.toISOString(),
    returned: returns ? (figures['manifest'] ? ('confirmed' as const) : ('not-confirmed' as const)) : ('not-wished' as const),
    returnedExport: figures['manifest'] ? { export: text('export'), madeAt: text('madeAt'), manifest: text('manifest') } : null,
    holds,
    figures: { keys: number('keys'), rows: number('rows'), tables: number('tables'), files: number('files') },
    providers: { gone: number('gone'), left: number('left'), kept: number('kept'), asked: askedOf(figures), each: recipientsIn(figures) },
    kept: stays,
    ledger: { checkpoint: text('checkpoint'), key: text('key') },
  };
}

const askedOf = ({ unread, askedBefore }: EndRow['figures']) =>
  unread ? ('key-withheld' as const) : askedBefore ? ('before' as const) : ('yes' as const);
