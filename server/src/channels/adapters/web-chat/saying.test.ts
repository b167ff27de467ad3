import { afterAll, beforeAll, expect, test } from 'vitest';
import { record, stateOf } from '#consent';
import { reply, setDelivery, type Taken } from '#conversations';
import { shred } from '#keys';
import type { ConversationId, PersonId } from '#kit/ids';
import { currentNotice } from '#purposes';
import { eventually, openHouse } from '#test/house';

type House = Awaited<ReturnType<typeof openHouse>>;
let house: House;
let key: string;

beforeAll(async () => {
  house = await openHouse();
  const staff = await house.staffClient();
  const facts = { address: 'Street 1, Berlin', contactEmail: 'privacy@lantern.example.com', dpoContact: 'dpo@lantern.example.com' };
  await staff.call('changeWorkspace', { body: { ...facts, authority: 'Authority of Berlin' } });
  const marketing = (await staff.call('listPurposes')).items.find(({ code }) => code === 'marketing');
  const letters = { active: true, channels: ['web-chat' as const], reason: 'a spring letter' };
  await staff.call('changePurpose', { params: { purpose: marketing?.id ?? '' }, body: letters });
  await staff.call('publishNotice', { body: {} });
  const chat = await eventually('the web chat opens', async () =>
    (await staff.call('listChannels')).items.find((each) => each.inbox.channel === 'web-chat'),
  );
  key = /data-key="([^"]+)"/.exec(chat.snippet ?? '')?.[1] ?? '';
});
afterAll(() => house.stop());

/** Visitors who have a thread already, so that what they say goes together. */
async function talking(count: number) {
  const { id, hash } = (await house.publicClient().call('readWidget', { params: { key }, query: {} })).notice;
  return Promise.all(
    Array.from({ length: count }, async () => {
      const body = { language: 'en', noticeId: id, noticeHash: hash } as const;
      const { token, visitor } = await house.publicClient().call('startVisit', { params: { key }, body });
      const client = house.visitorClient(token);
      await client.call('addVisitMessage', { body: { clientId: 'the-first-one', text: 'first' } });
      const { thread } = await client.call('listVisitMessages', { query: {} });
      return { client, person: visitor as PersonId, thread: thread as ConversationId };
    }),
  );
}
type Talking = Awaited<ReturnType<typeof talking>>[number];
const say = ({ client }: Talking, text: string, clientId: string) => client.call('addVisitMessage', { body: { clientId, text } });
const hear = async ({ client }: Talking) => (await client.call('listVisitMessages', { query: {} })).items.map(({ text }) => text);
const status = (work: Promise<unknown>) =>
  work.then(
    () => 201,
    (error: { status: number }) => error.status,
  );

test('who was erased is told so, and everybody who wrote at the same moment is heard', async () => {
  const people = await talking(12);
  const gone = people[5] as Talking;
  await house.act((ctx) => shred(ctx, [gone.person]));
  const answers = await Promise.all(people.map((each, at) => status(say(each, `hello ${at}`, 'the-second-one'))));
  expect(answers).toEqual(people.map((each) => (each === gone ? 410 : 201)));
  for (const [at, each] of people.entries()) if (each !== gone) expect(await hear(each)).toEqual(['first', `hello ${at}`]);
});

test('an answer gives back what was written, as a later look does', async () => {
  const [ada] = (await talking(1)) as [Talking];
  const said = await say(ada, 'once', 'the-second-one');
  expect((await ada.client.call('listVisitMessages', { query: { after: 1 } })).items).toEqual([said]);
});

const stateIn = (person: PersonId) => house.act((ctx) => stateOf(ctx, [person], 'service-messages', 'web-chat'));
/** Of whom each message is that the company wrote to a visitor, oldest first. */
const authorsTo = async ({ person }: Talking) => {
  const text = `SELECT author_kind || ' ' || author_id AS author FROM messages WHERE workspace_id = $1 AND person_id = $2 AND direction = 'out' ORDER BY sequence`;
  const rows = await house.act((ctx) => ctx.db.all<{ author: string }>({ name: 'test.authors', text }, [ctx.workspace, person]));
  return rows.map(({ author }) => author);
};
const answer = ({ thread }: Talking, text: string, purpose = 'service-conversation') =>
  house.act((ctx) => reply(ctx, { conversation: thread, text, purpose }));

test('STOP in the chat ends what may end, is said once by the house, and lets whoever writes again be heard', async () => {
  const [ada, boris] = (await talking(2)) as [Talking, Talking];
  await Promise.all([say(ada, 'Stop!', 'the-second-one'), say(boris, 'Stop the delivery, please', 'the-second-one')]);
  expect([await stateIn(ada.person), await stateIn(boris.person)]).toEqual(['withdrawn', 'none']);
  await eventually('it is confirmed', async () => (await hear(ada)).length === 3);
  await say(ada, 'stop', 'the-third-one');
  await say(ada, 'Is my lamp ready?', 'the-fourth-one');
  expect([await authorsTo(ada), await authorsTo(boris)]).toEqual([['system channels'], []]);
});

test('a word that answers an agent ends nothing, one that answers advertising does, and may itself be answered', async () => {
  const [ada] = (await talking(1)) as [Talking];
  const left = async ({ message }: Taken) => house.act((ctx) => setDelivery(ctx, message, 'sent')); // whatever hours are quiet now
  await left(await answer(ada, 'Cancel or exchange?'));
  for (const [at, word] of ['Cancel', 'Ende', 'Info', 'Hilfe'].entries()) await say(ada, word, `an-answer-${at}`);
  expect([await stateIn(ada.person), await authorsTo(ada)]).toEqual(['none', ['system test']]);
  const yes = {
    person: ada.person,
    purpose: 'marketing',
    channel: 'web-chat',
    state: 'given',
    method: 'privacy-page',
    by: 'self',
  } as const;
  const shown = { language: 'en', wording: 'I want letters.' } as const;
  await house.act(async (ctx) => record(ctx, { ...yes, ...shown, notice: await currentNotice(ctx, 'en') }));
  await left(await answer(ada, 'New lamps!', 'marketing'));
  await say(ada, 'Cancel', 'the-last-one');
  expect(await stateIn(ada.person)).toBe('withdrawn');
  await answer(ada, 'That was all.');
  expect(await authorsTo(ada)).toEqual(['system test', 'system test', 'system channels', 'system test']);
});

test('a message that is repeated among others is one message, also later', async () => {
  const [ada, boris] = (await talking(2)) as [Talking, Talking];
  const [one, twin] = await Promise.all([
    say(ada, 'once', 'the-same-id'),
    say(ada, 'once', 'the-same-id'),
    say(boris, 'uno', 'the-same-id'),
  ]);
  expect(twin).toEqual(one);
  const [again] = await Promise.all([say(ada, 'once', 'the-same-id'), say(boris, 'due', 'another-id')]);
  expect(again).toEqual(one);
  expect([await hear(ada), await hear(boris)]).toEqual([
    ['first', 'once'],
    ['first', 'uno', 'due'],
  ]);
});

test('nothing at all is no message, and takes nobody with it', async () => {
  const [ada, boris] = (await talking(2)) as [Talking, Talking];
  const answers = await Promise.all([status(say(ada, '   ', 'the-second-one')), status(say(boris, 'hello', 'the-second-one'))]);
  expect(answers).toEqual([422, 201]);
});
