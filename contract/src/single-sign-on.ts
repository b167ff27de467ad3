// Sign-in by the provider of a company (OpenID Connect Core 1.0), and the provisioning (SCIM 2.0) that belongs to it. SCIM itself speaks under /scim/v2, in words of its own.
import Type from 'typebox';
import { me } from './access.ts';
import { email, endpoints, id, instant, maybe, nothing, text } from './shapes.ts';

const provider = id('idp', 'Identity provider');
const params = Type.Object({ provider });
const domain = Type.String({
  pattern: '^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9-]{2,63}$',
  maxLength: 253,
  description: 'Domain of addresses',
});
const address = (what: string) => Type.String({ pattern: '^https?://[^\\s?#@]+$', maxLength: 500, description: what });
const mapping = Type.Object({
  group: text(200, 'Name or id of a group at the provider'),
  role: Type.String({ pattern: '^[a-z][a-z0-9_-]{4,39}$', maxLength: 40, description: 'A role of the company' }),
});
const teamMapping = Type.Object({
  group: text(200, 'Name or id of a group at the provider'),
  team: id('tem', 'A team of the company, at work'),
});
const teams = Type.Array(teamMapping, {
  maxItems: 200,
  description: 'Of which teams whoever is in a group is a member, for as long as they are; whom a colleague put in stays',
});
const facts = {
  name: text(60, 'What the button of the sign-in page says'),
  issuer: address('Issuer, without /.well-known'),
  clientId: text(300, 'Client id that the provider gave'),
  domains: Type.Array(domain, {
    minItems: 1,
    maxItems: 50,
    uniqueItems: true,
    description: 'Domains whose addresses the provider may vouch for',
  }),
  addsPeople: Type.Boolean({ description: 'Whether somebody unknown joins when a group of theirs is mapped to a role' }),
  groupsClaim: text(100, 'Claim that names the groups'),
  groups: Type.Array(mapping, { maxItems: 200, description: 'Which role membership in a group means here' }),
  strongAcr: Type.Array(text(200, 'Value of acr'), {
    maxItems: 20,
    description: 'Values of acr that count as a second factor, beside amr mfa',
  }),
  passwordsOff: Type.Boolean({
    description: 'Whether these domains no longer sign in by password; an administrator who would be locked out keeps theirs',
  }),
};
const secret = Type.Optional(text(1000, 'Client secret; kept sealed and never shown'));
const scimToken = Type.Object({
  id: id('sct', 'Token for provisioning'),
  prefix: Type.String({ description: 'How the token begins' }),
  madeAt: instant,
  expiresAt: maybe(instant),
  usedOn: maybe(Type.String({ description: 'Day of its last use, UTC' })),
});
const read = Type.Object({
  id: provider,
  ...facts,
  teams,
  hasSecret: Type.Boolean(),
  redirectUri: Type.String({ description: 'To enter at the provider' }),
  signOutUri: Type.String({ description: 'Where the browser comes back to after a sign-out there' }),
  backChannelUri: Type.String({
    description: 'Where the provider says that a session there is over (OpenID Connect Back-Channel Logout 1.0)',
  }),
  signInUri: Type.String({ description: 'Address that leads to the provider at once' }),
  scimUrl: Type.String(),
  scimTokens: Type.Array(scimToken),
  changedAt: instant,
});
/** The part behind the question mark with which the provider sent the browser back. */
const query = text(8000, 'Query of the address that the provider sent the browser back to');
const away = Type.Object({ url: Type.String({ description: 'Where the browser goes next' }) });

export const singleSignOnEndpoints = endpoints({
  readSignInWays: {
    summary:
      'By which providers one can sign in, for an address where one is given. In a house of one company the domain alone decides; in a house of several the provider by which this browser came in before, so that nobody learns which addresses are known',
    body: Type.Object({ email: Type.Optional(email) }),
    answer: Type.Object({ providers: Type.Array(Type.Object({ id: provider, name: Type.String() })) }),
  },
  startProvider: {
    summary: 'Begin a sign-in at a provider; bound to this browser by a cookie for ten minutes',
    params,
    answer: Type.Object({ url: Type.String({ description: 'Where the browser goes next' }) }),
  },
  finishProvider: {
    summary:
      'Come back from a provider; sets the session cookie, or asks for the code of an app where the provider asked for no second factor',
    params,
    body: Type.Object({ query }),
    answer: Type.Object({ me: maybe(me), codeNeeded: Type.Boolean() }),
  },
  finishProviderCode: {
    summary: 'The code after a sign-in at a provider; sets the session cookie',
    params,
    body: Type.Object({ code: text(40, 'Code of the app, or a recovery code') }),
    answer: me,
  },
  providerLogout: {
    summary: 'A provider says that sessions there are over (back-channel logout)',
    params,
    body: Type.Object({ logout_token: text(16_000, 'Logout token, a signed JWT') }),
    answer: nothing,
  },
  startProviderProof: { summary: 'Show at my provider that it is me: it asks me anew', answer: away },
  finishProviderProof: { summary: 'Come back from that proof', params, body: Type.Object({ query }), answer: nothing, status: 204 },
  listProviders: { summary: 'The identity providers of the company', answer: Type.Object({ items: Type.Array(read) }) },
  addProvider: {
    summary: 'Add an identity provider',
    body: Type.Object({ ...facts, teams: Type.Optional(teams), secret }),
    answer: read,
    status: 201,
  },
  changeProvider: {
    summary: 'Change an identity provider',
    params,
    body: Type.Partial(Type.Object({ ...facts, teams, secret })),
    answer: read,
  },
  removeProvider: { summary: 'Remove an identity provider; sessions that began there end', params, answer: nothing, status: 204 },
  testProvider: {
    summary: 'What a provider says about itself (OpenID Connect Discovery 1.0)',
    body: Type.Object({ issuer: facts.issuer }),
    answer: Type.Object({
      ok: Type.Boolean(),
      because: maybe(
        Type.String({ description: 'outside-refused, outside-redirect, outside-too-large, outside-unreachable, no-discovery, lacks-…' }),
      ),
      issuer: maybe(Type.String()),
      endpoints: Type.Array(Type.Object({ name: Type.String(), url: Type.String() })),
      pkce: Type.Boolean(),
      responseIssuer: Type.Boolean({ description: 'Whether answers name their issuer (RFC 9207)' }),
      backChannelLogout: Type.Boolean(),
      algorithms: Type.Array(Type.String()),
      claims: Type.Array(Type.String()),
    }),
  },
  makeScimToken: {
    summary: 'A token by which the provider keeps the people here in step (SCIM 2.0); shown this once',
    params,
    body: Type.Object({
      days: Type.Optional(
        maybe(Type.Integer({ minimum: 1, maximum: 3650, description: 'Days until it runs out: 365 unless told; null: without an end' })),
      ),
    }),
    answer: Type.Object({ ...scimToken.properties, token: Type.String({ description: 'Shown this once' }) }),
    status: 201,
  },
  revokeScimToken: {
    summary: 'End a token for provisioning',
    params: Type.Object({ provider, token: id('sct', 'Token for provisioning') }),
    answer: nothing,
    status: 204,
  },
});
