// What each provider hands in, right and forged, as a walk over all doors of channels needs it: one sample for each way by which somebody proves who posts.
import { generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import type { ChannelKind, Settings } from '../../src/channels/adapter.ts';
import { headersOf } from '../../src/channels/adapters/custom/signature.ts';
import { signatureOf as byLine } from '../../src/channels/adapters/line/signature.ts';
import { signatureOf as byMeta } from '../../src/channels/adapters/meta/signature.ts';
import { signatureOf as byTwilio } from '../../src/channels/adapters/sms/twilio/signature.ts';
import { headerOf as byVonage } from '../../src/channels/adapters/sms/vonage/signature.ts';
import { signatureOf as byViber } from '../../src/channels/adapters/viber/signature.ts';
import { byMail, secret } from './forged-mail.ts';
import { byHeader, id, json, now, type Sample, underItsProof } from './forging.ts';
import { instagram, messenger, byTwilio as twilioWhatsApp, whatsapp } from './meta.ts';

const phone = '12025550143';
const ofMeta = (channel: ChannelKind, given: Settings, body: (text: string) => object): Sample => ({
  ...{ channel, carrier: 'meta', given, ...byHeader('x-hub-signature-256'), ...underItsProof },
  right: (text, { settings }) => {
    const said = JSON.stringify(body(text));
    return { body: said, headers: { ...json, 'x-hub-signature-256': byMeta(settings['appSecret'] ?? '', said) } };
  },
});
const toPage = (object: string, account: string) => (text: string) => ({
  object,
  entry: [
    {
      id: account,
      time: 1,
      messaging: [{ sender: { id: phone }, recipient: { id: account }, timestamp: Date.now(), message: { mid: id(), text } }],
    },
  ],
});
const toNumber = (text: string) => ({
  object: 'whatsapp_business_account',
  entry: [
    {
      id: whatsapp.businessId,
      changes: [
        {
          field: 'messages',
          value: {
            ...{ messaging_product: 'whatsapp', metadata: { display_phone_number: '12025550100', phone_number_id: whatsapp.numberId } },
            contacts: [{ profile: { name: 'Ada' }, user_id: 'US.13491208655302741918' }],
            messages: [{ from_user_id: 'US.13491208655302741918', id: id(), timestamp: String(now()), type: 'text', text: { body: text } }],
          },
        },
      ],
    },
  ],
});

const ofTwilio = (channel: ChannelKind, given: Settings, prefix: string): Sample => ({
  ...{ channel, carrier: 'twilio', given, ...byHeader('x-twilio-signature'), ...underItsProof },
  right: (text, { settings, url }) => {
    const [from, to] = [`${prefix}+${phone}`, `${prefix}${settings['number']}`];
    const form = new URLSearchParams({ MessageSid: `SM${id()}`, AccountSid: settings['accountSid'] ?? '', From: from, To: to, Body: text });
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    return { body: form.toString(), headers: { ...headers, 'x-twilio-signature': byTwilio(settings['authToken'] ?? '', url, form) } };
  },
});

const privateKey = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'pem' }).toString();
const vonage: Sample = {
  ...{ channel: 'sms', carrier: 'vonage', ...byHeader('authorization'), ...underItsProof },
  given: {
    ...{ provider: 'vonage', number: '+12025550101', apiKey: 'abcd1234', apiSecret: id(), applicationId: randomUUID() },
    ...{ privateKey: privateKey(generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey), signatureSecret: id() },
  },
  right: (text, { settings }) => {
    const said = { channel: 'sms', message_uuid: randomUUID(), to: '12025550101', from: phone, timestamp: new Date().toISOString() };
    const body = JSON.stringify({ ...said, message_type: 'text', text });
    return { body, headers: { ...json, authorization: byVonage(settings as never, body, new Date()) } };
  },
};

const telegram: Sample = {
  ...{ channel: 'telegram', carrier: 'telegram', ...byHeader('x-telegram-bot-api-secret-token') },
  given: { provider: 'telegram', token: `700100:${id()}abcd`, username: 'lantern_bot' },
  right: (text, { settings }) => {
    const from = { id: 700_143, is_bot: false, first_name: 'Ada' };
    const message = { message_id: 7, date: now(), chat: { id: 700_143, type: 'private' }, from, text };
    return {
      body: JSON.stringify({ update_id: 41, message }),
      headers: { ...json, 'x-telegram-bot-api-secret-token': settings['secret'] ?? '' },
    };
  },
};

const viber: Sample = {
  ...{ channel: 'viber', carrier: 'viber', ...byHeader('x-viber-content-signature'), ...underItsProof },
  given: { provider: 'viber', token: ['0123456789abcdef', '0123456789abcdef', '0123456789abcdef'].join('-') },
  right: (text, { settings }) => {
    const sender = { id: Buffer.from(phone).toString('base64'), name: 'Ada' };
    const said = { event: 'message', timestamp: Date.now(), message_token: String(now()), sender, message: { type: 'text', text } };
    const body = JSON.stringify(said);
    return { body, headers: { ...json, 'x-viber-content-signature': byViber(settings['token'] ?? '', body) } };
  },
};

const line: Sample = {
  ...{ channel: 'line', carrier: 'line', ...byHeader('x-line-signature'), ...underItsProof },
  given: { provider: 'line', channelId: '1234567890', channelSecret: id() },
  right: (text, { settings }) => {
    const source = { type: 'user', userId: `U${phone.padStart(32, '0')}` };
    const event = { type: 'message', mode: 'active', timestamp: Date.now(), source, message: { id: String(now()), type: 'text', text } };
    const body = JSON.stringify({ destination: `U${'0'.repeat(32)}`, events: [event] });
    return { body, headers: { ...json, 'x-line-signature': byLine(settings['channelSecret'] ?? '', body) } };
  },
};

const custom: Sample = {
  ...{ channel: 'custom', carrier: 'custom', given: { secret }, ...byHeader('webhook-signature'), ...underItsProof },
  right: (text) => {
    const data = { id: id(), from: { id: 'ada-1' }, text };
    const body = JSON.stringify({ type: 'message.received', timestamp: new Date().toISOString(), data });
    return { body, headers: { ...json, ...headersOf([secret], id(), new Date(), body) } };
  },
};

const twilio = { provider: 'twilio', number: '+12025550100', accountSid: `AC${id()}`, authToken: id() };
export const samples: readonly Sample[] = [
  ...byMail,
  ofTwilio('sms', twilio, ''),
  vonage,
  ofMeta('whatsapp', whatsapp, toNumber),
  ofTwilio('whatsapp', twilioWhatsApp, 'whatsapp:'),
  ofMeta('messenger', messenger, toPage('page', messenger.pageId)),
  ofMeta('instagram', instagram, toPage('instagram', instagram.instagramId)),
  telegram,
  viber,
  line,
  custom,
];
