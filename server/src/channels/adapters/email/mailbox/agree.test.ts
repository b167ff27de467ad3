// Agreeing at a mailbox's provider by authorization code with PKCE, and what becomes of the token: against a provider that holds us to the protocol.
import { createHash, randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { InboxId } from '#kit/ids';
import { colleagueOf } from '#test/colleague';
import { freePort, openHouse } from '#test/house';
import { completeFeed, type FeedSettings } from '../feed.ts';
import { hooks } from '../hooks.ts';
import { accessFor, forgetGrants } from './access.ts';
import { connect } from './connect.ts';
import { type MailboxEmulator, startMailbox } from './emulator/emulator.ts';
import type { MailboxAccount } from './stand.ts';

const application = { clientId: 'parley-application', clientSecret: 'a secret of the application' };
/** What the provider has given out, and how it behaves. */
const given = { codes: new Map<string, string>(), refresh: '', asked: 0, isRevoked: false, isTurnedAway: false, fault: '' };
let provider: Server;
let mailbox: MailboxEmulator;
let house: Awaited<ReturnType<typeof openHouse>>;

/** The token endpoint of RFC 6749 and 7636: a code counts once, with its verifier; each renewal gives a new token that lasts, and ends the one before. */
function answer(form: URLSearchParams): { status: number; body: object } {
  given.asked += 1;
  if (given.fault !== '') return { status: 401, body: { error: given.fault } };
  if (form.get('client_id') !== application.clientId || form.get('client_secret') !== application.clientSecret)
    return { status: 401, body: { error: 'invalid_client' } };
  const code = form.get('code') ?? '';
  const challenge = createHash('sha256')
    .update(form.get('code_verifier') ?? '')
    .digest('base64url');
  const isRight =
    form.get('grant_type') === 'authorization_code'
      ? given.codes.get(code) === `${challenge} ${form.get('redirect_uri')}`
      : !given.isRevoked && form.get('refresh_token') === given.refresh;
  given.codes.delete(code);
  if (!isRight) return { status: 400, body: { error: 'invalid_grant' } };
  given.refresh = randomBytes(16).toString('hex');
  return {
    status: 200,
    body: { access_token: `access-${given.asked}`, refresh_token: given.refresh, expires_in: 3_600, token_type: 'Bearer' },
  };
}

beforeAll(async () => {
  const port = await freePort();
  provider = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request
      .on('data', (chunk: Buffer) => chunks.push(chunk))
      .on('end', () => {
        const { status, body } = answer(new URLSearchParams(Buffer.concat(chunks).toString()));
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      });
  });
  await new Promise<void>((resolve) => provider.listen(port, '127.0.0.1', resolve));
  mailbox = await startMailbox({
    now: () => new Date(),
    letsIn: (by) => by.user === 'support@example.com' && 'token' in by && by.token === `access-${given.asked}` && !given.isTurnedAway,
  });
  const inside = `localhost:${port} 127.0.0.1:${mailbox.port}`;
  house = await openHouse({ environment: { PARLEY_MICROSOFT_URL: `http://localhost:${port}`, PARLEY_INSIDE_HOSTS: inside } });
});
afterAll(async () => {
  await house.stop();
  await mailbox.close();
  await new Promise((resolve) => provider.close(resolve));
});

