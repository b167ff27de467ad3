// What leaves for WhatsApp beside plain words: files, and what becomes of them when nothing was sent.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { config, readConfig } from '#kit/config';
import type { InboxId, WorkspaceId } from '#kit/ids';
import { clock } from '#kit/pool';
import { openMeta, whatsapp as settings } from '#test/meta';
import type { Account, File, Outbound } from '../../adapter.ts';
import { patience } from '../meta/patience.ts';
import { closeEmulators } from '../sms/emulators.ts';
import { emulatorFor } from '../sms/twilio/emulator/sandboxed.ts';
import type { TwilioSettings } from '../sms/twilio/settings.ts';
import { forgetFiles } from './forget.ts';
import { sendMessage } from './send.ts';
import { type CloudSettings, completeSettings } from './settings.ts';
import { signalByCloud } from './signal.ts';
import { sendByTwilio } from './twilio/send.ts';

let meta: Awaited<ReturnType<typeof openMeta>>;
beforeAll(async () => {
  meta = await openMeta(new Map(), readConfig({}));
});
afterAll(() => meta.close());

const account = (): Account<CloudSettings> => ({
  workspace: 'wsp_01hv8n3e5wfm1tq0z9k2s4b6xc' as WorkspaceId,
  inbox: 'inb_01hv8n3e5wfm1tq0z9k2s4b6xc' as InboxId,
  name: 'WhatsApp',
  settings: completeSettings(settings, undefined) as CloudSettings,
});
const file = (name: string, type: string): File => ({ name, type, bytes: Buffer.from(name) });
const outboundOf = (text: string, attachments: readonly File[], to: string, choices: readonly string[]): Outbound => ({
  ...{
    id: 'msg_01hv8n3e5wfm1tq0z9k2s4b6xc',
    externalId: null,
    use: 'reply',
    purpose: 'service-conversation',
    fromName: 'Carol',
    language: 'en',
  },
  ...{ subject: undefined, html: undefined, thread: [], replyToken: undefined, unsubscribeUrl: undefined, preferencesUrl: undefined },
  ...{ to: { value: to, name: 'Ada' }, text, attachments, choices },
});
const send = (text: string, attachments: readonly File[], to = 'whatsapp:US.12025550143', choices: readonly string[] = []) =>
  sendMessage(account(), outboundOf(text, attachments, to, choices), meta.sample(settings).tools);
const asked = () => [...meta.emulator.state.messages.values()].map((each) => each.asked);
const fail = (failWith: number | null) => Object.assign(meta.emulator.state.accounts.get(settings.numberId)?.behaviour ?? {}, { failWith });

test('one file carries the words, several follow them, and every id at Meta is told', async () => {
  const one = await send('The plan', [file('plan.pdf', 'application/pdf')]);
  expect(one).toMatchObject({
    outcome: 'sent',
    externalId: expect.stringMatching(/^wamid\./),
    also: [expect.stringMatching(/^media:\d+$/)],
  });
  expect(asked()).toMatchObject([{ type: 'document', document: { filename: 'plan.pdf', caption: 'The plan' } }]);
  meta.emulator.state.messages.clear();
  const three = await send('Three', [file('a.jpg', 'image/jpeg'), file('b.ogg', 'audio/ogg'), file('c.svg', 'image/svg+xml')]);
  expect(three).toMatchObject({ outcome: 'sent' });
  expect(three.outcome === 'sent' && three.also).toHaveLength(6);
  expect(asked().map(({ type }) => type)).toEqual(['text', 'image', 'audio', 'document']);
  expect(asked().map((each) => 'biz_opaque_callback_data' in each)).toEqual([true, false, false, false]);
});

test('three choices are buttons, more a list, after any file; below a long text they stand with numbers', async () => {
  const offer = async (text: string, choices: readonly string[], files: readonly File[] = []) => {
    meta.emulator.state.messages.clear();
    expect(await send(text, files, undefined, choices)).toMatchObject({ outcome: 'sent' });
    return asked();
  };
  const [plan, buttons] = await offer('Which?', ['Red', 'Blue', 'Green'], [file('plan.pdf', 'application/pdf')]);
  expect(plan).toMatchObject({ document: { filename: 'plan.pdf' } });
  expect(plan).not.toMatchObject({ document: { caption: expect.anything() } });
  const reply = { id: 'choice-1', title: 'Red' };
  expect(buttons).toMatchObject({ interactive: { type: 'button', body: { text: 'Which?' }, action: { buttons: [{ reply }, {}, {}] } } });
  const rows = ['Red', 'Blue', 'Green', 'Grey'].map((title, at) => ({ id: `choice-${at + 1}`, title }));
  const list = { type: 'list', action: { button: 'Choose', sections: [{ rows }] } };
  expect(await offer('Which?', ['Red', 'Blue', 'Green', 'Grey'])).toMatchObject([{ interactive: list }]);
  const long = 'x'.repeat(1_025);
  expect(await offer(long, ['Red', 'Blue'])).toMatchObject([{ type: 'text', text: { body: `${long}\n\n1. Red\n2. Blue` } }]);
});

test('what was uploaded for a message that was refused is deleted again', async () => {
  const before = meta.emulator.state.files.size;
  // the upload is taken, the message is not
  meta.emulator.state.refuses.add('US.0');
  expect(await send('The plan', [file('plan.pdf', 'application/pdf')], 'whatsapp:US.0')).toMatchObject({
    outcome: 'failed',
    because: 'rejected',
  });
  expect(meta.emulator.state.files.size).toBe(before);
});

