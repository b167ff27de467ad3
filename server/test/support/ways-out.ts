// Every way by which a channel reaches somebody outside, with settings that lead to whoever listens at `host` and `port`.
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { ChannelKind, Settings } from '../../src/channels/adapter.ts';

const pem = (type: 'rsa' | 'ec'): string =>
  (type === 'rsa'
    ? generateKeyPairSync('rsa', { modulusLength: 2_048 })
    : generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  ).privateKey
    .export({ type: 'pkcs8', format: 'pem' })
    .toString();

const twilio = { provider: 'twilio', number: '+12025550100', accountSid: `AC${'1'.repeat(32)}`, authToken: '2'.repeat(32) };
const meta = { provider: 'meta', appId: '670843887433847', appSecret: 'a'.repeat(32), token: 'EAAJB0123456789abcdefZDZD' };
/** Every way by which a channel reaches somebody outside: a channel that is new has to say its own. */
export const waysOut = (host: string, port: number): Readonly<Record<ChannelKind, () => readonly { given: Settings; to: string }[]>> => ({
  'web-chat': () => {
    const account = { type: 'service_account', project_id: 'lantern', client_email: 'push@lantern.example.com', private_key: pem('rsa') };
    const apple = { apns: 'apple', apnsKey: pem('ec'), apnsKeyId: 'ABCDE12345', apnsTeam: 'ABCDE12345', apnsTopic: 'com.example.shop' };
    return [{ given: { webPush: true, fcm: 'google', fcmKey: JSON.stringify(account), ...apple }, to: 'vst_01hv8n3e5wfm1tq0z9k2s4b6xc' }];
  },
  email: () => [
    { given: { address: 'hello@lantern.example.com' }, to: 'ada@example.com' },
    {
      given: {
        ...{ address: 'box@lantern.example.com', feed: 'imap', signIn: 'password', keeperName: 'Mail House', keeperRegion: 'DE' },
        ...{ host: '127.0.0.1', port, tls: 'off', user: 'box', password: 'secret of the box', leavesBy: 'account' },
        ...{ submitHost: '127.0.0.1', submitPort: port, submitTls: 'off' },
      },
      to: 'ada@example.com',
    },
    ...['mailgun', 'sendgrid', 'postmark'].map((postedBy) => ({
      given: {
        ...{ address: `${postedBy}@lantern.example.com`, feed: 'webhook', postedBy },
        ...{ hookSecret: 'a-secret-of-the-poster', hookApiKey: 'a-key-of-its-interface' },
      },
      to: 'ada@example.com',
    })),
  ],
  sms: () => [
    { given: twilio, to: '+12025550143' },
    {
      given: {
        ...{ provider: 'vonage', number: '+12025550101', apiKey: 'abcd1234', apiSecret: 'secret-of-key', privateKey: pem('rsa') },
        ...{ applicationId: '11111111-2222-3333-4444-555555555555', signatureSecret: 's'.repeat(32) },
      },
      to: '+12025550143',
    },
    {
      given: {
        ...{ provider: 'smpp', number: '+12025550102', carrierName: 'Carrier', carrierRegion: 'DE' },
        ...{ host: '127.0.0.1', port, tls: 'off', systemId: 'lantern', password: 'p4ssword' },
      },
      to: '+12025550143',
    },
  ],
  whatsapp: () => [
    { given: { ...meta, numberId: '106540352242922', businessId: '102290129340398' }, to: 'whatsapp:US.12025550143' },
    { given: twilio, to: 'whatsapp:12025550143' },
  ],
  messenger: () => [{ given: { ...meta, pageId: '108734602494994' }, to: 'messenger:108734602494994:12025550143' }],
  instagram: () => [
    { given: { ...meta, instagramId: '17841405822304914', pageId: '110978221749931' }, to: 'instagram:17841405822304914:12025550143' },
  ],
  telegram: () => [{ given: { provider: 'telegram', token: `123456:${randomBytes(24).toString('base64url')}` }, to: 'telegram:700143' }],
  viber: () => [
    { given: { provider: 'viber', token: '4453b6a1b2c3d4e5-4453b6a1b2c3d4e5-4453b6a1b2c3d4e5' }, to: 'viber:MDEyMDI1NTUwMTQz' },
  ],
  line: () => [
    { given: { provider: 'line', channelId: '1234567890', channelSecret: 'b'.repeat(32) }, to: `line:U${'0'.repeat(20)}120255501430` },
  ],
  custom: () => [
    { given: { url: `http://${host}/parley`, secret: `whsec_${Buffer.alloc(32, 7).toString('base64')}` }, to: 'custom:INBOX:ada-1' },
  ],
});
