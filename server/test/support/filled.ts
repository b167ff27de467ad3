// A company in which something lies sealed in every column that the house has for it, made by the rooms' own verbs.
import { randomUUID } from 'node:crypto';
import { record } from '#consent';
import { changeWords, react, receive } from '#conversations';
import { seal } from '#keys';
import type { Ctx } from '#kit/ctx';
import { type InboxId, type MessageId, newId, type PersonId, type StaffId } from '#kit/ids';
import { arrive, merge, newCode } from '#people';
import { changePurpose, listPurposes } from '#purposes';
import { noteAlone } from '../../src/access/alone/acts.ts';
import { makeKey } from '../../src/access/api-keys/keys.ts';
import { closeEmergency, openEmergency, reviewEmergency } from '../../src/access/emergency/emergency.ts';
import { placeOfPasskey } from '../../src/access/passkeys/passkeys.ts';
import { addPasskey } from '../../src/access/passkeys/store.ts';
import { putPhoto } from '../../src/access/pictures/photo.ts';
import { type Picture, readPicture } from '../../src/access/pictures/read.ts';
import { askForReset } from '../../src/access/reset/reset.ts';
import { decideLine, readReview, startReview } from '../../src/access/reviews/reviews.ts';
import { changePerson, person } from '../../src/access/scim/people.ts';
import { startTotp } from '../../src/access/second-factor/second-factor.ts';
import { addProvider } from '../../src/access/single-sign-on/providers.ts';
import { providerRow } from '../../src/access/single-sign-on/store.ts';
import { adviseOn } from '../../src/assessments/approval.ts';
import { changeAssessment, openAssessment } from '../../src/assessments/assessments.ts';
import { emptyContent } from '../../src/assessments/content.ts';
import { changeLimits } from '../../src/campaigns/limits/limits.ts';
import { usual } from '../../src/campaigns/limits/rules.ts';
import { openChannel } from '../../src/channels/accounts.ts';
import { remember } from '../../src/channels/external.ts';
import { placeOfPiece } from '../../src/channels/pieces/pieces.ts';
import { insertPiece } from '../../src/channels/pieces/store.ts';
import { placeOf as placeOfDevice } from '../../src/channels/push/devices.ts';
import { insertDevice } from '../../src/channels/push/store.ts';
import { insertFilled } from '../../src/channels/templates/store.ts';
import { placeOfFilled } from '../../src/channels/templates/templates.ts';
import { joined, placeOfChoices } from '../../src/conversations/choices.ts';
import { identitiesInFull } from '../../src/conversations/people-view.ts';
import { answerItem, planAudit } from '../../src/monitoring/audits/audits.ts';
import { openFinding } from '../../src/monitoring/findings/findings.ts';
import { liftHold, placeHold } from '../../src/retention/holds.ts';
import { refuse } from '../../src/rights/answers.ts';
import { openCase } from '../../src/rights/case-file.ts';
import { extend, pause, resume } from '../../src/rights/course/course.ts';
import { charge } from '../../src/rights/fee/fee.ts';
import { open as openRequest } from '../../src/rights/requests.ts';
import {
  ofDecisions,
  ofFields,
  ofFinding,
  ofHandovers,
  ofKeeping,
  ofLinks,
  ofMailbox,
  ofOrigins,
  ofRepresentative,
} from './filled-apart.ts';
import { png } from './pictures.ts';
import { staffWhoMayAll } from './reach.ts';
import type { TestRoom } from './room.ts';

export type Filled = { readonly ada: PersonId; readonly staff: StaffId; readonly inbox: InboxId };
/** Words that stand in nearly every column, alone or among others. */
export const lamp = 'the amber lamp from the third shelf';
const setChoices = { name: 'test.choices', text: 'UPDATE messages SET choices = $3 WHERE workspace_id = $1 AND id = $2' } as const;
const asked = (staff: StaffId) => ({ actor: staffWhoMayAll(staff), purpose: 'rights-fulfilment' }) as const;
/** What ada wrote, by the number of her message. */
export const lineOf = (n: number): string => `line ${n} about ${lamp}`;
export const drawing = `a drawing of ${lamp}`;

