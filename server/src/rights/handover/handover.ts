// A person takes their data to another controller (Art. 20): as a file that only that one can open, signed by the company it comes from. Made in pieces, through spools that only
// this process can open, so that memory holds a few of them whatever somebody has sent.
import { createHash } from 'node:crypto';
import path from 'node:path';
import { Readable } from 'node:stream';
import { company } from '#access';
import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import { handOut } from '#kit/hand-out';
import { type Id, newId, type PersonId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { openSpool } from '#kit/spool';
import { append, signText } from '#ledger';
import { group } from '#people';
import type { Language } from '#purposes';
import { takeSlot } from '../archive-slots.ts';
import { holdMaking } from '../archive-store.ts';
import { inEveryLanguage } from '../archive-words.ts';
import { permitForAll } from '../keeping/gather.ts';
import { closedOf, lostIn, readableIn } from '../readable.ts';
import type { RequestId, RequestRow } from '../store.ts';
import { ownDocument } from './document.ts';
import { fingerprint, type Header, publicKeyIn, sealingTo, suiteName } from './envelope.ts';
import { type Making, portableTables, portableZip } from './portable.ts';
import { signedText } from './reception.ts';

const pieceLength = 1 << 20;

type To = { readonly receiver: string; readonly key: string; readonly number?: Id<'hov'>; readonly mostBytes?: number };

/**
 * The sealed file, for the person to pass on; to be read once the transaction has committed. Problems: `invalid` for a key that is none, `too-many` while they fetch or have one made already, or too many others do, `too-large` as
 * soon as it passes `mostBytes`. The ledger keeps to which key, never to whom.
 */
export async function handOver(ctx: Ctx, person: PersonId, to: To): Promise<Readable> {
  const key = publicKeyIn(to.key);
  if (!key) throw noKey();
  const people = await group(ctx, person);
  if (!(await holdMaking(ctx, people[0] ?? person))) throw new Problem('too-many', { retryAfterSeconds: 10 });
  const header: Header = {
    format: 'parley-handover@1',
    handover: to.number ?? newId('hov'),
    sender: { name: (await company(ctx)).name, workspace: ctx.workspace, document: await ownDocument(ctx) },
    receiver: { name: to.receiver.trim(), key: fingerprint(key) },
    day: ctx.now.toISOString().slice(0, 10),
    suite: suiteName,
  };
  const sealing = await sealingTo(key, header).catch(() => {
    throw noKey(); // a point with which nothing is secret
  });
  const folder = path.join(config.of(ctx).data, 'copies');
  const slot = takeSlot(ctx, people[0] ?? person);
  ctx.db.afterRollback(slot.free);
  const zip = await packageOf(ctx, people, { folder });
  const out = await openSpool(folder);
  const over = () => {
    slot.free();
    void out.close();
  };
  ctx.db.afterRollback(over);
  const digest = createHash('sha256');
  let length = 0;
  const write = async (part: string) => {
    length += Buffer.byteLength(part);
    if (length > (to.mostBytes ?? Number.POSITIVE_INFINITY)) throw new Problem('too-large', { article: '20(2)' });
    await out.write(part);
  };
  await write(`{\n  "header": ${JSON.stringify(header)},\n  "enc": "${sealing.enc}",\n  "sealed": [`);
  let between = '';
  for await (const { bytes, isLast } of inPieces(zip)) {
    const sealed = await sealing.seal(bytes, isLast);
    digest.update(`${sealed}\n`);
    await write(`${between}\n    "${sealed}"`);
    between = ',';
  }
  const text = signedText(header, digest.digest('base64url'));
  await write(`\n  ],\n  "signature": ${JSON.stringify(await signText(ctx, text))}\n}\n`);
  await append(ctx, { kind: 'request.handed-over', subject: people[0], facts: { handover: header.handover, key: header.receiver.key } });
  // from now on nothing needs to happen for the room to come free, also where the commit is never answered
  const stream = handOut(() => ({ bytes: Readable.from(out.read()), written: Promise.resolve() }), { over });
  ctx.db.afterRollback(() => void stream.destroy());
  return stream;
}

/** The same package in the clear, for the person themself: theirs to keep, to read by machine and to pass on without hindrance (Art. 20(1)). Problem `too-many` while they fetch or have one made already, or too many others do. */
export const takeAlong = (ctx: Ctx, person: PersonId): Promise<Readable> => inTheClear(ctx, person);

/** The same as the answer to a request (Art. 20), without records later than `upTo`. Problem `too-many` as above. */
export const packageFor = (ctx: Ctx, { id, person_id: person, language }: RequestRow, upTo?: Date): Promise<Readable> =>
  inTheClear(ctx, person as PersonId, { request: id, asAt: upTo && { upTo, language } });

async function inTheClear(
  ctx: Ctx,
  person: PersonId,
  {
    request,
    asAt,
  }: { readonly request?: RequestId; readonly asAt?: { readonly upTo: Date; readonly language: Language } | undefined } = {},
): Promise<Readable> {
  const people = await group(ctx, person);
  if (!(await holdMaking(ctx, people[0] ?? person))) throw new Problem('too-many', { retryAfterSeconds: 10 });
  const { free: over } = takeSlot(ctx, people[0] ?? person);
  ctx.db.afterRollback(over);
  const zip = await packageOf(ctx, people, { folder: path.join(config.of(ctx).data, 'copies'), asAt, over });
  await append(ctx, { kind: 'request.portable-fetched', subject: people[0], facts: { format: 'json-csv', ...(request && { request }) } });
  return zip;
}

/** What opens of these people, and that there is more where not everything does. */
async function packageOf(ctx: Ctx, people: readonly PersonId[], to: Omit<Making, 'closed'>): Promise<Readable> {
  const found = await readableIn(ctx, people);
  const permit = await permitForAll(ctx, people[0] as PersonId, lostIn(found));
  const closed = (await closedOf(ctx, found)).filter(({ holding }) => portableTables.some((table) => table === holding.table));
  const why = (['gone', 'away'] as const).filter((each) => found[each].length > 0);
  const says = inEveryLanguage((words) => why.map((each) => words.closed[each]).join(' '));
  const records = Object.fromEntries(closed.map(({ holding, count }) => [holding.table, count]));
  return portableZip(ctx, permit, found.readable, { ...to, closed: why.length > 0 ? { says, records } : undefined });
}

/** Pieces of one length, the last as long as it is. */
async function* inPieces(stream: AsyncIterable<Buffer>): AsyncGenerator<{ bytes: Buffer; isLast: boolean }> {
  let rest: Buffer[] = [];
  let length = 0;
  for await (const bytes of stream) {
    rest.push(bytes);
    length += bytes.length;
    if (length <= pieceLength) continue;
    let all = Buffer.concat(rest);
    for (; all.length > pieceLength; all = all.subarray(pieceLength)) yield { bytes: all.subarray(0, pieceLength), isLast: false };
    rest = [all];
    length = all.length;
  }
  yield { bytes: Buffer.concat(rest), isLast: true };
}

const noKey = () =>
  new Problem('invalid', { article: '20(2)', fields: [{ path: '/key', message: 'Not a public key for this way of sealing.' }] });
