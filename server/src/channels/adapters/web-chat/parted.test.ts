// Two people were one and are parted again: from then on neither browser shows what belongs to the other.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listShown, readShown, readShownFile } from '#conversations';
import type { AttachmentId, ConversationId, Id, MessageId, PersonId } from '#kit/ids';
import { merge, unmerge } from '#people';
import { eventually, openHouse } from '#test/house';

type House = Awaited<ReturnType<typeof openHouse>>;
let house: House;
let staff: Awaited<ReturnType<House['staffClient']>>;
let key: string;
let made = 0;

beforeAll(async () => {
  house = await openHouse();
  staff = await house.staffClient();
  const facts = { address: 'Street 1, Berlin', contactEmail: 'privacy@lantern.example.com' };
  await staff.call('changeWorkspace', { body: { ...facts, dpoContact: 'dpo@lantern.example.com', authority: 'Authority of Berlin' } });
  await staff.call('publishNotice', { body: {} });
  const chat = await eventually('the web chat opens', async () =>
    (await staff.call('listChannels')).items.find((each) => each.inbox.channel === 'web-chat'),
  );
  key = /data-key="([^"]+)"/.exec(chat.snippet ?? '')?.[1] ?? '';
});
afterAll(() => house.stop());

async function visit() {
  const { notice } = await house.publicClient().call('readWidget', { params: { key }, query: {} });
  const body = { language: 'en', noticeId: notice.id, noticeHash: notice.hash } as const;
  const { token, visitor } = await house.publicClient().call('startVisit', { params: { key }, body });
  const client = house.visitorClient(token);
  return {
    client,
    person: visitor as PersonId,
    say: (text: string, attachments: string[] = []) =>
      client.call('addVisitMessage', { body: { clientId: `client-id-${++made}`, text, attachments } }),
    texts: async () => (await client.call('listVisitMessages', { query: {} })).items.map((each) => each.text),
    fetchFile: (attachment: string) => client.blob('readVisitAttachment', { params: { attachment } }),
  };
}
const join = (into: PersonId, from: PersonId) => house.act((ctx) => merge(ctx, into, from, 'agent-decision', 'the same lamp'));
const part = (id: Id<'mrg'>) => house.act((ctx) => unmerge(ctx, id));
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'read',
    (error: { code?: string }) => error.code,
  );

/** Boris begins to chat only after he was joined to Ada, so his browser shows hers. */
async function joined() {
  const [ada, boris] = [await visit(), await visit()];
  const file = await ada.client.call('uploadVisitAttachment', { bytes: new Blob(['a plan']), type: 'text/plain', fileName: 'plan.txt' });
  const first = await ada.say('a secret of ada', [file.id]);
  const id = await join(ada.person, boris.person);
  await boris.say('written while they were one');
  expect(await boris.texts()).toEqual(['a secret of ada', 'written while they were one']);
  expect((await boris.fetchFile(file.id)).status).toBe(200);
  const thread = (await boris.client.call('listVisitMessages', { query: {} })).thread as ConversationId;
  return { ada, boris, id, thread, file: file.id as AttachmentId, message: first.id as MessageId };
}

test('after two people are parted a browser reads neither words nor files of the other, and merging again restores them', async () => {
  const { ada, boris, id, file } = await joined();
  await part(id);
  expect(await boris.texts()).toEqual([]);
  expect(await boris.client.call('readVisit')).toMatchObject({ lastSequence: 0, agent: null });
  expect(await code(boris.fetchFile(file))).toBe('not-found');
  expect(await ada.texts()).toHaveLength(2);
  await join(ada.person, boris.person);
  expect(await boris.texts()).toEqual(['a secret of ada', 'written while they were one']);
  expect((await boris.fetchFile(file)).status).toBe(200);
});

test('whoever writes after being parted begins a thread of their own, and keeps it', async () => {
  const { ada, boris, id } = await joined();
  await part(id);
  expect(await boris.say('on my own')).toMatchObject({ sequence: 1 });
  expect(await boris.say('and again')).toMatchObject({ sequence: 2 });
  expect(await boris.texts()).toEqual(['on my own', 'and again']);
  expect(await ada.texts()).toEqual(['a secret of ada', 'written while they were one']);
});

test('a stream that was open while they were one tells nothing of the other afterwards', async () => {
  const { ada, boris, id } = await joined();
  const numbers: unknown[] = [];
  const stop = new AbortController();
  boris.client.events('visitEvents', {
    signal: stop.signal,
    onEvent: (event) => numbers.push((event.data as { lastSequence: number }).lastSequence),
  });
  await eventually('the stream opens', async () => numbers.length === 1);
  await ada.say('heard by both');
  await eventually('it is told', async () => numbers.includes(3));
  await part(id);
  await eventually('it is told to look again', async () => numbers.includes(0));
  await ada.say('for ada alone');
  await boris.say('for boris alone');
  await eventually('his own is told', async () => numbers.includes(1));
  expect(numbers).not.toContain(4);
  stop.abort();
});

test('conversations themselves refuse a person who is not of the group, whichever door they came by', async () => {
  const { boris, id, thread, message, file } = await joined();
  await part(id);
  const as = (person: PersonId) =>
    house.act(async (ctx) => {
      const own = { ...ctx, actor: { kind: 'person', id: person } } as typeof ctx;
      const tried = [listShown(own, thread, 0, 9), readShown(own, message), readShownFile(own, thread, file)];
      return Promise.all(tried.map(code));
    });
  expect(await as(boris.person)).toEqual(['not-found', 'not-found', 'not-found']);
});
