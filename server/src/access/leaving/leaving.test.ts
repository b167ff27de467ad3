// Taking staff away as an administrator does it, over the wire, on two nodes.
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addInbox, receive } from '#conversations';
import { config } from '#kit/config';
import { type ConversationId, newId, type StaffId } from '#kit/ids';
import { list } from '#ledger';
import { arrive } from '#people';
import { browserOf } from '#test/browser-of';
import { eventually, openHouse } from '#test/house';
import { type Mail, readMail } from '../../channels/adapters/email/mime/read.ts';
import { judgeAlone } from '../alone/acts.ts';
import { accessChecks } from '../checks.ts';
import { staffNames } from '../names.ts';
import { eraseFormer } from './erase-former.ts';

let house: Awaited<ReturnType<typeof openHouse>>;
let carol: Awaited<ReturnType<typeof house.staffClient>>;
let second: string;
const password = 'nine quiet kettles hum';
const day = 86_400_000;
beforeAll(async () => {
  house = await openHouse();
  carol = await house.staffClient();
  second = await house.anotherNode();
});
afterAll(() => house.stop());

/** A colleague who has joined; gives their browser. */
async function join(name: string, role = 'agent') {
  const email = `${name.toLowerCase()}@example.com`;
  const { link, staff } = await carol.call('invite', { body: { email, name, role } });
  const browser = browserOf(house.url);
  await browser.call('POST', `/v1/invitations/${link?.split('#')[1]}/acceptance`, { name, password });
  return { id: staff.id as StaffId, email, ...browser };
}
const tokenOf = (browser: { cookies: Map<string, string> }) => browser.cookies.get('parley_session') ?? '';
const at = (url: string, path: string, token: string) => fetch(`${url}${path}`, { headers: { authorization: `Bearer ${token}` } });
async function assignedTo(staff: StaffId): Promise<ConversationId> {
  const id = await house.act(async (ctx) => {
    const inbox = await addInbox(ctx, { name: 'Chat', channel: 'web-chat', recipient: null });
    const { person } = await arrive(ctx, { kind: 'visitor', value: newId('vst') });
    return (await receive(ctx, { inbox: inbox.id, person, text: 'Hello?' })).conversation;
  });
  await carol.call('changeConversation', { params: { conversation: id }, body: { assignee: staff } });
  return id;
}
const shown = () =>
  house.act((ctx) => accessChecks.find(({ id }) => id === 'access.links-lie-with-their-owner')?.evidence?.(ctx) ?? Promise.resolve([]));
const kindsAbout = (subject: StaffId) =>
  house.act(async (ctx) =>
    (await list(ctx, { subject, limit: 50 })).items.filter((entry) => entry.actor !== subject).map((entry) => entry.kind),
  );

test('whoever is suspended is out at once on every node, with keys, invitations and open pages; their conversations are nobody’s', async () => {
  const ada = await join('Ada', 'administrator');
  const conversation = await assignedTo(ada.id);
  const { body: made } = await ada.call('POST', '/v1/me/keys', { name: 'Shop', scopes: ['staff.read'], days: 30 });
  const { body: invited } = await ada.call('POST', '/v1/invitations', { email: 'boris@example.com', name: 'Boris', role: 'agent' });
  const boris = String(invited['link']).split('#')[1];
  for (const url of [house.url, second])
    for (const token of [tokenOf(ada), String(made['key'])]) expect((await at(url, '/v1/staff', token)).status).toBe(200);
  const page = await at(second, '/v1/events', tokenOf(ada));
  const ended = page.body?.getReader();
  await ended?.read();

  await carol.call('suspendStaff', { params: { staff: ada.id } });
  await expect(async () => {
    while (!(await ended?.read())?.done);
    throw new Error('closed');
  }).rejects.toThrow();
  await eventually('the other node to hear of it', async () => (await at(second, '/v1/staff', tokenOf(ada))).status === 401);
  for (const url of [house.url, second])
    for (const token of [tokenOf(ada), String(made['key'])]) expect((await at(url, '/v1/staff', token)).status).toBe(401);
  expect((await browserOf(house.url).call('GET', `/v1/invitations/${boris}`)).status).toBe(404);
  expect(await ada.call('POST', '/v1/sessions', { email: ada.email, password })).toMatchObject({ code: 'wrong-credentials' });
  await eventually(
    'the conversation to be nobody’s',
    async () => (await carol.call('readConversation', { params: { conversation } })).assignee === null,
  );
  await expect(carol.call('changeConversation', { params: { conversation }, body: { assignee: ada.id } })).rejects.toMatchObject({
    code: 'invalid',
  });
  expect(await kindsAbout(ada.id)).toContain('staff.suspended');

  const { link } = await carol.call('bringStaffBack', { params: { staff: ada.id } });
  expect(await ada.call('POST', '/v1/sessions', { email: ada.email, password })).toMatchObject({ code: 'wrong-credentials' });
  const back = await ada.call('POST', `/v1/invitations/${link?.split('#')[1]}/acceptance`, {
    name: 'Ada',
    password: 'eleven kind ladders wait',
  });
  expect(back.status).toBe(201);
  expect((await ada.call('GET', '/v1/me/keys')).body).toEqual({ items: [] });
});

