// What odd and hostile traffic leaves behind: nothing. Odd requests, mails of any bytes through the real SMTP door, streams of events that are opened wrongly, cut and never read, round after
// round; each is answered in time and never by 5xx, and afterwards there is no more memory, handle or waiting row than before.
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { routes } from '@parley/contract';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { live } from '#kit/live';
import { pool } from '#kit/pool';
import { type Sample, takeSample, whatGrew } from '#test/growth';
import { handOver, hostileMail } from '#test/hostile-mail';
import { eventually, openHouse } from '#test/house';
import { inDatabase } from '#test/in-database';

const mailbox = 'support@shop.example.com';
const inTimeMs = 10_000;
const eventsUnread = 300_000; // above ten megabytes: a kernel holds some for a reader who does not come, and only then does the house have to
let house: Awaited<ReturnType<typeof openHouse>>;
let cookie = '';
let ada: { token: string; visitor: string };
let boris: typeof ada;

beforeAll(async () => {
  house = await openHouse();
  const staff = await house.staffClient();
  await staff.call('changeWorkspace', {
    body: { address: 'Musterweg 1, Berlin', contactEmail: 'hello@example.org', dpoContact: 'dpo@example.org', authority: 'BlnBDI' },
  });
  await staff.call('publishNotice', { body: {} });
  await staff.call('addChannel', { body: { channel: 'email', name: 'Support', settings: { address: mailbox, fromName: 'Shop' } } });
  const body = JSON.stringify({ email: house.admin.email, password: house.admin.password });
  const signedIn = await fetch(`${house.url}/v1/sessions`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const key = await eventually(
    'the widget',
    async () => (await staff.call('listChannels')).items.flatMap((each) => each.snippet?.match(/data-key="([^"]+)"/)?.[1] ?? [])[0],
  );
  const { notice } = await house.publicClient().call('readWidget', { params: { key } });
  const agreed = { language: 'en', noticeId: notice.id, noticeHash: notice.hash } as const;
  [ada, boris] = [
    await house.publicClient().call('startVisit', { params: { key }, body: agreed }),
    await house.publicClient().call('startVisit', { params: { key }, body: agreed }),
  ];
  for (const { token } of [ada, boris])
    await house.visitorClient(token).call('addVisitMessage', { body: { clientId: 'first-line-1', text: 'Which lamp is warm?' } });
});
afterAll(() => house.stop());

const asked = Object.entries(routes).filter(([name]) => !['events', 'visitEvents', 'signOut'].includes(name));

/** Requests that nobody should send, each answered in time and below 500. */
async function oddRequests(seed: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...asked),
      fc.string({ maxLength: 30 }),
      fc.jsonValue({ maxDepth: 3 }),
      fc.constantFrom('cookie', 'visit', 'nobody'),
      async ([, route], segment, body, who) => {
        const [method = 'GET', template = ''] = route.split(' ');
        const hasBody = method !== 'GET' && method !== 'DELETE';
        const headers = { ...(who === 'cookie' ? { cookie } : who === 'visit' ? { authorization: `Bearer ${ada.token}` } : {}) };
        const answer = await fetch(house.url + template.replace(/:\w+/g, encodeURIComponent(segment || 'x')), {
          method,
          headers: { ...headers, ...(hasBody && { 'content-type': 'application/json' }) },
          ...(hasBody && { body: JSON.stringify(body) }),
          signal: AbortSignal.timeout(inTimeMs),
        });
        await answer.arrayBuffer();
        expect(answer.status, route).toBeLessThan(500);
      },
    ),
    { numRuns: 60, seed },
  );
}

/** Mails of any bytes; gives those that the door said it kept, the same bytes once: they are one mail that came again. */
async function oddMails(seed: number): Promise<Set<string>> {
  const kept = new Set<string>();
  for (const [number, bytes] of fc.sample(hostileMail, { numRuns: 16, seed }).entries()) {
    const code = await handOver(
      house.smtpPort,
      'ada@example.com',
      mailbox,
      bytes,
      number % 4 === 3 ? Math.floor(bytes.length / 2) : undefined,
    );
    expect([250, 'cut', 550, 552, 554], 'taken, or refused for good: never ours to blame').toContain(code);
    if (code === 250) kept.add(bytes.toString('latin1'));
  }
  return kept;
}

type Stream = { readonly socket: net.Socket; heard(): string };

/** A request for the stream of events of a chat, written by hand: `more` headers as they stand, also those that no client would write. */
function listen(token: string, more: readonly string[] = [], isRead = true): Stream {
  const socket = net.connect(house.port, '127.0.0.1');
  let heard = '';
  socket.on('error', () => undefined);
  if (isRead)
    socket.on('data', (bytes) => {
      heard += bytes.toString('latin1');
    });
  else socket.pause();
  socket.write(
    ['GET /v1/visit/events HTTP/1.1', `Host: 127.0.0.1:${house.port}`, `Authorization: Bearer ${token}`, ...more, '', ''].join('\r\n'),
    'latin1',
  );
  return { socket, heard: () => heard };
}

const oddIds = fc.oneof(
  fc.constantFrom(
    '',
    '-1',
    '0',
    '9'.repeat(400),
    '1e309',
    'NaN',
    '0x10',
    "1' OR '1'='1",
    '%00',
    'msg_01jdxxxxxxxxxxxxxxxxxxxxxx',
    '\u00ff\u00fe',
    '1\x00',
    '1, 2',
    'a'.repeat(9_000),
  ),
  fc.uint8Array({ maxLength: 40 }).map((bytes) =>
    Buffer.from(bytes)
      .toString('latin1')
      .replace(/[\r\n]/g, ' '),
  ),
);

