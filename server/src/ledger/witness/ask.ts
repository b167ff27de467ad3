// Asks witnesses to co-sign the newest checkpoint (C2SP tlog-witness, add-checkpoint). They learn the ledger's name, its size and hashes, and nothing else.
import type { Ctx } from '#kit/ctx';
import { lookup } from '#kit/db';
import type { WorkspaceId } from '#kit/ids';
import { log } from '#kit/log';
import { act, clock, pool } from '#kit/pool';
import type { Tools } from '#kit/tool';
import { bodyOf } from '../answer.ts';
import { readHashes } from '../sequence.ts';
import { newestCheckpoint, workspacesWithLedger } from '../store.ts';
import { consistencyPath } from '../tree.ts';
import { cosignaturesOn, readSigned, type Witness } from './cosignature.ts';
import { witnessesOf } from './published.ts';
import { addCosignatures, seenByWitnesses } from './store.ts';

type Question = { readonly note: string; readonly size: number; readonly from: number; readonly body: string };
const patienceMs = 10_000;

/** Asks every witness that has an address about every ledger that grew since it co-signed; for the clock. */
export async function askWitnesses(tools: Tools): Promise<void> {
  const witnesses = witnessesOf({ tools }).filter((witness) => witness.url !== undefined);
  if (witnesses.length === 0) return;
  const workspaces = await lookup(pool.of({ tools }), 'every-workspace', workspacesWithLedger);
  await Promise.all(
    witnesses.map(async (witness) => {
      for (const workspace of workspaces) if (!(await askOne(tools, workspace, witness))) return; // it is away: again at the next round
    }),
  );
}

/** No transaction is open while the witness thinks. A witness that knows another size than we do says so (409), and is asked once more from there. False when it gave no answer. */
async function askOne(tools: Tools, workspace: WorkspaceId, witness: Witness): Promise<boolean> {
  const within = <T>(work: (ctx: Ctx) => Promise<T>) => act(tools, { workspace, actor: { kind: 'system', id: 'ledger.witness' } }, work);
  const failed = (status: number): boolean => {
    log.of({ tools })('warn', 'ledger.witness-did-not-sign', { workspace, witness: witness.name as Lowercase<string>, status });
    return status !== 0;
  };
  try {
    let question = await within(async (ctx) => questionFor(ctx, (await seenByWitnesses(ctx)).get(witness.key) ?? 0));
    if (question === undefined || question.from === question.size) return true;
    let answer = await post(witness, question.body);
    if (answer.status === 409 && answer.knows !== undefined && answer.knows !== question.from) {
      const { knows } = answer;
      question = await within((ctx) => questionFor(ctx, knows));
      if (question === undefined) return failed(409); // it saw a longer ledger than there is: we were cut back
      answer = await post(witness, question.body);
    }
    const { note, size } = question;
    const found = answer.status === 200 ? cosignaturesOn(readSigned(note)?.text ?? '', answer.lines, [witness], clock.of({ tools })()) : [];
    if (found.length === 0) return failed(answer.status);
    await within((ctx) => addCosignatures(ctx, size, found));
    return true;
  } catch {
    return failed(0);
  }
}

/** The newest checkpoint with the proof that it continues the tree of `from` leaves; undefined when it does not reach that far. */
async function questionFor(ctx: Ctx, from: number): Promise<Question | undefined> {
  const head = await newestCheckpoint(ctx);
  if (head === undefined || from > head.size) return undefined;
  const proof = from === 0 || from === head.size ? [] : await readHashes(ctx, consistencyPath(from, head.size));
  const lines = [`old ${from}`, ...proof.map((hash) => hash.toString('base64')), '', head.note];
  return { note: head.note, size: head.size, from, body: lines.join('\n') };
}

async function post(witness: Witness, body: string): Promise<{ status: number; lines: string[]; knows: number | undefined }> {
  const answer = await fetch(`${witness.url}/add-checkpoint`, {
    method: 'POST',
    body,
    redirect: 'error',
    signal: AbortSignal.timeout(patienceMs),
  });
  const text = (await bodyOf(answer)).toString('utf8');
  const isSize = answer.headers.get('content-type')?.startsWith('text/x.tlog.size') && /^(0|[1-9]\d{0,14})\n$/.test(text);
  return { status: answer.status, lines: text.split('\n'), knows: isSize ? Number(text) : undefined };
}