/** Opens a channel and makes ada write so many messages, with a file each, and gives everything else its value. */
export async function fill(room: TestRoom, messages = 3): Promise<Filled> {
  const inbox = await room.ctx(async (ctx) => {
    const settings = { address: `support-${randomUUID()}@shop.example.com`, fromName: 'Shop' };
    return (await openChannel(ctx, { channel: 'email', name: 'Support', settings })).account.inbox;
  });
  const [staff] = await room.ctx((ctx) =>
    ctx.db.all<{ id: StaffId }>({ name: 'test.staff', text: 'SELECT id FROM staff WHERE workspace_id = $1' }, [ctx.workspace]),
  );
  if (staff === undefined) throw new Error('a workspace has its first member of staff');
  const ada = await writes(room, inbox, staff.id, messages);
  const photo = await readPicture(png({ width: 64, height: 64 }));
  await room.ctx((ctx) => ofStaff(ctx, staff.id, photo));
  await room.ctx((ctx) => ofOversight(ctx, staff.id, ada));
  await askForReset(room.tools, 'carol@lantern.example.com');
  await room.ctx((ctx) => changeLimits(ctx, { ...usual, most: usual.most + 1 }, `A sale of ${lamp}`));
  await room.ctx((ctx) => ofDecisions(ctx, ada));
  await room.ctx((ctx) => ofHandovers(ctx, ada, staff.id));
  await room.ctx((ctx) => ofMailbox(ctx, inbox));
  await room.ctx(ofCompany);
  await room.ctx(ofAudits);
  await room.ctx((ctx) => ofAssessments(ctx, staff.id));
  await caseOf(room, staff.id, await writes(room, inbox, staff.id, 1));
  return { ada, staff: staff.id, inbox };
}

