// What lies sealed beside a person's own rows: what an erasure keeps back, what a machine decided, the agreement that opens a mailbox, and what goes to other companies and comes from them.

import { randomUUID } from 'node:crypto';
import { record } from '#decisions';
import { addField, listFields, setValue } from '#fields';
import { seal, sealSecret } from '#keys';
import type { Ctx } from '#kit/ctx';
import { deciders } from '#kit/decider';
import { type InboxId, newId, type PersonId, type StaffId } from '#kit/ids';
import { cameFrom, noticeShown, settleOrigin } from '#people';
import { keepToken } from '../../src/access/by-mail/store.ts';
import { addInvitation } from '../../src/access/store.ts';
import { putGrant } from '../../src/channels/adapters/email/mailbox/store.ts';
import { addEvidence } from '../../src/monitoring/findings/evidence.ts';
import { broughtPlace } from '../../src/rights/handover/arrivals.ts';
import { broughtStore } from '../../src/rights/handover/brought-store.ts';
import { rememberSender } from '../../src/rights/handover/crowd.ts';
import { arrivalPlace, setReception } from '../../src/rights/handover/reception.ts';
import { handoverPlace } from '../../src/rights/handover/sending.ts';
import { handoverStore } from '../../src/rights/handover/store.ts';
import { keepApart } from '../../src/rights/keeping/apart.ts';
import { keepBack } from '../../src/rights/keeping/plan.ts';
import { recordNotice } from '../../src/rights/notices/notices.ts';
import { filingStore } from '../../src/rights/opendsr/store.ts';
import { filingPlace } from '../../src/rights/opendsr/view.ts';
import { nameRecipients } from '../../src/rights/recipients.ts';
import { placeOf } from '../../src/rights/representing/representing.ts';
import { representativeStore } from '../../src/rights/representing/store.ts';
import type { RequestId, RequestRow } from '../../src/rights/store.ts';
import type { TestRoom } from './room.ts';

const monthMs = 30 * 86_400_000;

export async function ofKeeping(ctx: Ctx, request: RequestRow, person: PersonId): Promise<void> {
  const until = new Date(ctx.now.getTime() + monthMs).toISOString().slice(0, 10);
  const why = { ground: 'legal-claims', reason: 'A claim about brass lamps', until } as const;
  await keepBack(ctx, request.id, { ...why, scope: 'category', item: 'messages' });
  await keepBack(ctx, request.id, { ...why, scope: 'category', item: 'attachments' });
  await nameRecipients(ctx, request.id, ['old-relay']);
  const unable = { duty: '19', outcome: 'impossible', reason: 'It keeps nothing by which one message could be found.' } as const;
  await recordNotice(ctx, request.id, 'old-relay', unable);
  await keepApart(ctx, request, [person]);
}

export async function ofDecisions(ctx: Ctx, person: PersonId): Promise<void> {
  const decider = deciders.of(ctx).find(({ inputs }) => inputs.length > 0);
  const [input] = decider?.inputs ?? [];
  if (!decider || !input) throw new Error('no decider looks at anything');
  await record(ctx, { person, code: decider.code, inputs: { [input]: 'three open bills' }, outcome: 'refused' });
}

export async function ofFields(ctx: Ctx, person: PersonId): Promise<void> {
  const asked = {
    kind: 'text',
    purpose: 'service-conversation',
    period: 'P24M',
    provided: true,
    tellsOf: [] as [],
    reason: 'Lamps are kept for people',
  } as const;
  const [field = await addField(ctx, { ...asked, names: { en: 'Shelf', de: 'Regal' } })] = await listFields(ctx);
  await setValue(ctx, person, field.id, 'the amber lamp from the third shelf');
}

/** From whom something about them came, and why they need not be told. */
export async function ofOrigins(ctx: Ctx, person: PersonId): Promise<void> {
  const place = { purpose: 'service-messages', origin: 'company' } as const;
  await cameFrom(ctx, person, { ...place, said: 'A card that lay beside the amber lamp' });
  await settleOrigin(ctx, person, place, { ground: 'law', reason: 'A law about amber lamps says so' }, undefined);
  await noticeShown(ctx, person, newId('ntc'), 'letter');
}

export async function ofMailbox(ctx: Ctx, inbox: InboxId): Promise<void> {
  const place = { subject: ctx.workspace, table: 'mailbox_grants', row: inbox, column: 'refresh_token' };
  const token = await sealSecret(ctx, place, 'a token that lasts');
  await ctx.db.run(putGrant, [ctx.workspace, inbox, token, ctx.now, 'a mailbox']);
}

