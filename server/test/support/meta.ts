// Meta's emulator with one account of each kind, as the tests of its channels see them.
import { config, type readConfig } from '#kit/config';
import { clock } from '#kit/pool';
import type { Tools } from '#kit/tool';
import { type Call, callOver } from '../../src/channels/adapters/meta/emulator/call-back.ts';
import { accountOf, startEmulator } from '../../src/channels/adapters/meta/emulator/emulator.ts';
import { signatureOf } from '../../src/channels/adapters/meta/signature.ts';
import { callOver as callForm, type Call as FormCall } from '../../src/channels/adapters/sms/call-back.ts';
import { startEmulator as startTwilio } from '../../src/channels/adapters/sms/twilio/emulator/emulator.ts';
import { eventually, openHouse } from './house.ts';

const ids = ['106540352242922', '102290129340398', '108734602494994', '17841405822304914', '110978221749931'] as const;
export const shared = {
  provider: 'meta',
  appId: '670843887433847',
  appSecret: '0123456789abcdef0123456789abcdef',
  token: 'EAAJB0123456789abcdefZDZD',
} as const;
export const whatsapp = { ...shared, numberId: ids[0], businessId: ids[1] };
export const messenger = { ...shared, pageId: ids[2] };
/** WhatsApp carried by Twilio. */
export const byTwilio = { provider: 'twilio', number: '+12025550100', accountSid: `AC${'5'.repeat(32)}`, authToken: '7'.repeat(32) };
export const instagram = { ...shared, instagramId: ids[3], pageId: ids[4] };

async function startWithAccounts(now: () => Date = () => new Date()) {
  const called: Call[] = [];
  const emulator = await startEmulator({
    clock: now,
    deliver: (call) => {
      called.push(call);
      return callOver(call);
    },
  });
  for (const settings of [whatsapp, messenger, instagram]) emulator.open(accountOf({ ...settings, verifyToken: '', key: '' }));
  return { emulator, called };
}

/** For one room: tools that reach the emulator, and tools with which nobody answers. */
export async function openMeta(tools: Tools, settings: ReturnType<typeof readConfig>) {
  const { emulator } = await startWithAccounts();
  const toward = (url: string): Tools => {
    const changed = new Map(tools);
    config.set(changed, { ...settings, metaUrl: url, insideHosts: new URL(url).host });
    return changed;
  };
  const given = (own: object) => ({ ...shared, ...own });
  return {
    ...{ ids, given, emulator, close: () => emulator.close() },
    sample: (own: object) => ({ tools: toward(emulator.url), away: toward('http://127.0.0.1:59998'), given: given(own) }),
  };
}

/** A house whose Meta is the emulator; every webhook that the emulator called is kept. */
export async function openMetaHouse() {
  let now = (): Date => new Date();
  const { emulator, called } = await startWithAccounts(() => now());
  const forms: FormCall[] = [];
  const twilio = await startTwilio({
    clock: () => now(),
    deliver: (call) => {
      forms.push(call);
      return callForm(call);
    },
  });
  const insideHosts = [emulator, twilio].map(({ url }) => new URL(url).host).join(' ');
  const environment = { PARLEY_META_URL: emulator.url, PARLEY_TWILIO_URL: twilio.url, PARLEY_INSIDE_HOSTS: insideHosts };
  const house = await openHouse({ environment });
  now = clock.of(house);
  const carol = await house.staffClient();
  const facts = { address: 'Musterweg 1, Berlin', contactEmail: 'hello@example.org', dpoContact: 'dpo@example.org', authority: 'BlnBDI' };
  await carol.call('changeWorkspace', { body: facts });
  await carol.call('publishNotice', { body: {} });
  const conversations = async () => (await carol.call('listConversations', { query: { view: 'all', limit: 100 } })).items;
  const messagesOf = async (conversation: string) => (await carol.call('listMessages', { params: { conversation } })).items;
  return {
    ...{ house, emulator, carol, called, conversations, messagesOf, twilio, forms },
    sent: (account: string) => [...emulator.state.messages.values()].filter((each) => each.account === account && each.direction === 'out'),
    latest: () => eventually('a conversation', async () => (await conversations())[0]),
    answer: (conversation: string, text: string) => carol.call('addMessage', { params: { conversation }, body: { kind: 'message', text } }),
    standOf: async (conversation: string, id: string) => (await messagesOf(conversation)).find((each) => each.id === id),
    stop: async () => {
      await house.stop();
      await emulator.close();
      await twilio.close();
    },
  };
}

/** What the suite of adapters needs of WhatsApp by Twilio; `away`, nobody answers. */
export function sampleByTwilio(tools: Tools) {
  const away = new Map(tools);
  config.set(away, { ...config.of({ tools }), twilioUrl: 'http://127.0.0.1:59999', insideHosts: '127.0.0.1:59999' });
  const refused = [{ ...byTwilio, accountSid: 'AC1' }, { provider: 'twilio' }];
  return { tools, away, given: byTwilio, to: 'whatsapp:12025550149', refused };
}

/** Hands a body in at a webhook as Meta does; gives the status. */
export async function post(url: string, body: string | object, signature?: string | null): Promise<number> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const signed = signature === undefined ? signatureOf(shared.appSecret, text) : signature;
  const headers = { 'content-type': 'application/json', ...(signed !== null && { 'x-hub-signature-256': signed }) };
  return (await fetch(url, { method: 'POST', headers, body: text })).status;
}
