// A certified OpenID Connect provider in a process of its own, with one page to sign in that takes any name it knows. Its people are told over the parent's line.
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

type Start = { issuer: string; port: number; redirectUri: string; signOutUri: string; backChannelUri: string; secret: string };
type People = Record<string, { claims: Record<string, unknown>; amr?: string[] }>;
let people: People = {};

process.on('message', (message: { start?: Start; people?: People }) => {
  if (message.people) people = message.people;
  if (message.start) start(message.start);
});
process.on('disconnect', () => process.exit(0));

function start({ issuer, port, redirectUri, signOutUri, backChannelUri, secret }: Start): void {
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'parley',
        client_secret: secret,
        redirect_uris: [redirectUri],
        post_logout_redirect_uris: [signOutUri],
        backchannel_logout_uri: backChannelUri,
        backchannel_logout_session_required: true,
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'], groups: ['groups'], amr: null, acr: null },
    scopes: ['openid', 'email', 'profile', 'groups'],
    features: {
      devInteractions: { enabled: false },
      backchannelLogout: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx: { body: string }, form: string) => {
          ctx.body = page(`${form}<button type="submit" form="op.logoutForm" value="yes" name="logout">Yes, sign me out</button>`);
        },
      },
    },
    pkce: { required: () => true },
    interactions: { url: (_ctx: unknown, interaction: { uid: string }) => `/interaction/${interaction.uid}` },
    findAccount: (_ctx: unknown, id: string) => ({ accountId: id, claims: () => ({ sub: id, ...people[id]?.claims }) }),
    loadExistingGrant: async (ctx: { oidc: { client: { clientId: string }; session: { accountId: string } } }) => {
      const grant = new provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
      grant.addOIDCScope('openid email profile groups');
      await grant.save();
      return grant;
    },
    cookies: { keys: ['only for tests'] },
    // it would not tell an address on this machine that a session is over
    fetch: (url: string, { dispatcher: _, ...options }: RequestInit & { dispatcher?: unknown }) => globalThis.fetch(url, options),
    ttl: { Session: 600, Interaction: 600, Grant: 600 },
  });
  const answer = provider.callback();
  createServer((request, response) => {
    if (!/^\/interaction\/[\w-]+$/.test(request.url ?? '')) return void answer(request, response);
    if (request.method === 'GET')
      return void response
        .setHeader('content-type', 'text/html; charset=utf-8')
        .end(page('<form method="post"><label>Login <input name="login" autofocus></label> <button>Continue</button></form>'));
    let body = '';
    request.on('data', (part: Buffer) => {
      body += part.toString();
    });
    request.on('end', () => {
      const login = new URLSearchParams(body).get('login') ?? '';
      if (!people[login]) return void response.writeHead(403).end(page('Nobody by that name.'));
      const result = { login: { accountId: login, amr: people[login].amr ?? ['pwd'] } };
      void provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
    });
  }).listen(port, '127.0.0.1', () => process.send?.('ready'));
}

const page = (body: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><link rel="icon" href="data:,"><title>Provider</title></head><body><main><h1>Provider</h1>${body}</main></body></html>`;
