// Webhooks in the shapes that LINE's documentation shows, with people kept free for examples.
import { describe, expect, it } from 'vitest';
import type { InboxId, WorkspaceId } from '#kit/ids';
import { inOrder, type Step } from '../bots/in-order.ts';
import { readEvents } from './events.ts';
import { completeSettings } from './settings.ts';
import { isSigned, signatureOf } from './signature.ts';

const at = { workspace: 'wsp_01hv8n3e5wfm1tq0z9k2s4b6xc' as WorkspaceId, inbox: 'inb_01hv8n3e5wfm1tq0z9k2s4b6xc' as InboxId };
const ada = `U${'0'.repeat(20)}120255501430`;
const event = (type: string, more: object, source: object = { type: 'user', userId: ada }) => ({
  ...{ type, mode: 'active', timestamp: 1_780_000_000_000, source, webhookEventId: '01HV8N3E5WFM1TQ0Z9K2S4B6XC', ...more },
});
const read = (...events: object[]) => readEvents(at, { destination: `U${'0'.repeat(32)}`, events });
const said = (message: object) => {
  const [found] = read(event('message', { message: { id: '444573844083572737', ...message } }));
  return found?.what === 'message' ? { text: found.said.text, file: found.file?.name } : found;
};

describe('a webhook', () => {
  it('is walked event by event, and an empty one only asks whether somebody listens', () => {
    const one = (id: string) => event('message', { message: { id, type: 'text', text: id } });
    expect(read(one('1'), one('2'), one('3')).map((each) => each.what === 'message' && each.said.text)).toEqual(['1', '2', '3']);
    expect([read(), readEvents(at, null), readEvents(at, { events: 'x' })]).toEqual([[], [], []]);
  });

  it('names its sender by the id alone, and what it quotes', () => {
    expect(read(event('message', { message: { id: '7', type: 'text', text: 'Hi', quotedMessageId: '5' } }))).toMatchObject([
      {
        said: {
          ...{ externalId: '7', from: { kind: 'account', value: `line:${ada}` }, answers: ['5'], authentic: false },
          ...{ continues: true, saidAt: new Date(1_780_000_000_000) },
        },
      },
    ]);
  });

  it('says every kind in words, and keeps a line for one that is not known', () => {
    expect(said({ type: 'image', contentProvider: { type: 'line' } })).toEqual({ text: '', file: 'photo.jpg' });
    expect(said({ type: 'image', contentProvider: { type: 'external', originalContentUrl: 'https://example.com/a.jpg' } })).toEqual({
      text: 'https://example.com/a.jpg',
      file: undefined,
    });
    expect(said({ type: 'file', fileName: 'bill.pdf', fileSize: 9 })).toEqual({ text: '', file: 'bill.pdf' });
    expect(said({ type: 'location', title: 'Shop', address: 'Berlin', latitude: 52.5, longitude: 13.4 })).toMatchObject({
      text: 'Shop\nBerlin\n📍 52.5, 13.4',
    });
    expect(said({ type: 'sticker', packageId: '1', stickerId: '2', keywords: ['happy', 'lamp'] })).toMatchObject({
      text: '🖼 (sticker)\nhappy, lamp',
    });
    expect(said({ type: 'hologram' })).toMatchObject({ text: expect.stringContaining('does not hand over') });
    expect(said({ type: 'text', text: '' })).toMatchObject({ because: 'nothing-said' });
  });

  it('tells wishes, buttons and what was taken back apart, and drops groups and what is none of ours', () => {
    expect(read(event('unfollow', {}), event('follow', { follow: { isUnblocked: true } }))).toMatchObject([
      { stop: { wish: 'stop', at: new Date(1_780_000_000_000) } },
      { stop: { wish: 'start' } },
    ]);
    expect(read(event('unsend', { unsend: { messageId: '325708' } }))).toMatchObject([
      { change: { externalId: '325708', change: 'unsent', order: 1_780_000_000_000 } },
    ]);
    expect(
      read(
        event('postback', { postback: { data: 'STOP' } }),
        event('postback', { postback: { data: 'when', params: { date: '2026-12-01' } } }),
      ),
    ).toMatchObject([{ said: { text: 'STOP', externalId: 'event/01HV8N3E5WFM1TQ0Z9K2S4B6XC' } }, { said: { text: 'when\n2026-12-01' } }]);
    const group = { type: 'group', groupId: 'C1', userId: ada };
    expect(read(event('message', { message: { id: '1', type: 'text', text: 'x' } }, group))).toEqual([
      { what: 'nothing', because: 'not-private' },
    ]);
    expect(read(event('beacon', {}))).toEqual([{ what: 'nothing', because: 'not-ours' }]);
    expect(read(event('unsend', { unsend: { messageId: '../x' } }), event('follow', {}, { type: 'user', userId: 'ada' }))).toEqual([
      { what: 'nothing', because: 'unreadable' },
      { what: 'nothing', because: 'unreadable' },
    ]);
  });
});

describe('small rules', () => {
  it('a signature holds for these bytes and this secret alone', () => {
    const body = Buffer.from('{"events":[]}');
    const right = signatureOf('a-secret', body);
    expect(right).toBe('qwE2rNVpwd4AsfWbbAOBBLKnaglyuqkNqrET2zRlfnw='); // openssl dgst -sha256 -hmac a-secret -binary | base64
    expect(isSigned('a-secret', body, right)).toBe(true);
    expect([
      isSigned('b-secret', body, right),
      isSigned('a-secret', Buffer.from('{}'), right),
      isSigned('', body, signatureOf('', body)),
    ]).toEqual([false, false, false]);
  });

  it('names are asked for only where that was chosen', () => {
    expect([
      completeSettings({ provider: 'sandbox' }, undefined).names,
      completeSettings({ provider: 'sandbox', names: 'yes' }, undefined).names,
    ]).toEqual(['no', 'yes']);
  });

  it('what may be repeated is begun again whole when it stopped midway, and says what left', async () => {
    const steps = (refusal: Awaited<ReturnType<Step>>): Step[] => [async () => ({ ids: ['1'] }), async () => refusal];
    const away = { outcome: 'retry', because: 'unreachable', words: 'Away.' } as const;
    expect(await inOrder('LINE', steps(away), { isRepeatable: true })).toEqual({ ...away, also: ['1'] });
    expect(await inOrder('Viber', steps(away))).toMatchObject({ outcome: 'failed', because: 'partly-sent', also: ['1'] });
    const no = { outcome: 'failed', because: 'rejected', words: 'No.' } as const;
    expect(await inOrder('LINE', steps(no), { isRepeatable: true })).toMatchObject({ outcome: 'failed', because: 'partly-sent' });
  });
});