test('where mail leaves, the link of whoever is brought back goes to them alone; where none does, whoever holds it is told of, until somebody else has judged it', async () => {
  const [ada, boris] = [await join('Anna'), await join('Benno', 'administrator')];
  const mails: Mail[] = [];
  const relay = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, done) =>
      done(address.startsWith('gone@') ? Object.assign(new Error('no such mailbox'), { responseCode: 550 }) : null),
    onData: (stream, _session, done) =>
      void buffer(stream)
        .then(readMail)
        .then((mail) => done(null, String(mails.push(mail)))),
  });
  relay.listen(0, '127.0.0.1');
  await once(relay.server, 'listening');
  const before = config.of(house);
  const nodes = [house.tools, ...house.toolsElsewhere()]; // whichever of them is first sends
  const leaveBy = (smtpRelay: string | null) => {
    for (const tools of nodes) config.set(tools, { ...config.of({ tools }), smtpRelay: smtpRelay ?? before.smtpRelay });
  };
  leaveBy(`smtp://127.0.0.1:${(relay.server.address() as AddressInfo).port}`);
  const bodyOf = async (subject: string) =>
    (await eventually(subject, async () => mails.find((mail) => mail.header('to')?.includes(ada.email) && mail.subject?.includes(subject))))
      .text;
  expect((await boris.call('POST', `/v1/staff/${ada.id}/suspension`)).status).toBe(204);
  expect((await boris.call('DELETE', `/v1/staff/${ada.id}/suspension`)).body).toEqual({ link: null, waits: false });
  const token = /invitation#([\w-]{43})/.exec(await bodyOf('open again'))?.[1];
  await ada.call('POST', `/v1/invitations/${token}/acceptance`, { name: 'Anna', password: 'eleven kind ladders wait' });
  expect(await bodyOf('your password was changed')).toContain('a link that was made for you');
  const joined = async () => (await house.act((ctx) => list(ctx, { kind: 'staff.joined', subject: ada.id, limit: 1 }))).items[0]?.facts;
  expect(await joined()).toEqual({ linkBy: boris.id });
  expect((await carol.call('invite', { body: { email: 'claus@example.com', name: 'Claus', role: 'agent' } })).link).toBeNull();
  const gone = await carol.call('invite', { body: { email: 'gone@example.com', name: 'Gus', role: 'agent' } });
  expect(gone.link).toBeNull();
  const isTold = async () => (await kindsAbout(gone.staff.id as StaffId)).includes('staff.link-not-mailed');
  await eventually('the word that nobody has it', isTold);
  // a relay elsewhere is a recipient, and nobody entered its agreement: nothing leaves, and nobody says that it does
  leaveBy('smtp://192.0.2.10:2525');
  const waiting = await carol.call('invite', { body: { email: 'wim@example.com', name: 'Wim', role: 'agent' } });
  expect(waiting).toMatchObject({ link: null, waits: true });
  leaveBy(null);
  await new Promise<void>((done) => relay.close(done));
  expect(await shown()).not.toContain(boris.id);

  await boris.call('POST', `/v1/staff/${ada.id}/suspension`);
  const { body } = await boris.call('DELETE', `/v1/staff/${ada.id}/suspension`);
  await browserOf(house.url).call('POST', `/v1/invitations/${String(body['link']).split('#')[1]}/acceptance`, { name: 'Anna', password });
  expect([await joined(), await shown()]).toEqual([{ linkBy: boris.id }, expect.arrayContaining([boris.id])]);
  const found = await house.act((ctx) => accessChecks.find(({ id }) => id === 'access.links-lie-with-their-owner')!.run(ctx));
  expect(Number(found)).toBe(2); // of carol in the test before, and his
  const there = await house.staffClient(house.admin, second);
  const told = await eventually('the officer’s mail', async () =>
    (await Promise.all([carol, there].map((client) => client.call('listCaptured'))))
      .flatMap(({ items }) => items)
      .find((each) => each.to.includes(house.admin.email) && each.subject.includes('holds a link')),
  );
  expect(told.text).not.toMatch(/Anna|Benno|stf_/);
  const his = async () => (await carol.call('listActsAlone')).items.filter(({ staff }) => staff.id === boris.id);
  const verdict = { params: { act: (await his())[0]?.id ?? '' }, body: { verdict: 'not-justified' } } as const;
  // whoever holds the link could judge by the account that it opens
  await expect(house.act((ctx) => judgeAlone(ctx, ada.id, verdict.params.act, 'justified'))).rejects.toMatchObject({
    code: 'needs-second-person',
  });
  await carol.call('judgeActAlone', verdict);
  expect(await shown()).not.toContain(boris.id);
  await carol.call('takeStaffAway', { params: { staff: ada.id } });
  await carol.call('eraseStaffNow', { params: { staff: ada.id }, body: { reason: 'not-needed' } });
  expect(await his(), 'it is evidence about him').toMatchObject([{ kind: 'link', verdict: 'not-justified', whom: { name: '' } }]);
  await carol.call('takeStaffAway', { params: { staff: boris.id } });
  await carol.call('eraseStaffNow', { params: { staff: boris.id }, body: { reason: 'not-needed' } });
  expect(await his()).toEqual([]);
});

