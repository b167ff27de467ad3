// What Telegram hands in, in the shapes of core.telegram.org/bots/api.
import { describe, expect, it } from 'vitest';
import type { InboxId, WorkspaceId } from '#kit/ids';
import { inOrder, type Step } from '../bots/in-order.ts';
import { partsOf } from '../bots/parts.ts';
import { readUpdate } from './update.ts';

const at = { workspace: 'wsp_01hv8n3e5wfm1tq0z9k2s4b6xc' as WorkspaceId, inbox: 'inb_01hv8n3e5wfm1tq0z9k2s4b6xc' as InboxId };
const chat = { id: 700143, type: 'private', first_name: 'Ada' };
const from = { id: 700143, is_bot: false, first_name: 'Ada', last_name: 'Example', username: 'ada', language_code: 'de-AT' };
const message = (more: object) => ({ message_id: 7, date: 1_795_000_000, chat, from, ...more });
const read = (update: object) => readUpdate(at, { update_id: 41, ...update });
const said = (more: object) => {
  const found = read({ message: message(more) });
  return found.what === 'message' ? { text: found.said.text, files: found.files.map(({ name }) => name) } : found;
};

describe('an update', () => {
  it('names its sender by the chat, with a name to show, and never by user name or number', () => {
    const found = read({ message: message({ text: 'Hello', reply_to_message: { message_id: 3 } }) });
    expect(found).toMatchObject({
      what: 'message',
      said: {
        externalId: '700143/7',
        from: { kind: 'account', value: 'telegram:700143', name: 'Ada Example', language: 'de' },
        authentic: false,
        answers: ['700143/3'],
        saidAt: new Date(1_795_000_000_000), // a START that comes late lifts nothing
        continues: true,
      },
    });
    expect(JSON.stringify(found)).not.toContain('"ada"');
  });

  it.each([
    [
      { caption: 'The shade', photo: [{ file_id: 'small' }, { file_id: 'large', file_size: 9 }] },
      { text: 'The shade', files: ['photo.jpg'] },
    ],
    [{ document: { file_id: 'd', file_name: 'plan.pdf', mime_type: 'application/pdf' } }, { text: '', files: ['plan.pdf'] }],
    [
      { animation: { file_id: 'a' }, document: { file_id: 'a', file_name: 'a.gif' } },
      { text: '', files: ['animation.mp4'] },
    ],
    [{ voice: { file_id: 'v' } }, { text: '', files: ['voice.ogg'] }],
    [{ video: { file_id: 'v', file_name: 'lamp.mp4' } }, { text: '', files: ['lamp.mp4'] }],
    [{ location: { latitude: 52.5, longitude: 13.4 } }, { text: '📍 52.5, 13.4', files: [] }],
    [
      {
        venue: { location: { latitude: 52.5, longitude: 13.4 }, title: 'Lantern & Loom', address: 'Musterweg 1' },
        location: { latitude: 52.5, longitude: 13.4 },
      },
      { text: '📍 Lantern & Loom, Musterweg 1 (52.5, 13.4)', files: [] },
    ],
    [{ contact: { phone_number: '+12025550143', first_name: 'Boris' } }, { text: '👤 Boris, +12025550143', files: [] }],
    [{ sticker: { emoji: '🦊' } }, { text: '🦊 (sticker)', files: [] }],
    [{ dice: { emoji: '🎲', value: 4 } }, { text: '🎲 4', files: [] }],
    [{ poll: { question: 'Which lamp?' } }, { text: '📊 Which lamp?', files: [] }],
    [{ text: `a\0b \ud83d` }, { text: 'ab \ufffd', files: [] }],
    [{ pinned_message: { message_id: 3 } }, { what: 'nothing', because: 'nothing-said' }],
  ])('says what was sent: %o', (more, expected) => expect(said(more)).toEqual(expected));

  it.each([
    [{ message: message({ chat: { id: -1001, type: 'supergroup' }, text: 'x' }) }, 'not-private'],
    [{ message: message({ chat: { id: -5, type: 'private' }, text: 'x' }) }, 'unreadable'],
    [{ message: message({ message_id: '7', text: 'x' }) }, 'unreadable'],
    [{ message: 'nonsense' }, 'not-ours'],
    [{ channel_post: message({ text: 'x' }) }, 'not-ours'],
    [{ update_id: 'x', message: message({ text: 'x' }) }, 'not-ours'],
    [{ edited_message: message({ location: { latitude: 1, longitude: 2 } }) }, 'live-location'],
    [{ my_chat_member: { chat, from, new_chat_member: { status: 'left' } } }, 'not-ours'],
  ])('is dropped with its reason: %o', (update, because) => expect(read(update)).toEqual({ what: 'nothing', because }));

  it.each([null, [], 'x', 4, {}])('that is none is dropped: %o', (body) => expect(readUpdate(at, body)).toMatchObject({ what: 'nothing' }));

  it('of an edit has an order that grows with it, and knows whether its message may still come', () => {
    const edit = (update_id: number, edit_date: number) =>
      read({ update_id, edited_message: message({ text: 'Two lamps', edit_date }) }) as { change: { order: number }; isFresh: boolean };
    const [first, second, later] = [edit(41, 1_795_000_060), edit(42, 1_795_000_060), edit(7, 1_795_086_400)];
    expect(first.change.order).toBeLessThan(second.change.order);
    expect(second.change.order).toBeLessThan(later.change.order);
    expect([first.isFresh, later.isFresh]).toEqual([true, false]);
    expect(first).toMatchObject({ change: { saidAt: new Date(1_795_000_060_000) }, said: { saidAt: new Date(1_795_000_060_000) } });
  });

  it('of a reaction, a pressed button, a blocked bot and a start with its payload says what it means', () => {
    const reaction = { chat, message_id: 9, user: from, date: 1_795_000_000 };
    const reacted = (new_reaction: object[]) => read({ message_reaction: { ...reaction, old_reaction: [], new_reaction } });
    expect(reacted([{ type: 'emoji', emoji: '👍' }])).toMatchObject({
      change: { externalId: '700143/9', change: 'reacted', reaction: '👍' },
    });
    expect(reacted([])).toMatchObject({ change: { reaction: null } });
    const keyboard = { inline_keyboard: [[{ text: 'Yes, please', callback_data: 'y' }]] };
    const press = { id: '4382bfdwdsb323b2d9', from, data: 'y', message: { message_id: 9, date: 1, chat, reply_markup: keyboard } };
    expect(read({ callback_query: press })).toMatchObject({ said: { text: 'Yes, please', externalId: '700143/press/4382bfdwdsb323b2d9' } });
    const member = (status: string) => read({ my_chat_member: { chat, from, date: 1, new_chat_member: { status } } });
    expect([member('kicked'), member('member')]).toMatchObject([{ stop: { wish: 'stop' } }, { stop: { wish: 'start' } }]);
    expect(read({ message: message({ text: '/start lamp-4711' }) })).toMatchObject({ said: { text: '/start lamp-4711', wish: 'start' } });
  });
});