/** Streams that say oddly what they heard last, and are cut: at once, while the answer comes, later. Whoever listens well hears what is said meanwhile. */
async function oddStreams(seed: number): Promise<void> {
  const [well, unread] = [listen(boris.token), listen(ada.token, [], false)];
  await eventually('the good stream', async () => well.heard().includes('event: sequence'));
  const cuts = fc.sample(fc.tuple(oddIds, fc.constantFrom(0, 3, 25, 80)), { numRuns: 12, seed });
  await Promise.all(
    cuts.map(async ([id, cutMs], number) => {
      const stream = listen(ada.token, number % 4 === 3 ? [`Last-Event-ID: ${id}`, `Last-Event-ID: ${id}`] : [`Last-Event-ID: ${id}`]);
      if (number % 2 === 0) await sleep(cutMs);
      else await eventually('an answer', async () => /^HTTP\/1\.1 \d{3}/.test(stream.heard()) || stream.socket.closed, inTimeMs);
      expect(stream.heard()).not.toMatch(/^HTTP\/1\.1 5/);
      stream.socket.destroy();
    }),
  );
  const before = well.heard().length;
  const text = `still there ${seed}`;
  await house.visitorClient(boris.token).call('addVisitMessage', { body: { clientId: `still-there-${seed}`, text } });
  await eventually('what was said', async () => well.heard().slice(before).includes('event: sequence'));
  for (const { socket } of [well, unread]) socket.destroy();
}

async function settled(): Promise<Sample> {
  await eventually('nothing is under way', async () => {
    const { totalCount, idleCount, waitingCount } = pool.of(house);
    return (
      waitingCount === 0 && totalCount === idleCount && (await inDatabase(house.adminUrl, 'SELECT 1 FROM outbox WHERE NOT dead')) === 0
    );
  });
  return takeSample(house.adminUrl);
}

it('mails of any bytes are taken by the real door, or refused for good, and what was taken is there once', {
  timeout: 120_000,
}, async () => {
  const count = () =>
    inDatabase(
      house.adminUrl,
      "SELECT FROM messages m JOIN conversations c ON c.id = m.conversation_id JOIN inboxes i ON i.id = c.inbox_id WHERE i.channel = 'email' AND direction = 'in'",
    );
  const kept = (await oddMails(1)).union(await oddMails(2));
  expect(kept.size).toBeGreaterThan(10);
  expect(await count()).toBe(kept.size);
  expect(house.log.filter((line) => /failed|unexpected/.test(line))).toEqual([]);
});

it('whoever opens the stream of a chat and never reads is cut, while another hears on', { timeout: 120_000 }, async () => {
  const [slow, well] = [listen(ada.token, [], false), listen(boris.token)];
  await eventually('both listen', async () => well.heard().includes('event: sequence'));
  await sleep(500);
  const ids = { person: ada.visitor, kind: 'message', direction: 'in' };
  for (let sent = 0; sent < eventsUnread; sent += 1) {
    live.of(house).deliver(house.workspace, { topic: 'message.added', ids: { ...ids, sequence: sent } });
    if (sent % 1_000 === 0) await sleep(0);
  }
  const before = well.heard().length;
  await house.visitorClient(boris.token).call('addVisitMessage', { body: { clientId: 'heard-on-1', text: 'Is this one?' } });
  await eventually('what boris said', async () => well.heard().slice(before).includes('event: sequence'));
  let got = 0;
  slow.socket.on('data', (bytes) => {
    got += bytes.length;
  });
  await eventually('its line has an end', async () => slow.socket.resume().closed, 30_000);
  expect(got, 'what the kernel held came, the rest was not kept for it').toBeLessThan(eventsUnread * 40);
  expect(got).toBeGreaterThan(0);
  well.socket.destroy();
});

it('eight rounds of all of it leave no more memory, handles, descriptors or waiting rows than four', { timeout: 240_000 }, async () => {
  const samples: Sample[] = [];
  for (let round = 1; round <= 8; round += 1) {
    await oddRequests(round);
    await oddMails(10 + round);
    await oddStreams(20 + round);
    if (round > 2) samples.push(await settled()); // what is made once (plans, pools, caches) is made by then
  }
  expect(whatGrew(samples), JSON.stringify(samples)).toEqual([]);
  expect(house.log.filter((line) => line.includes('request.failed'))).toEqual([]);
});

it('what gathers is seen, however little a round: 50 kB for a request, one handle for each line that was cut, one row', {
  timeout: 60_000,
}, async () => {
  const held: unknown[] = [];
  const server = net.createServer((line) => void held.push(line.on('error', () => undefined)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const sockets: net.Socket[] = [];
  const samples: Sample[] = [];
  for (let round = 0; round < 6; round += 1) {
    held.push(new Array(400_000).fill(round));
    for (let times = 0; times < 2; times += 1) sockets.push(net.connect((server.address() as net.AddressInfo).port, '127.0.0.1'));
    await inDatabase(
      house.adminUrl,
      `INSERT INTO outbox (workspace_id, id, topic, listener, ordering_key, payload, available_at, dead) VALUES ('${house.workspace}', 'out_planted_${round}', 'planted', 'planted', 'planted', '{}', now(), true)`,
    );
    samples.push(await takeSample(house.adminUrl));
  }
  for (const socket of sockets) socket.destroy();
  server.close();
  expect(whatGrew(samples), JSON.stringify(samples)).toEqual(['mb', 'handles', 'descriptors', 'waiting']);
});
