// A house with Twilio's emulator beside it, as the tests of this adapter see them.
import { randomBytes } from 'node:crypto';
import { type Call, callOver } from '../../src/channels/adapters/sms/emulator/call-back.ts';
import { startEmulator } from '../../src/channels/adapters/sms/emulator/emulator.ts';
import { signatureOf } from '../../src/channels/adapters/sms/twilio/signature.ts';
import { eventually, openHouse } from './house.ts';

const [sid, token, number] = [`AC${randomBytes(16).toString('hex')}`, randomBytes(16).toString('hex'), '+12025550100'];
export const settings = { provider: 'twilio', number, accountSid: sid, authToken: token };

/** A house whose Twilio is the emulator; every webhook that the emulator called is kept. */
export async function openSmsHouse(clock: () => Date) {
  const called: Call[] = [];
  const emulator = await startEmulator({
    clock,
    deliver: (call) => {
      called.push(call);
      return callOver(call);
    },
  });
  emulator.state.open({ sid, token, number });
  const house = await openHouse({ environment: { PARLEY_TWILIO_URL: emulator.url, PARLEY_INSIDE_HOSTS: new URL(emulator.url).host } });
  const carol = await house.staffClient();
  const facts = { address: 'Musterweg 1, Berlin', contactEmail: 'hello@example.org', dpoContact: 'dpo@example.org', authority: 'BlnBDI' };
  await carol.call('changeWorkspace', { body: facts });
  await carol.call('publishNotice', { body: {} });
  const conversations = async () => (await carol.call('listConversations', { query: { view: 'all', limit: 100 } })).items;
  const messagesOf = async (conversation: string) => (await carol.call('listMessages', { params: { conversation } })).items;
  return {
    ...{ house, emulator, carol, called, sid, token, number, conversations, messagesOf },
    write: (from: string, text: string, media?: { sid: string; type: string; bytes: Buffer }[]) =>
      emulator.write(sid, { from, to: number, text, ...(media && { media }) }),
    sentTo: (to: string) => [...emulator.state.messages.values()].filter((each) => each.to === to && each.direction === 'outbound-api'),
    latest: () => eventually('a conversation', async () => (await conversations())[0]),
    answer: (conversation: string, text: string) => carol.call('addMessage', { params: { conversation }, body: { kind: 'message', text } }),
    standOf: (conversation: string, id: string) => async () => (await messagesOf(conversation)).find((each) => each.id === id),
    stop: async () => {
      await house.stop();
      await emulator.close();
    },
  };
}

export const phone = (last: number) => `+1202555${String(last).padStart(4, '0')}`;

/** Hands a form in at a webhook as Twilio does; gives the status. */
export async function post(
  url: string,
  form: URLSearchParams,
  { signature = signatureOf(token, url, form), method = 'POST' }: { signature?: string | null; method?: string } = {},
): Promise<number> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded', ...(signature !== null && { 'x-twilio-signature': signature }) };
  return (await fetch(url, { method, headers, ...(method === 'POST' && { body: form.toString() }) })).status;
}