describe('a long text', () => {
  it('is cut where it breathes, loses nothing, and splits no character', () => {
    const paragraphs = Array.from({ length: 40 }, (_, n) => `Paragraph ${n}. ${'A lamp gives light. '.repeat(12).trim()}`).join('\n\n');
    const parts = partsOf(paragraphs, 4_096);
    expect(parts.every((part) => part.length <= 4_096)).toBe(true);
    expect(parts.join('\n\n')).toBe(paragraphs);
    const emoji = '🦊'.repeat(3_000);
    const foxes = partsOf(emoji, 4_095);
    expect(foxes.every((part) => part.length <= 4_095 && part.isWellFormed())).toBe(true);
    expect(foxes.join('')).toBe(emoji);
    expect([partsOf('', 10), partsOf('short', 10)]).toEqual([[], ['short']]);
  });
});

describe('a message of many parts', () => {
  it('ends before its delivery does, with the ids of what left', async () => {
    let now = 0;
    const given: number[] = [];
    const slow: Step = async (seconds) => {
      given.push(seconds);
      now += 30_000;
      return { ids: [`700143/${given.length}`] };
    };
    expect(await inOrder('Telegram', [slow, slow, slow, slow], { clock: () => now })).toMatchObject({
      ...{ outcome: 'failed', because: 'partly-sent', also: ['700143/1', '700143/2', '700143/3'] },
    });
    expect(given).toEqual([75, 45, 15]);
  });
});