test('one press, the provider’s page and the way back: the mailbox opens by tokens that are renewed, until the provider says no', {
  timeout: 60_000,
}, async () => {
  const carol = await house.staffClient();
  const settings = { address: 'support@example.com', feed: 'imap', signIn: 'microsoft', ...application };
  const made = await carol.call('addChannel', { body: { channel: 'email', name: 'Support', settings } });
  expect(JSON.stringify(made)).not.toContain(application.clientSecret);
  const params = { inbox: made.inbox.id };
  const account = (await hooks.of(house).accountOf(house.workspace, made.inbox.id as InboxId)) as MailboxAccount;
  await expect(accessFor(house.tools, account)).rejects.toMatchObject({ fault: 'not-agreed' });

  const { open } = await carol.call('connectChannel', { params });
  const page = new URL(open ?? '');
  const said = Object.fromEntries(page.searchParams);
  expect(page.pathname).toBe('/common/oauth2/v2.0/authorize');
  expect(said).toMatchObject({
    response_type: 'code',
    code_challenge_method: 'S256',
    client_id: application.clientId,
    redirect_uri: `${house.url}/channels`,
  });
  const agree = (code: string, state = said['state'] ?? '') => carol.call('agreeForChannel', { body: { code, state } });
  given.codes.set('a-code', `${said['code_challenge']} ${said['redirect_uri']}`);
  await expect(agree('a-code', `${said['state']}x`)).rejects.toMatchObject({ code: 'not-found' });
  const boris = await (await colleagueOf(house, 'Boris', { role: 'administrator' })).client();
  const byBoris = boris.call('agreeForChannel', { body: { code: 'a-code', state: said['state'] ?? '' } });
  await expect(byBoris).rejects.toMatchObject({ code: 'not-found' }); // it was carol who pressed the button
  expect(await agree('a-code')).toMatchObject({ ok: true });
  expect(await agree('a-code')).toMatchObject({ ok: false }); // a code counts once

  const first = await accessFor(house.tools, account);
  house.passTime(30 * 60_000);
  const asked = given.asked;
  expect([await accessFor(house.tools, account), given.asked]).toEqual([await accessFor(house.tools, account), asked]);
  house.passTime(26 * 60_000); // four minutes before it ends
  const [second, ...others] = await Promise.all([1, 2, 3].map(() => accessFor(house.tools, account)));
  expect([second === first, others, given.asked]).toEqual([false, [second, second], asked + 1]); // two renewals would end each other

  house.passTime(3_600_000);
  given.fault = 'invalid_client';
  await expect(accessFor(house.tools, account)).rejects.toMatchObject({ fault: 'application-refused' });
  given.fault = '';
  await accessFor(house.tools, account); // a new secret is all it takes

  // the server of the mailbox itself is asked by XOAUTH2, with the token of now and no other
  const { port } = mailbox;
  const inMailbox = { ...account, settings: { ...account.settings, host: '127.0.0.1', port, tls: 'off' as const } };
  (await connect(house.tools, inMailbox)).close();
  given.isTurnedAway = true;
  await expect(connect(house.tools, inMailbox)).rejects.toMatchObject({ fault: 'not-let-in' });
  given.isTurnedAway = false;
  const renewed = given.asked + 1;
  (await connect(house.tools, inMailbox)).close();
  expect([given.asked, mailbox.heard.filter((name) => /^(?:LOGIN|AUTH)/.test(name))]).toEqual([renewed, Array(3).fill('AUTHENTICATE')]);

  const other = { ...account, settings: { ...account.settings, user: 'another@example.com' } };
  const before = given.asked;
  await expect(accessFor(house.tools, other)).rejects.toMatchObject({ fault: 'not-agreed' }); // what was given for one mailbox opens no other
  expect(given.asked).toBe(before);
  const { searchParams: more } = new URL((await carol.call('connectChannel', { params })).open ?? '');
  given.codes.set('again', `${more.get('code_challenge')} ${more.get('redirect_uri')}`);
  expect(await agree('again', more.get('state') ?? '')).toMatchObject({ ok: true });
  given.isRevoked = true;
  house.passTime(3_600_000);
  for (let tries = 0; tries < 2; tries += 1) await expect(accessFor(house.tools, account)).rejects.toMatchObject({ fault: 'not-agreed' });
  expect(given.asked).toBe(asked + 6); // and nobody asks again
  const kinds = (await carol.call('listLedger', { query: { limit: 50 } })).items.map(({ kind }) => kind);
  expect(kinds).toEqual(expect.arrayContaining(['mailbox.agreed', 'mailbox.refused']));
  const rows = await house.act((ctx) =>
    ctx.db.all<{ t: Buffer }>({ name: 'test.grants', text: 'SELECT refresh_token AS t FROM mailbox_grants WHERE workspace_id = $1' }, [
      ctx.workspace,
    ]),
  );
  expect(rows.map(({ t }) => t.includes(given.refresh))).toEqual([false]);
  const count = () =>
    house.act((ctx) =>
      ctx.db.one<{ n: number }>({ name: 'test.n', text: 'SELECT count(*)::int AS n FROM mailbox_grants WHERE workspace_id = $1' }, [
        ctx.workspace,
      ]),
    );
  await house.act((ctx) => forgetGrants.run?.(ctx) ?? Promise.resolve());
  expect((await count()).n).toBe(1);
  await carol.call('changeChannel', { params, body: { settings: { feed: 'smtp' } } });
  await house.act((ctx) => forgetGrants.run?.(ctx) ?? Promise.resolve());
  expect((await count()).n).toBe(0);
  expect(house.log.join('')).not.toMatch(/access-\d|a secret of the application/);
});

test('whose findings about senders are believed does not outlive the server that they were believed of', () => {
  const google = { signIn: 'google', ...application };
  const complete = (given: Record<string, unknown>, before?: FeedSettings) =>
    completeFeed({ ...before, feed: 'imap', ...given }, before, 'support@example.com', [], new Date());
  const first = complete(google);
  expect([first.trusted, complete({}, first).trusted]).toEqual(['mx.google.com', 'mx.google.com']);
  expect(complete({ signIn: 'microsoft' }, first).trusted).toBe('');
  const own = { signIn: 'password', host: 'imap.example.com', password: 'a pass phrase', keeperName: 'Mailboxes Ltd', keeperRegion: 'DE' };
  expect(complete(own, first).trusted).toBe('');
  expect(complete({ ...own, trusted: 'mx.example.com' }, first).trusted).toBe('mx.example.com');
});