test('the sessions of a colleague end at once on every node, and they may sign in again', async () => {
  const gus = await join('Gus');
  expect((await at(second, '/v1/me', tokenOf(gus))).status).toBe(200);
  expect(await carol.call('endStaffSessions', { params: { staff: gus.id } })).toEqual({ ended: 1 });
  for (const url of [house.url, second])
    await eventually('the end of it', async () => (await at(url, '/v1/me', tokenOf(gus))).status === 401 || undefined);
  const again = browserOf(house.url);
  expect((await again.call('POST', '/v1/sessions', { email: gus.email, password })).status).toBe(200);
  expect(await again.call('DELETE', `/v1/staff/${gus.id}/sessions`), 'an agent may not').toMatchObject({ status: 403 });
  await expect(carol.call('endStaffSessions', { params: { staff: newId('stf') } })).rejects.toMatchObject({ status: 404 });
  const { items } = await house.act((ctx) => list(ctx, { kind: 'staff.sessions-ended', limit: 5 }));
  expect(items).toMatchObject([{ subject: gus.id, facts: { sessions: 1 } }]);
});

test('nobody takes themselves away, nor the last administrator, also when two take away each other', async () => {
  const me = (await carol.call('me')).staff.id;
  await expect(carol.call('suspendStaff', { params: { staff: me } })).rejects.toMatchObject({
    code: 'conflict',
    problem: { because: 'yourself' },
  });
  const ada = (await carol.call('listStaff')).items.find((each) => each.name === 'Ada');
  const hers = browserOf(house.url);
  await hers.call('POST', '/v1/sessions', { email: 'ada@example.com', password: 'eleven kind ladders wait' });
  const both = await Promise.allSettled([
    carol.call('suspendStaff', { params: { staff: ada?.id ?? '' } }),
    hers.call('POST', `/v1/staff/${me}/suspension`).then((answer) => (answer.status === 204 ? answer : Promise.reject(answer))),
  ]);
  expect(both.filter((each) => each.status === 'fulfilled')).toHaveLength(1);
  if (both[0].status === 'fulfilled') await carol.call('bringStaffBack', { params: { staff: ada?.id ?? '' } });
  else {
    const { body } = await hers.call('DELETE', `/v1/staff/${me}/suspension`);
    const { link } = body as { link: string }; // no way in of before is left
    const chosen = { name: house.admin.name, password: house.admin.password };
    await browserOf(house.url).call('POST', `/v1/invitations/${link.split('#')[1]}/acceptance`, chosen);
    carol = await house.staffClient(); // what she was signed in with ended
  }
});