/** A person who wrote so many messages, and has everything that a person may have. */
async function writes(room: TestRoom, inbox: InboxId, staff: StaffId, messages: number): Promise<PersonId> {
  const from = { kind: 'email', value: `ada+${randomUUID()}@example.com`, name: 'Ada Example', language: 'en' } as const;
  const { person, identity } = await room.ctx((ctx) => arrive(ctx, from));
  let latest: MessageId | undefined;
  for (let n = 1; n <= messages; n += 1)
    await room.ctx(async (ctx) => {
      const file = { name: `drawing-${n}.txt`, type: 'text/plain', bytes: Buffer.from(drawing), cameWith: drawing.length };
      const { conversation, message } = await receive(ctx, {
        ...{ inbox, person, continues: true, subject: lamp, text: lineOf(n), html: `<p>${lineOf(n)}</p>`, attachments: [file] },
      });
      latest = message;
      await remember(ctx, { inbox, person, conversation, message, identity, direction: 'in', externalId: `<${randomUUID()}@example.com>` });
      const choices = await seal(ctx, placeOfChoices({ id: message, person }), joined(['Keep the amber lamp', `Not ${n} of them`]));
      await ctx.db.run(setChoices, [ctx.workspace, message, choices]);
      await react(ctx, message, { reaction: `♥ ${lamp}`, order: n });
      const values = await seal(ctx, placeOfFilled({ message, person }), JSON.stringify([lamp]));
      await ctx.db.run(insertFilled, [ctx.workspace, message, conversation, person, 'lamp_left', 'en', null, '["1"]', values, ctx.now]);
    });
  await room.ctx(async (ctx) => {
    const id = newId('dev');
    const address = await seal(ctx, placeOfDevice({ id, person }), JSON.stringify({ kind: 'fcm', token: `token of ${lamp}` }));
    const row = [
      id,
      newId('vst'),
      inbox,
      person,
      'fcm',
      'fcm',
      randomUUID(),
      address,
      'en',
      ctx.now,
      new Date(ctx.now.getTime() + 86_400_000),
    ];
    await ctx.db.run(insertDevice, [ctx.workspace, ...row]);
    const hash = randomUUID();
    const piece = await seal(ctx, placeOfPiece({ person, hash }), JSON.stringify({ from: { kind: 'phone' }, text: lamp }));
    await ctx.db.run(insertPiece, [ctx.workspace, inbox, hash, randomUUID(), hash, 1, 2, person, '1/1', piece, ctx.now, null]);
  });
  await room.ctx(async (ctx) => {
    await newCode(ctx, identity, 'proof');
    const session = { ip: '192.0.2.7', userAgent: 'Example/1' };
    const said = { purpose: 'marketing', channel: 'email', state: 'refused', method: 'agent', by: 'agent' } as const;
    await record(ctx, { ...said, person, wording: `No mail about ${lamp}`, session, evidence: 'Said on the phone.' } as Parameters<
      typeof record
    >[1]);
    const other = await arrive(ctx, { kind: 'email', value: `boris+${randomUUID()}@example.net` });
    await merge(ctx, person, other.person, 'agent-decision', `Both asked for ${lamp}.`);
  });
  await room.ctx((ctx) => identitiesInFull(ctx, person, { reason: 'delivery', note: `The parcel with ${lamp} came back.` }), {
    ...asked(staff),
    purpose: 'service-conversation',
  });
  await room.ctx((ctx) => ofOrigins(ctx, person));
  await room.ctx((ctx) => ofFields(ctx, person)); // before the restriction, after which nothing is added
  await room.ctx(
    (ctx) => openRequest(ctx, { person, kind: 'restriction', source: 'person', clientKey: undefined, text: `Not ${lamp}` } as never),
    {
      actor: { kind: 'person', id: person },
      purpose: 'rights-fulfilment',
    },
  );
  const held = { person, ground: 'legal-claims', reason: `A claim about ${lamp} is announced.`, reviewOn: '2027-06-01' } as const;
  const { id: hold } = await room.ctx((ctx) => placeHold(ctx, held), asked(staff));
  if (latest) await room.ctx((ctx) => changeWords(ctx, latest as MessageId, { text: lineOf(messages), order: 1 })); // what was said before is kept for the claim
  await room.ctx((ctx) => liftHold(ctx, hold), asked(staff));
  const forAda = { onBehalf: 'representative', shown: `A letter about ${lamp}` } as const;
  const late = await room.ctx(
    (ctx) => openRequest(ctx, { person, kind: 'access', source: 'staff', clientKey: undefined, ...forAda }),
    asked(staff),
  );
  await room.ctx(
    (ctx) => pause(ctx, late.id, 'clarification', { question: `Is it about ${lamp}?`, why: `Much is held about ${lamp}.` }),
    asked(staff),
  );
  await room.ctx((ctx) => resume(ctx, late.id), asked(staff));
  await ofRepresentative(room, late.id, person, asked(staff));
  await room.ctx((ctx) => extend(ctx, late.id, 'complexity', `Much is said of ${lamp}.`), asked(staff));
  const fee = { ground: 'manifestly-excessive', amount: 500, currency: 'EUR', calculation: `Half an hour about ${lamp}` } as const;
  await room.ctx((ctx) => charge(ctx, late.id, fee), asked(staff));
  const refused = await room.ctx(
    (ctx) => openRequest(ctx, { person, kind: 'erasure', source: 'staff', clientKey: undefined }),
    asked(staff),
  );
  await room.ctx((ctx) => refuse(ctx, refused.id, 'legal-claims', `A claim about ${lamp} is before the court.`), asked(staff));
  return person;
}

async function ofStaff(ctx: Ctx, staff: StaffId, photo: Picture): Promise<void> {
  await putPhoto(ctx, staff, photo);
  await startTotp(ctx, staff);
  await byProvider(ctx, staff);
  await makeKey(ctx, staff, { name: 'Shop', scopes: ['people.read'], days: 30 });
  await ofLinks(ctx, staff);
  const own = { id: newId('psk'), staff_id: staff };
  const [name, credential] = [
    await seal(ctx, placeOfPasskey(own, 'name'), 'Laptop'),
    await seal(ctx, placeOfPasskey(own, 'credential'), randomUUID()),
  ];
  await addPasskey(
    ctx.db,
    ctx.workspace,
    { ...own, name, credential, credential_hash: randomUUID(), public_key: Buffer.alloc(32), counter: 0 } as Parameters<
      typeof addPasskey
    >[2],
    ctx.now,
  );
}

