// The certificate of an erasure: what was destroyed when, signed, and with its place in the ledger, so that anyone can check it with the ledger's public key.

import type { Answer } from '@parley/contract';
import { canonical } from '#kit/canonical';
import type { Ctx } from '#kit/ctx';
import { newId } from '#kit/ids';
import { tellPages } from '#kit/live';
import { Problem } from '#kit/problem';
import { append, keyHistory, openedEntry, proofOf, signText } from '#ledger';
import { mustFind } from './answers.ts';
import { closeCase } from './case-file.ts';
import { keptIn } from './keeping/certified.ts';
import { keptStore } from './keeping/store.ts';
import { heardOf, recordGone } from './notices/notices.ts';
import { noticeStore } from './notices/store.ts';
import { tellFilers } from './opendsr/callbacks.ts';
import { type RequestId, type StepRow, store } from './store.ts';
import { codesIn, takenBack } from './taken-back.ts';

export type Certificate = Answer<'readCertificate'>;
type Body = Omit<Certificate, 'ledger' | 'signature' | 'toldSince'>;

/** Certifies, closes the request, empties who asked, and destroys the case key: all in one commit. */
export async function certify(ctx: Ctx, request: RequestId): Promise<void> {
  const row = await mustFind(ctx, request);
  const done = await store.steps(ctx, [request]);
  const steps = new Map(done.map((step) => [step.step, step]));
  const [shredded, deleted] = [must(steps, 'shredded'), must(steps, 'deleted')];
  const id = newId('crt');
  await recordGone(ctx, request, done);
  const told = new Map(
    (await noticeStore.ofRequests(ctx, [request])).flatMap((each) => (each.duty === '19' ? [[each.recipient, each.toldOn]] : [])),
  );
  const body: Body = {
    certificate: id,
    request,
    workspace: ctx.workspace,
    receivedAt: row.received_at.toISOString(),
    unreadableAt: shredded.at.toISOString(),
    unrecoverableBy: String(deleted.detail['unrecoverable'] ?? shredded.detail['unrecoverable']),
    deletedAt: deleted.at.toISOString(),
    probedAt: must(steps, 'probed').at.toISOString(),
    subjectKeys: Number(shredded.detail['keys']),
    holdings: await store.receipts(ctx, request),
    kept: keptIn(await keptStore.ofRequest(ctx, request)),
    recipients: [...steps.values()]
      .filter((step) => step.step.startsWith('recipient:'))
      .map(({ detail }) => named(steps.values(), detail, told.get(String(detail['recipient'])))),
  };
  const signature = await signText(ctx, signedText(body));
  const entry = await append(ctx, {
    kind: 'person.erased',
    facts: { request, certificate: id, keys: body.subjectKeys, rows: body.holdings.reduce((sum, each) => sum + each.erased, 0) },
  });
  await store.certify(ctx, id, request, entry, body, signature);
  await store.setState(ctx, request, 'fulfilled', { outcome: 'erased' });
  await tellFilers(ctx, request);
  await store.step(ctx, request, 'certified');
  await closeCase(ctx, request);
  tellPages(ctx, { topic: 'request.changed', ids: { request } });
}

/** The certificate with its proof in the newest checkpoint, signed by the newest key too where another had signed it, and with what became of telling recipients since it was signed. Problem `not-found` before it stands. */
export async function certificateOf(ctx: Ctx, request: RequestId): Promise<Certificate> {
  const row = await store.certificate(ctx, request);
  if (!row) throw new Problem('not-found');
  const keyChanges = await keyHistory(ctx);
  const proof = await proofOf(ctx, row.ledger_entry);
  const body = row.body as unknown as Body;
  const isByFormer = keyChanges.some(({ announcement }) => proof.position < Number(announcement.split('\n')[2]));
  return {
    ...body,
    toldSince: (await heardOf(ctx, [request])).get(request) ?? [],
    ledger: {
      entry: row.ledger_entry,
      ...(await openedEntry(ctx, row.ledger_entry)),
      ...proof,
      ...(keyChanges.length > 0 && { keyChanges }),
    },
    signature: isByFormer ? row.signature + signaturesOf(await signText(ctx, signedText(body))) : row.signature,
  };
}

/** The signed words: one line of context, then the body as JSON with sorted keys; ends with a line feed (C2SP signed-note). */
export function signedText(body: Body): string {
  return `parley erasure certificate v1\n${canonical(body)}\n`;
}

/** The signature lines of a note (C2SP signed-note). */
const signaturesOf = (note: string): string => note.slice(note.lastIndexOf('\n\n') + 2);

/** A recipient as it stands there: when it was told, and what it may keep, as a signed note and in codes and counts, where both say the same. `on` is the day on which the company told it. */
function named(steps: Iterable<StepRow>, detail: StepRow['detail'], on: string | null | undefined): Body['recipients'][number] {
  const code = String(detail['recipient']);
  const taken = takenBack(steps, code);
  const untold = detail['carrier'] ? 'carries this channel and may keep messages that went here before' : 'received messages';
  const note = taken?.note ?? (on ? `${untold}; told on ${on}` : `${untold}; the company has to tell it (Art. 19)`);
  const toldAt = taken?.toldAt ?? (on ? `${on}T00:00:00.000Z` : null);
  const codes = detail['published'] && !detail['publishes'] ? undefined : codesIn(detail['publishes']);
  const keeps = codes !== undefined &&
    taken?.asked !== null && {
      basis: taken ? ('asked' as const) : detail['carrier'] ? ('carries' as const) : ('received' as const),
      ...{ toldOn: on ?? null, asked: taken?.asked ?? [], published: codes },
    };
  return { code, toldAt, note: withPublished(note, detail['published']), ...(keeps && { keeps }) };
}

/** The period after which a recipient deletes by itself, where it publishes one. */
const withPublished = (note: string, published: unknown): string =>
  published ? `${note}${note.endsWith('.') ? '' : '.'} ${published}` : note;

function must(steps: ReadonlyMap<string, StepRow>, name: string): StepRow {
  const step = steps.get(name);
  if (!step) throw new Error(`a certificate without the step ${name}`);
  return step;
}
