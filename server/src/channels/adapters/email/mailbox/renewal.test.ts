// One agreement, several nodes: a provider that gives a new token with each renewal takes the one before, when it comes again, for stolen and ends them all (RFC 9700, section 4.14.2).
import { createHash, randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { InboxId } from '#kit/ids';
import { freePort, openHouse } from '#test/house';
import { hooks } from '../hooks.ts';
import { accessFor, dropToken } from './access.ts';
import { takeOne } from './grant.ts';
import type { MailboxAccount } from './stand.ts';

const application = { clientId: 'parley-application', clientSecret: 'a secret of the application' };
/** `spent`: tokens that were used; one of them once more, and nothing of the family counts. */
const family = { current: '', spent: new Set<string>(), isRevoked: false, renewals: 0, atOnce: 0, mostAtOnce: 0, challenge: '' };
let provider: Server;
let house: Awaited<ReturnType<typeof openHouse>>;
let account: MailboxAccount;

function answer(form: URLSearchParams): { status: number; body: object } {
  const isRenewal = form.get('grant_type') === 'refresh_token';
  const given = form.get('refresh_token') ?? '';
  const challenge = createHash('sha256').update(form.get('code_verifier') ?? '');
  if (isRenewal && family.spent.has(given)) family.isRevoked = true;
  const isRight = isRenewal ? !family.isRevoked && given === family.current : challenge.digest('base64url') === family.challenge;
  if (!isRight) return { status: 400, body: { error: 'invalid_grant' } };
  if (isRenewal) family.spent.add(given);
  Object.assign(family, { current: randomBytes(16).toString('hex'), renewals: family.renewals + 1 });
  return { status: 200, body: { access_token: randomBytes(8).toString('hex'), refresh_token: family.current, expires_in: 3_600 } };
}

beforeAll(async () => {
  const port = await freePort();
  provider = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    family.atOnce += 1;
    family.mostAtOnce = Math.max(family.mostAtOnce, family.atOnce);
    const { status, body } = answer(new URLSearchParams(Buffer.concat(chunks).toString()));
    await pause(150); // so long the old token is spent and the new one is nowhere here
    family.atOnce -= 1;
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => provider.listen(port, '127.0.0.1', resolve));
  house = await openHouse({ environment: { PARLEY_MICROSOFT_URL: `http://localhost:${port}`, PARLEY_INSIDE_HOSTS: `localhost:${port}` } });
  await house.anotherNode();
  const carol = await house.staffClient();
  const settings = { address: 'support@example.com', feed: 'imap', signIn: 'microsoft', ...application };
  const { inbox } = await carol.call('addChannel', { body: { channel: 'email', name: 'Support', settings } });
  account = (await hooks.of(house).accountOf(house.workspace, inbox.id as InboxId)) as MailboxAccount;
  await agree(carol, inbox.id);
});
afterAll(async () => {
  await house.stop();
  await new Promise((resolve) => provider.close(resolve));
});

async function agree(carol: Awaited<ReturnType<typeof house.staffClient>>, inbox: string): Promise<void> {
  const { open } = await carol.call('connectChannel', { params: { inbox } });
  const asked = new URL(open ?? '').searchParams;
  family.challenge = asked.get('code_challenge') ?? '';
  await carol.call('agreeForChannel', { body: { code: 'a-code', state: asked.get('state') ?? '' } });
}
const nodes = () => [house.tools, ...house.toolsElsewhere()];

test('two nodes that renew one agreement at the same time do so one after the other, and neither loses it', {
  timeout: 30_000,
}, async () => {
  const before = family.renewals;
  for (let round = 0; round < 3; round += 1) {
    for (const tools of nodes()) dropToken(tools, account);
    const tokens = await Promise.all(nodes().map((tools) => accessFor(tools, account)));
    expect(new Set(tokens).size).toBe(2);
  }
  expect(family).toMatchObject({ isRevoked: false, mostAtOnce: 1, renewals: before + 6 });
});

test('a node that died while it renewed holds up the others for a while only', { timeout: 30_000 }, async () => {
  await house.act((ctx) =>
    ctx.db.run(
      {
        name: 'test.renewing',
        text: "UPDATE mailbox_grants SET renewing_by = 'a node that died', renewing_until = $2 WHERE workspace_id = $1",
      },
      [ctx.workspace, new Date(ctx.now.getTime() + 25_000)],
    ),
  );
  dropToken(house.tools, account);
  let isDone = false;
  const token = accessFor(house.tools, account).finally(() => {
    isDone = true;
  });
  await pause(1_500);
  expect(isDone).toBe(false);
  house.passTime(26_000);
  expect(await token).toMatch(/^[0-9a-f]{16}$/);
});

test('a renewal that waits leaves alone what is agreed to meanwhile for another mailbox of the inbox', { timeout: 30_000 }, async () => {
  const carol = await house.staffClient();
  const params = { inbox: account.inbox };
  const renewing = {
    name: 'test.renewingElsewhere',
    text: "UPDATE mailbox_grants SET renewing_by = 'another node', renewing_until = $2 WHERE workspace_id = $1",
  };
  await house.act((ctx) => ctx.db.run(renewing, [ctx.workspace, new Date(ctx.now.getTime() + 600_000)]));
  const waiting = expect(takeOne(house.tools, account, 'a renewal that waits')).resolves.toBeUndefined(); // by itself: what reads the mailbox may renew beside it
  await pause(500);
  await carol.call('changeChannel', { params, body: { settings: { user: 'billing@example.com' } } });
  await agree(carol, account.inbox);
  await waiting;
  account = (await hooks.of(house).accountOf(house.workspace, account.inbox)) as MailboxAccount;
  expect(account.settings.user).toBe('billing@example.com');
  for (const tools of nodes()) {
    dropToken(tools, account);
    expect(await accessFor(tools, account)).toMatch(/^[0-9a-f]{16}$/);
  }
});

test('what the provider ended is said by every node, and asked for by none again', { timeout: 30_000 }, async () => {
  family.isRevoked = true;
  for (const tools of nodes()) dropToken(tools, account);
  const tries = await Promise.allSettled(nodes().map((tools) => accessFor(tools, account)));
  expect(tries).toMatchObject([
    { status: 'rejected', reason: { fault: 'not-agreed' } },
    { status: 'rejected', reason: { fault: 'not-agreed' } },
  ]);
  const carol = await house.staffClient();
  const refused = (await carol.call('listLedger', { query: { limit: 50 } })).items.filter(({ kind }) => kind === 'mailbox.refused');
  expect(refused).toHaveLength(1);
});