/** An address of who asks for the person, with a code on its way. */
export async function ofRepresentative(
  room: TestRoom,
  request: RequestId,
  person: PersonId,
  by: Parameters<TestRoom['ctx']>[1],
): Promise<void> {
  const own = { request_id: request, person_id: person };
  await room.ctx(async (ctx) => {
    await representativeStore.put(ctx, request, person, await seal(ctx, placeOf(own, 'address'), 'boris@example.com'));
    await representativeStore.putCode(ctx, request, await seal(ctx, placeOf(own, 'code'), '12345678'), ctx.now, 1, ctx.now);
  }, by);
}

export async function ofHandovers(ctx: Ctx, person: PersonId, by: StaffId, words = 'the amber lamp, taken along'): Promise<void> {
  await setReception(ctx, true, 'People change over to us with their lamps');
  const out = { id: newId('hov'), person_id: person };
  await handoverStore.add(
    ctx,
    out.id,
    person,
    await seal(ctx, handoverPlace(out, 'destination'), JSON.stringify({ name: words, host: words })),
  );
  await handoverStore.confirm(ctx, out.id, await seal(ctx, handoverPlace(out, 'envelope'), words));
  const done = { id: newId('hov'), person_id: person };
  await handoverStore.add(
    ctx,
    done.id,
    person,
    await seal(ctx, handoverPlace(done, 'destination'), JSON.stringify({ name: words, host: words })),
  );
  await handoverStore.confirm(ctx, done.id, await seal(ctx, handoverPlace(done, 'envelope'), words));
  await handoverStore.close(ctx, done.id, 'delivered', null, await seal(ctx, handoverPlace(done, 'receipt'), words));
  await handoverStore.heard(ctx, done.id, 'refused', await seal(ctx, handoverPlace(done, 'word'), words));
  const [id, key] = [newId('hov'), await handoverStore.newestKey(ctx)];
  if (!key) throw new Error('an open reception has a key');
  const until = new Date(ctx.now.getTime() + monthMs);
  const header = { sender: { name: words, workspace: 'wsp' } };
  await handoverStore.addArrival(ctx, {
    ...{ id, key_id: key.id, digest: 'digest', size: words.length, until, sender: null },
    source: Buffer.from('net'),
    said: await sealSecret(ctx, arrivalPlace(id, 'said'), JSON.stringify(header)),
    envelope: await sealSecret(ctx, arrivalPlace(id, 'envelope'), words),
    signature: await sealSecret(ctx, arrivalPlace(id, 'signature'), words),
  });
  await rememberSender(ctx, 'https://loom.example.com/.well-known/parley-handover/ck', 'loom.example.com+00000000+key');
  const number = randomUUID();
  const filed = await sealSecret(ctx, filingPlace(number), JSON.stringify({ urls: [], groupId: words }));
  const filing = { id: number, request_id: null, opened: false, type: 'access', version: '3.0', told: 'completed' } as const;
  await filingStore.insert(ctx, { ...filing, said: filed, by, submittedAt: ctx.now });
  const brought = { id: newId('brt'), person_id: person, handover_id: newId('hov') };
  const said = { name: words, host: 'loom.example.com', document: '', day: '2026-11-24', signature: '', bytes: words.length, records: {} };
  const content = await seal(ctx, broughtPlace(brought, 'content'), words);
  await broughtStore.addBrought(ctx, {
    ...brought,
    said: await seal(ctx, broughtPlace(brought, 'said'), JSON.stringify(said)),
    content,
    by,
  });
}

/** A link into an account that waits to be mailed. */
export async function ofLinks(ctx: Ctx, staff: StaffId): Promise<void> {
  const link = { id: newId('inv'), staff, tokenHash: randomUUID(), expiresAt: new Date(ctx.now.getTime() + 86_400_000), by: null };
  await addInvitation(ctx.db, ctx.workspace, link, ctx.now);
  const place = { subject: staff, table: 'invitations', row: link.id, column: 'token' };
  await keepToken(ctx.db, ctx.workspace, link.id, await seal(ctx, place, randomUUID()));
}

/** What somebody brought to show how a finding stands. */
export async function ofFinding(ctx: Ctx, finding: string): Promise<void> {
  await addEvidence(ctx, finding, {
    note: 'A photo of the amber lamp from the third shelf',
    file: { name: 'the amber lamp from the third shelf.jpg', sha256: 'a'.repeat(64) },
  });
}
