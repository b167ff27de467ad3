// How staff prove who they are. The options and answers of WebAuthn keep the names and the JSON of the standard (Level 3, 5.1.8 to 5.1.10).
import Type from 'typebox';
import { me } from './access.ts';
import { endpoints, id, instant, maybe, nothing, one, text } from './shapes.ts';

const bytes = (maxLength: number, what: string) =>
  Type.String({ pattern: '^[A-Za-z0-9_-]+$', maxLength, description: `${what}, base64url` });
const credential = {
  id: bytes(1400, 'Id of the credential'),
  rawId: bytes(1400, 'The same id'),
  type: one(['public-key'], 'Kind of credential'),
  authenticatorAttachment: Type.Optional(one(['platform', 'cross-platform'], 'Whether the device holds it')),
  clientExtensionResults: Type.Object({}),
};
/** A passkey's answer to a challenge: AuthenticationResponseJSON. */
const assertion = Type.Object({
  ...credential,
  response: Type.Object({
    clientDataJSON: bytes(8000, 'What the browser signed for'),
    authenticatorData: bytes(8000, 'What the passkey says of itself'),
    signature: bytes(8000, 'Signature'),
    userHandle: Type.Optional(bytes(100, 'Whose passkey it is')),
  }),
});
/** A new passkey: RegistrationResponseJSON. */
const attestation = Type.Object({
  ...credential,
  response: Type.Object({
    clientDataJSON: bytes(8000, 'What the browser signed for'),
    attestationObject: bytes(40_000, 'The new public key'),
  }),
});
export const passkey = Type.Object({
  id: id('psk', 'Passkey'),
  name: Type.String(),
  addedAt: instant,
  usedAt: maybe(instant),
});
export const apiKey = Type.Object({
  id: id('apk', 'Key of a program'),
  name: Type.String(),
  prefix: Type.String({ description: 'How the key begins' }),
  scopes: Type.Array(Type.String()),
  madeAt: instant,
  expiresAt: instant,
  usedOn: maybe(Type.String({ description: 'Day of its last use, UTC' })),
});
/** What else lets somebody in and is to go with the old password. */
export const forget = Type.Optional(
  Type.Object({
    passkeys: Type.Optional(Type.Array(id('psk', 'Passkey'), { maxItems: 20 })),
    apiKeys: Type.Optional(Type.Array(id('apk', 'Key of a program'), { maxItems: 50 })),
  }),
);
const recoveryCodes = Type.Object({ recoveryCodes: Type.Array(Type.String(), { description: 'Shown this once' }) });
const options = Type.Object({ options: Type.Unknown({ description: 'Options for navigator.credentials, as JSON of WebAuthn' }) });

export const signInEndpoints = endpoints({
  askForPasskey: { summary: 'A challenge to sign in with a passkey; bound to this browser by a cookie for five minutes', answer: options },
  signInByPasskey: { summary: 'Sign in with a passkey; sets the session cookie', body: Type.Object({ response: assertion }), answer: me },
  listPasskeys: { summary: 'My passkeys', answer: Type.Object({ items: Type.Array(passkey) }) },
  startPasskey: { summary: 'A challenge to add a passkey; bound to this browser by a cookie for five minutes', answer: options },
  addPasskey: {
    summary: 'Keep a passkey that the browser made',
    body: Type.Object({ name: text(60, 'What you call it'), response: attestation }),
    answer: passkey,
    status: 201,
  },
  removePasskey: {
    summary: 'Remove one of my passkeys; never the last way in',
    params: Type.Object({ passkey: id('psk', 'Passkey') }),
    answer: nothing,
    status: 204,
  },
  readSecondFactor: {
    summary: 'Whether I am asked for a code after the password, and how many recovery codes are left',
    answer: Type.Object({ since: maybe(instant), recoveryCodes: Type.Integer() }),
  },
  startTotp: {
    summary: 'A secret for an authenticator app (RFC 6238); counts once a code confirms it',
    answer: Type.Object({
      secret: Type.String({ description: 'Base32, to type by hand' }),
      uri: Type.String({ description: 'otpauth address' }),
      picture: Type.String({ description: 'QR code of the address, SVG' }),
    }),
  },
  confirmTotp: {
    summary: 'Confirm the app with a code; from then on one is asked for',
    body: Type.Object({ code: text(20, 'Code of the app') }),
    answer: recoveryCodes,
  },
  renewRecoveryCodes: { summary: 'Ten new recovery codes instead of those before', answer: recoveryCodes },
  removeSecondFactor: { summary: 'No longer ask me for a code', answer: nothing, status: 204 },
  takeSecondFactor: {
    summary:
      'Take away what a colleague has beside the password (app, recovery codes, passkeys), for the day it is lost; they are told by mail',
    params: Type.Object({ staff: id('stf', 'Member of staff') }),
    answer: nothing,
    status: 204,
  },
  listSessions: {
    summary: 'Where I am signed in',
    answer: Type.Object({
      items: Type.Array(
        Type.Object({
          id: id('ses', 'Session'),
          device: Type.String({ description: 'Family of browser and system, such as `firefox/linux`; `other` where neither is known' }),
          by: Type.String({ description: 'password, totp, recovery-code, passkey, provider, invitation: the latest proof' }),
          startedAt: instant,
          seenAt: instant,
          isCurrent: Type.Boolean(),
        }),
      ),
    }),
  },
  endSession: {
    summary: 'End one of my sessions',
    params: Type.Object({ session: id('ses', 'Session') }),
    answer: nothing,
    status: 204,
  },
  endOtherSessions: { summary: 'End all my sessions but this one', answer: Type.Object({ ended: Type.Integer() }) },
  changePassword: {
    summary: 'Choose another password, or a first one; ends all my other sessions',
    body: Type.Object({
      current: Type.Optional(text(1024, 'The present password, where there is one', 1)),
      password: text(1024, 'The new password, at least 12 characters', 1),
      forget,
    }),
    answer: nothing,
    status: 204,
  },
  readProofWays: {
    summary: 'How I can show once more that it is me',
    answer: Type.Object({ ways: Type.Array(one(['passkey', 'provider', 'code', 'password'], 'Way to prove it')) }),
  },
  startProof: { summary: 'A challenge to show with a passkey that it is me', answer: options },
  prove: {
    summary: 'Show once more that it is me; dangerous acts are then open for ten minutes',
    body: Type.Union([
      Type.Object({ password: text(1024, 'Password') }),
      Type.Object({ code: text(40, 'Code of the app, or a recovery code') }),
      Type.Object({ response: assertion }),
    ]),
    answer: nothing,
    status: 204,
  },
  listApiKeys: { summary: 'My keys for programs', answer: Type.Object({ items: Type.Array(apiKey) }) },
  makeApiKey: {
    summary: 'Make a key for a program: sent as `Authorization: Bearer`, for what I may do myself, never for dangerous acts',
    body: Type.Object({
      name: text(60, 'What it is for'),
      scopes: Type.Array(text(40, 'Permission'), { minItems: 1, maxItems: 60, uniqueItems: true }),
      days: Type.Integer({ minimum: 1, maximum: 366, description: 'Days until it runs out' }),
    }),
    answer: Type.Object({ ...apiKey.properties, key: Type.String({ description: 'Shown this once' }) }),
    status: 201,
  },
  revokeApiKey: { summary: 'End one of my keys', params: Type.Object({ key: id('apk', 'Key') }), answer: nothing, status: 204 },
});