test('whoever left is named in the thread until the period is over, then erased; their address is free at once, and nothing brings them back', async () => {
  const boris = await join('Bo', 'agent');
  const conversation = await assignedTo(boris.id);
  await boris.call('POST', `/v1/conversations/${conversation}/messages`, { kind: 'note', text: 'Asked twice.' });
  await carol.call('takeStaffAway', { params: { staff: boris.id } });
  const author = async () =>
    (await carol.call('listMessages', { params: { conversation } })).items.find((message) => message.kind === 'note')?.author;
  expect(await author()).toMatchObject({ id: boris.id, name: 'Bo' });
  for (const name of ['suspendStaff', 'bringStaffBack', 'takeStaffAway'] as const)
    await expect(carol.call(name, { params: { staff: boris.id } })).rejects.toMatchObject({ code: 'not-found' });
  const again = await join('Bo', 'agent');
  expect(again.id).not.toBe(boris.id);

  await carol.call('changeStaffTerms', { body: { formerDays: 30 } });
  const sweep = () => house.act(eraseFormer);
  house.passTime(29 * day);
  await sweep();
  expect(await house.act((ctx) => staffNames(ctx, [boris.id]))).toEqual(new Map([[boris.id, 'Bo']]));
  house.passTime(2 * day);
  // a run that dies before its commit has erased nobody, and the next one does it
  await expect(house.act(async (ctx) => eraseFormer(ctx).then(() => Promise.reject(new Error('the power went'))))).rejects.toThrow('power');
  expect((await house.act((ctx) => staffNames(ctx, [boris.id, again.id]))).size).toBe(2);
  await sweep();
  expect([...(await house.act((ctx) => staffNames(ctx, [boris.id, again.id]))).keys()]).toEqual([again.id]);
  carol = await house.staffClient();
  expect(await author()).toMatchObject({ id: boris.id, name: '' });
  expect(await kindsAbout(boris.id)).toEqual(expect.arrayContaining(['staff.left', 'staff.erased']));
  expect((await carol.call('listStaff')).items.map((each) => each.id)).not.toContain(boris.id);
});

test('a former colleague is erased at once when somebody says why, and the other one stays; whoever works here is not', async () => {
  const [paul, quinn] = [await join('Paul'), await join('Quinn')];
  const erase = (staff: StaffId) => carol.call('eraseStaffNow', { params: { staff }, body: { reason: 'asked' } });
  await expect(erase(paul.id)).rejects.toMatchObject({ code: 'conflict' });
  for (const { id: staff } of [paul, quinn]) await carol.call('takeStaffAway', { params: { staff } });
  await erase(paul.id);
  expect(await house.act((ctx) => staffNames(ctx, [paul.id, quinn.id]))).toEqual(new Map([[quinn.id, 'Quinn']]));
  expect((await house.act((ctx) => list(ctx, { kind: 'staff.erased', subject: paul.id, limit: 1 }))).items).toMatchObject([
    { facts: { why: 'asked' } },
  ]);
  await expect(erase(paul.id)).rejects.toMatchObject({ code: 'not-found' });
});

test('nobody brings back somebody who may do more than they could give: the link would open it to them', async () => {
  const { id } = await carol.call('addRole', {
    body: { name: 'Desk', permissions: ['staff.read', 'staff.change'], purposes: [], reason: 'Covers for a colleague' },
  });
  const desk = await join('Emil', id);
  const ada = await join('Frida', 'administrator');
  expect((await desk.call('POST', `/v1/staff/${ada.id}/suspension`)).status).toBe(204);
  const tried = await desk.call('DELETE', `/v1/staff/${ada.id}/suspension`);
  expect([tried.status, tried.body['because'], tried.body['link']]).toEqual([403, 'wider-than-own', undefined]);
  expect((await carol.call('bringStaffBack', { params: { staff: ada.id } })).link).toMatch(/#/);
});

test('an invitation that is withdrawn leaves nothing behind', async () => {
  const { link, staff } = await carol.call('invite', { body: { email: 'dana@example.com', name: 'Dana', role: 'agent' } });
  await carol.call('takeStaffAway', { params: { staff: staff.id } });
  expect((await browserOf(house.url).call('GET', `/v1/invitations/${link?.split('#')[1]}`)).status).toBe(404);
  expect((await carol.call('listStaff')).items.map((each) => each.id)).not.toContain(staff.id);
});
