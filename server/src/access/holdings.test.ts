import { afterAll, beforeAll, expect, test } from 'vitest';
import { mintPermit, shred } from '#keys';
import { sealedFields } from '#kit/holding';
import { newId, type PersonId, type StaffId } from '#kit/ids';
import type { RequestFacts } from '#kit/route';
import { codeNow, makePasskey } from '#test/authenticator';
import { png } from '#test/pictures';
import { openRoom, type TestRoom } from '#test/room';
import { judgeAlone, listAlone, noteAlone } from './alone/acts.ts';
import { makeKey } from './api-keys/keys.ts';
import { authenticateStaff } from './authenticate.ts';
import { accessChecks } from './checks.ts';
import { openEmergency } from './emergency/emergency.ts';
import { accessHoldings } from './holdings.ts';
import { acceptInvitation, invite } from './invitations.ts';
import { challengeCookie } from './passkeys/challenge.ts';
import { addPasskey, passkeyOptions } from './passkeys/passkeys.ts';
import { putPhoto } from './pictures/photo.ts';
import { readPicture } from './pictures/read.ts';
import { staffPurpose } from './purpose.ts';
import { keepCounts } from './refused/counts.ts';
import { noteRefusal } from './refused/refused.ts';
import { askForReset } from './reset/reset.ts';
import { decideLine, readReview, startReview } from './reviews/reviews.ts';
import { addGroup } from './scim/groups.ts';
import { changePerson, person } from './scim/people.ts';
import { confirmTotp, startTotp } from './second-factor/second-factor.ts';
import { addProvider } from './single-sign-on/providers.ts';
import { addLink, providerRow } from './single-sign-on/store.ts';
import { changeCompany } from './workspaces.ts';

let room: TestRoom;
let ada: StaffId;
let session: string;
beforeAll(async () => {
  room = await openRoom('access');
});
afterAll(() => room.stop());

const check = (id: string) => room.ctx((ctx) => accessChecks.find((each) => each.id === id)!.run(ctx));

test('the checks find a controller without an address and an office of one', async () => {
  expect(await check('access.controller-is-named')).toBe(2);
  await room.ctx((ctx) => changeCompany(ctx, { address: 'Lamp Street 1', contactEmail: 'hello@example.com' }));
  expect(await check('access.controller-is-named')).toBe(0);
  expect(await check('access.a-second-person-can-approve')).toBe(1);
  const { link } = await room.ctx((ctx) => invite(ctx, { name: 'Ada', email: 'ada@example.com', role: 'privacy-officer' }));
  ({ staff: ada, session } = await acceptInvitation(room.tools, link.split('#')[1] ?? '', {
    name: 'Ada',
    password: 'nine quiet kettles hum',
  }));
  expect(await check('access.a-second-person-can-approve')).toBe(0);
  const photo = await readPicture(png());
  await room.ctx((ctx) => putPhoto(ctx, ada, photo));
  noteRefusal(room.tools, { workspace: room.workspace, staff: ada }, { code: 'wrong-credentials' });
  await keepCounts(room.tools);
  await room.ctx(async (ctx) => {
    const facts = { name: 'Lantern ID', issuer: 'https://id.example.com', clientId: 'parley', domains: ['example.com'] };
    const more = { addsPeople: true, groupsClaim: 'groups', groups: [], strongAcr: [], passwordsOff: false };
    const { id } = await addProvider(ctx, { ...facts, ...more });
    await addLink(ctx.db, ctx.workspace, { provider_id: id, staff_id: ada, subject_hash: 'a keyed hash' }, ctx.now);
    const provider = await providerRow(ctx.db, ctx.workspace, id);
    if (!provider) throw new Error('a provider vanished');
    const scim = { ctx: { ...ctx, purpose: staffPurpose }, provider, base: '' };
    await changePerson(scim, await person(scim, ada), { userName: 'ada@example.com', externalId: 'obj-ada', displayName: 'Ada' });
    await addGroup(scim, { displayName: 'Support', members: [{ value: ada }] });
  });
  await askForReset(room.tools, 'ada@example.com');
  await room.ctx(async (ctx) => {
    await openEmergency(ctx, ada, { scope: { person: newId('per') }, reason: 'fault', note: 'A fault that hides' });
    await noteAlone(ctx, { staff: ada, kind: 'role', role: 'agent', entry: newId('led') });
    for (const { id } of await listAlone(ctx)) await judgeAlone(ctx, newId('stf'), id, 'justified');
    await startReview(ctx);
    const line = (await readReview(ctx))?.members.find((member) => member.staff === ada)?.lines[0];
    await decideLine(ctx, newId('stf'), line?.id ?? '', { keep: true, reason: 'Runs the house' });
  });
  await room.ctx(async (ctx) => {
    const { secret } = await startTotp(ctx, ada);
    await makeKey(ctx, ada, { name: 'Shop', scopes: ['people.read'], days: 30 });
    await confirmTotp(ctx, ada, codeNow(secret, ctx.now));
    const options = await passkeyOptions(ctx, ada);
    const [cookie] = challengeCookie(ctx.tools, options.challenge, `add ${ada}`);
    const request = { cookies: { parley_challenge: cookie?.value } } as unknown as RequestFacts;
    await addPasskey(ctx, ada, { name: 'Ada’s phone', response: makePasskey('http://localhost:8080').create(options), request });
  });
});

test('the copy of a member of staff holds account, invitation and sessions, and after the erasure nothing is left', async () => {
  const about = accessHoldings.filter((holding) => holding.about === 'staff');
  const copy = await room.ctx(async (ctx) => {
    const permit = mintPermit(ctx, { act: 'export', purpose: 'rights-fulfilment', subjects: [ada], fields: sealedFields(about) });
    const found: Record<string, unknown[]> = {};
    for (const holding of about)
      found[holding.table] = (await holding.export?.(ctx, permit, [ada as unknown as PersonId]))?.map((item) => item.fields) ?? [];
    return found;
  });
  expect(copy).toMatchObject({
    staff: [{ name: 'Ada', email: 'ada@example.com' }],
    role_grants: [{ role: 'privacy-officer', inboxes: 'all', teams: 'all', until: null }],
    sessions: [{}],
    invitations: [{}],
    totp_secrets: [{ confirmedAt: expect.any(String) }],
    recovery_codes: [{ left: 10 }],
    password_resets: [{ endsAt: expect.any(String) }],
    api_keys: [{ name: 'Shop', scopes: 'people.read' }],
    passkeys: [{ name: 'Ada’s phone', usedAt: null }],
    provider_links: [{ provider: expect.stringMatching(/^idp_/) }],
    scim_people: [{ userName: 'ada@example.com', externalId: 'obj-ada', active: true }],
    scim_members: [{ group: 'Support' }],
  });
  expect(JSON.stringify(copy)).not.toMatch(/argon2|"password"|hash/);
  await room.ctx((ctx) => shred(ctx, [ada]));
  for (const holding of about) {
    expect(await room.ctx(async (ctx) => holding.count?.(ctx, [ada])), holding.table).toBeGreaterThan(0);
    await room.ctx(async (ctx) => holding.erase?.(ctx, [ada]));
    expect(await room.ctx(async (ctx) => holding.count?.(ctx, [ada])), holding.table).toBe(0);
  }
  room.setTime('2026-11-24T09:00:06Z');
  expect(await authenticateStaff(room.tools, session)).toBeUndefined();
});
