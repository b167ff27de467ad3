// Two sites of one company, each with a secret and customers of its own: one number in both is two people.
import { createHmac, randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { generate } from 'selfsigned';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { shred } from '#keys';
import type { Id, InboxId } from '#kit/ids';
import { addIdentity, arrive, findIdentity, group } from '#people';
import { temporaryFolder } from '#test/folder';
import { eventually, openHouse } from '#test/house';
import type { Account } from '../../adapter.ts';
import { hooks } from './hooks.ts';
import type { WebChatSettings } from './settings.ts';
import { startVisit } from './visits.ts';

type House = Awaited<ReturnType<typeof openHouse>>;
type Chat = { readonly inbox: string; readonly key: string; readonly secret: string };
const secrets = ['the secret of the first site, long enough', 'the secret of the other site, long enough'] as const;
let house: House;
let staff: Awaited<ReturnType<House['staffClient']>>;
let first: Chat;
let other: Chat;
let made = 0;

beforeAll(async () => {
  const { private: privateKey, cert } = await generate([{ name: 'commonName', value: 'localhost' }], { keyType: 'ec' });
  const folder = temporaryFolder();
  const environment = { PARLEY_OPENDSR_CERT: path.join(folder, 'cert.pem'), PARLEY_OPENDSR_KEY: path.join(folder, 'key.pem') };
  writeFileSync(environment.PARLEY_OPENDSR_CERT, cert);
  writeFileSync(environment.PARLEY_OPENDSR_KEY, privateKey, { mode: 0o600 });
  house = await openHouse({ environment });
  staff = await house.staffClient();
  const facts = { address: 'Street 1, Berlin', contactEmail: 'privacy@lantern.example.com' };
  await staff.call('changeWorkspace', { body: { ...facts, dpoContact: 'dpo@lantern.example.com', authority: 'Authority of Berlin' } });
  await staff.call('publishNotice', { body: {} });
  const chat = await eventually('the web chat opens', async () =>
    (await staff.call('listChannels')).items.find((each) => each.inbox.channel === 'web-chat'),
  );
  const keyOf = (snippet: string | null | undefined) => /data-key="([^"]+)"/.exec(snippet ?? '')?.[1] ?? '';
  const settings = { identitySecret: secrets[0] };
  await staff.call('changeChannel', { params: { inbox: chat.inbox.id }, body: { settings } });
  first = { inbox: chat.inbox.id, key: keyOf(chat.snippet), secret: secrets[0] };
  const added = await staff.call('addChannel', {
    body: { channel: 'web-chat', name: 'Other site', settings: { identitySecret: secrets[1] } },
  });
  other = { inbox: added.inbox.id, key: keyOf(added.snippet), secret: secrets[1] };
});
afterAll(() => house.stop());

async function visit({ key, inbox, secret }: Chat, claims?: object, by = secret) {
  const payload = Buffer.from(JSON.stringify({ exp: Date.now() / 1000 + 600, ...claims })).toString('base64url');
  const identity = `${payload}.${createHmac('sha256', by).update(payload).digest('base64url')}`;
  const { notice } = await house.publicClient().call('readWidget', { params: { key }, query: {} });
  const { token, visitor } = await house.act(async (ctx) => {
    const account = await hooks.of(ctx).accountOf(ctx.workspace, inbox as InboxId);
    const shown = { id: notice.id as Id<'ntc'>, hash: notice.hash };
    return startVisit(ctx, account as Account<WebChatSettings>, { language: 'en', notice: shown, ...(claims && { identity }) });
  });
  return { client: house.visitorClient(token), person: visitor };
}
type Visit = Awaited<ReturnType<typeof visit>>;
const say = ({ client }: Visit, text: string) => client.call('addVisitMessage', { body: { clientId: `client-id-${++made}`, text } });
const texts = async ({ client }: Visit) => (await client.call('listVisitMessages', { query: {} })).items.map((each) => each.text);
const owner = async (value: string) => (await house.act((ctx) => findIdentity(ctx, 'account', value)))?.person;
/** A visit of before chats were told apart: its number was kept as the site said it. */
async function visitOfBefore(chat: Chat, account: string): Promise<Visit> {
  const begun = await visit(chat);
  await house.act((ctx) => addIdentity(ctx, begun.person, { kind: 'account', value: account, proof: 'signed-identity' }));
  return begun;
}