test('what lies at Meta of a message that did not leave, or left in part, is told', async () => {
  const { refuses } = meta.emulator.state;
  const pdf = (name: string) => file(name, 'application/pdf');
  refuses.has = () => {
    fail(2); // and then Meta is away: nothing can be deleted
    return true;
  };
  const ids = [expect.stringMatching(/^media:\d+$/), expect.stringMatching(/^media:\d+$/)];
  expect(await send('Two', [pdf('a.pdf'), pdf('b.pdf')])).toMatchObject({ outcome: 'failed', because: 'rejected', also: ids });
  fail(null);
  let calls = 0;
  refuses.has = () => ++calls > 1;
  const partly = await send('Two', [pdf('a.pdf'), pdf('b.pdf')]);
  expect(partly).toMatchObject({ because: 'partly-sent', also: [expect.stringMatching(/^wamid\./), ...ids] });
  refuses.has = Set.prototype.has;
});

test('what Meta does not show counts as gone only for whom it lets in', async () => {
  const ids = ['media:1000000000000001', 'wamid.words'];
  expect(await forgetFiles(account(), ids, meta.sample(settings).tools)).toEqual({ gone: 1, left: [] });
  const strange = { settings: { ...account().settings, numberId: '99999999' } };
  expect(await forgetFiles(strange, ids, meta.sample(settings).tools)).toEqual({ gone: 0, left: ['media:1000000000000001'] });
});

test('one message waits for no longer than whoever sends it', () => {
  let ms = 0;
  const left = patience(() => ms);
  expect(left(60)).toBe(60);
  ms = 70_500;
  expect([left(60), left(5)]).toEqual([9, 5]);
  ms = 90_000;
  expect(left(15)).toBe(0);
});

test('what cannot be sent says why, and calls nobody', async () => {
  const calls = meta.emulator.state.calls.length;
  expect(await send('x', [], 'messenger:1:2')).toMatchObject({ outcome: 'failed', because: 'unknown-address' });
  expect(await send('x'.repeat(4_097), [])).toMatchObject({ outcome: 'failed', because: 'too-long' });
  expect(meta.emulator.state.calls.length).toBe(calls);
  fail(190);
  expect(await send('x', [])).toMatchObject({ outcome: 'retry', because: 'bad-credentials' });
  fail(null);
});

test('that somebody writes, and that something was read, is shown at a message of the person’s, and otherwise not', async () => {
  const { tools, away } = meta.sample(settings);
  const of = { account: settings.numberId, direction: 'in', from: 'US.12025550143', to: settings.numberId, text: 'Hello' } as const;
  const { id } = meta.emulator.state.keep({ id: 'wamid.theirs', status: 'received', errorCode: null, asked: {}, ...of });
  const show = (kind: 'typing' | 'read', lastSeen: string, by = tools) =>
    signalByCloud(account(), { kind, to: 'whatsapp:US.12025550143', lastSeen: ['media:1', lastSeen] }, by);
  expect([await show('typing', id), await show('read', id)]).toEqual([true, true]);
  expect(meta.emulator.state.signals.map(({ to, kind }) => [to, kind])).toEqual([
    ['US.12025550143', 'typing'],
    ['US.12025550143', 'read'],
  ]);
  expect([await show('read', 'wamid.nobody'), await show('typing', id, away)]).toEqual([false, false]);
});

test('by Twilio choices go by a content of gaps that is made once, and with numbers where Twilio does not take it', async () => {
  const tools = new Map(meta.sample(settings).tools);
  clock.set(tools, () => new Date('2026-11-24T09:00:00Z'));
  config.set(tools, { ...config.of({ tools }), publicUrl: 'https://parley.example.com' });
  const given = completeSettings({ provider: 'sandbox', speaks: 'twilio' }, undefined) as TwilioSettings;
  const offer = async (text: string, choices: readonly string[], at = tools) =>
    sendByTwilio({ ...account(), settings: given }, outboundOf(text, [], 'whatsapp:12025550143', choices), at);
  const { state } = await emulatorFor(tools, given);
  const own = () => (state.accounts.get(given.accountSid)?.contents ?? []).filter(({ friendly_name }) => friendly_name);
  const left = () => [...state.messages.values()].map(({ body, choices = [] }) => [body, ...choices.map(({ title }) => title)]);
  for (const text of ['Which shade?', 'And which lamp?']) expect(await offer(text, ['Red', 'Blue'])).toMatchObject({ outcome: 'sent' });
  expect(left()).toEqual([
    ['Which shade?', 'Red', 'Blue'],
    ['And which lamp?', 'Red', 'Blue'],
  ]);
  const lines = 'Hello Ada,\nwhich shade?';
  expect(await offer(lines, ['Red', 'Blue'])).toMatchObject({ outcome: 'sent', also: [expect.any(String)] });
  expect(left().slice(2)).toEqual([[lines], ['Please choose:', 'Red', 'Blue']]); // a gap takes no second line
  const anotherNode = new Map(tools);
  anotherNode.delete('channels.twilio.choices');
  await offer('Which shade?', ['Green', 'Gold'], anotherNode);
  expect([own().length, JSON.stringify(own()).match(/shade|Red|Green/)]).toEqual([1, null]);
  const known = state.accounts.get(given.accountSid);
  if (known) known.contents = [];
  await offer('Which shade?', ['Red', 'Blue']); // somebody deleted it there
  expect(left().at(-1)).toEqual(['Which shade?\n\n1. Red\n2. Blue']);
  await offer('Which shade?', ['Red', 'Blue']);
  expect([left().at(-1), own().length]).toEqual([['Which shade?', 'Red', 'Blue'], 1]);
  await closeEmulators(tools);
});