/** Reading in an emergency, with the words of both; and a line of a review with its reason. */
async function ofOversight(ctx: Ctx, staff: StaffId, person: PersonId): Promise<void> {
  const { id } = await openEmergency(ctx, staff, { scope: { person }, reason: 'fault', note: `A fault hides ${lamp}` });
  await closeEmergency(ctx, staff, id);
  await reviewEmergency(ctx, newId('stf'), id, { verdict: 'justified', note: `It was about ${lamp}` });
  await noteAlone(ctx, { staff, kind: 'role', role: 'agent', entry: newId('led') });
  await startReview(ctx);
  const line = (await readReview(ctx))?.members.find((member) => member.staff === staff)?.lines[0];
  await decideLine(ctx, newId('stf'), line?.id ?? '', { keep: true, reason: `Looks after ${lamp}` });
}

/** A provider with a secret, and what it says of somebody. */
async function byProvider(ctx: Ctx, staff: StaffId): Promise<void> {
  const facts = { name: 'Lantern ID', issuer: 'https://id.example.com', clientId: 'parley', secret: `a secret of ${lamp}` };
  const more = {
    domains: ['lantern.example.com'],
    addsPeople: true,
    groupsClaim: 'groups',
    groups: [],
    strongAcr: [],
    passwordsOff: false,
  };
  const { id } = await addProvider(ctx, { ...facts, ...more });
  const provider = await providerRow(ctx.db, ctx.workspace, id);
  if (provider === undefined) throw new Error('a provider vanished');
  const scim = { ctx: { ...ctx, purpose: 'staff-administration' }, provider, base: '' };
  await changePerson(scim, await person(scim, staff), { userName: 'carol@lantern.example.com', displayName: 'Carol' });
}

/** A finding in somebody's words, and an answer with its reason. */
async function ofAudits(ctx: Ctx): Promise<void> {
  await ofFinding(ctx, (await openFinding(ctx, { title: `Too near: ${lamp}`, note: 'Seen on the walk', severity: 'low' })).id);
  const { id } = await planAudit(ctx, { checklist: 'article-32', plannedOn: ctx.now.toISOString().slice(0, 10) });
  await answerItem(ctx, { id, item: 'c.1', language: undefined }, { answer: 'not-met', note: `Nobody looked at ${lamp}` });
}

/** A draft that names who sees to its measure, and the advice on it. */
async function ofAssessments(ctx: Ctx, owner: StaffId): Promise<void> {
  const id = await openAssessment(ctx, { kind: 'dpia', title: lamp, purposes: ['service-conversation'] });
  const measures = [{ id: 'm1', what: `Cover ${lamp}`, owner, dueOn: null, done: false }];
  await changeAssessment(ctx, id, { revision: 0, content: { ...emptyContent(lamp), measures } });
  await adviseOn(ctx, id, { revision: 1, by: 'Dora', on: ctx.now.toISOString().slice(0, 10), words: `Mind ${lamp}` });
}

async function ofCompany(ctx: Ctx): Promise<void> {
  const marketing = (await listPurposes(ctx)).find((each) => each.code === 'satisfaction-survey');
  if (marketing) await changePurpose(ctx, marketing.id, { active: true, reason: `We must know what Ada thinks of ${lamp}.` });
}

/** An erasure that was asked for: its case file is made, and the shred is still to come. */
async function caseOf(room: TestRoom, staff: StaffId, person: PersonId): Promise<void> {
  const request = await room.ctx(
    (ctx) => openRequest(ctx, { person, kind: 'erasure', source: 'staff', clientKey: undefined }),
    asked(staff),
  );
  await room.ctx((ctx) => ofKeeping(ctx, request, person), asked(staff));
  await room.ctx((ctx) => openCase(ctx, request, [person], [person]), asked(staff));
}