test('one number at two sites is two people, and neither sees or fetches what is of the other', async () => {
  const ada = await visit(first, { account: '4711', name: 'Ada' });
  await say(ada, 'a word of ada');
  const boris = await visit(other, { account: '4711', name: 'Boris' });
  expect(boris.person).not.toBe(ada.person);
  expect(await texts(boris)).toEqual([]);
  await say(boris, 'a word of boris');
  expect(await texts(await visit(first, { account: '4711' }))).toEqual(['a word of ada']);
  expect(await texts(await visit(other, { account: '4711' }))).toEqual(['a word of boris']);
  await expect(visit(other, { account: '4711' }, first.secret)).rejects.toMatchObject({ code: 'invalid' });

  const { url } = await boris.client.call('privacyLink');
  const [, page = ''] = /\/privacy\/([^/?]+)/.exec(url) ?? [];
  const link = new URL(url).searchParams.get('link') ?? '';
  const { token } = await house.publicClient().call('startPersonSession', { params: { key: page }, body: { link } });
  expect((await house.personClient(token).call('readMe')).name).toBe('Boris');
});

test('a signed number is nobody’s of another channel', async () => {
  const { person } = await house.act((ctx) => arrive(ctx, { kind: 'account', value: 'telegram:5000000000000143', name: 'Ada' }));
  for (const account of ['telegram:5000000000000143', ' telegram:5000000000000143', `site:${first.inbox}:4711`])
    await expect(visit(other, { account })).rejects.toMatchObject({ code: 'invalid' });
  expect(await owner('telegram:5000000000000143')).toBe(person);
  expect(await house.act((ctx) => group(ctx, person))).toEqual([person]);
});

test('a number of before goes on where its person chatted here alone; else somebody new begins', async () => {
  const ada = await visitOfBefore(first, 'c-1');
  expect((await visit(other, { account: 'c-1' })).person).not.toBe(ada.person); // the other site comes first, and takes nothing
  expect((await visit(first, { account: 'c-1' })).person).toBe(ada.person);
  expect((await visit(first, { account: 'c-1' })).person).toBe(ada.person);

  const both = await visitOfBefore(first, 'c-2');
  const there = await visit(other, { account: 'c-3' });
  await house.act((ctx) => addIdentity(ctx, there.person, { kind: 'account', value: 'c-2', proof: 'signed-identity' })); // joined by it, as once
  for (const chat of [first, other]) expect([both.person, there.person]).not.toContain((await visit(chat, { account: 'c-2' })).person);

  const unproved = await house.act((ctx) => arrive(ctx, { kind: 'account', value: 'c-4' }));
  expect((await visit(first, { account: 'c-4' })).person).not.toBe(unproved.person);
  const gone = await visitOfBefore(first, 'c-5');
  await house.act((ctx) => shred(ctx, [gone.person]));
  expect((await visit(first, { account: 'c-5' })).person).not.toBe(gone.person);
});

test('two devices of one number of before make one person also at once', async () => {
  const before = await visitOfBefore(first, 'c-6');
  const both = await Promise.all([visit(first, { account: 'c-6' }), visit(first, { account: 'c-6' })]);
  expect(both.map(({ person }) => person)).toEqual([before.person, before.person]);
});

test('a platform that files by a number finds its person in each chat, and none where two have it', async () => {
  const { key } = await staff.call('makeApiKey', { body: { name: 'Platform', scopes: ['requests.open', 'requests.read'], days: 1 } });
  const file = async (account: string) => {
    const answer = await fetch(`${house.url}/opendsr/v3/requests`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        ...{ regulation: 'gdpr', subject_request_id: randomUUID(), subject_request_type: 'access', api_version: '3.0' },
        submitted_time: new Date(Date.now() - 86_400_000).toISOString(),
        subject_identities: { controller_customer_id: { value: account, encoding: 'raw' } },
      }),
    });
    return (await answer.json()) as { because?: string };
  };
  const { person } = await visit(other, { account: 'c-7' });
  const asked = async () => (await staff.call('listRequests', { query: { state: 'open' } })).items.map((each) => each.person?.id);
  expect(await asked()).not.toContain(person);
  await file('c-7');
  expect(await asked()).toContain(person);
  const here = await visit(first, { account: 'c-7' });
  expect((await file('c-7')).because).toBe('several-people');
  await file(`site:${first.inbox}:c-7`);
  expect(await asked()).toContain(here.person);
});
