// Callbacks in the shapes that Viber's documentation shows, with people and numbers kept free for examples.
import { describe, expect, it } from 'vitest';
import type { InboxId, WorkspaceId } from '#kit/ids';
import { leaveButton } from '../bots/leave-button.ts';
import { parseExactly } from './big.ts';
import { readEvent } from './events.ts';
import { senderName } from './send.ts';
import { isSigned, signatureOf } from './signature.ts';

const at = { workspace: 'wsp_01hv8n3e5wfm1tq0z9k2s4b6xc' as WorkspaceId, inbox: 'inb_01hv8n3e5wfm1tq0z9k2s4b6xc' as InboxId };
const ada = {
  id: 'MDAwMDEyMDI1NTUwMTQz',
  name: 'Ada',
  avatar: 'https://example.com/ada.png',
  country: 'DE',
  language: 'de-AT',
  api_version: 10,
};
const said = (message: object) => {
  const read = readEvent(at, {
    event: 'message',
    timestamp: 1_780_000_000_000,
    message_token: '4912661846655238145',
    sender: ada,
    message,
  });
  return read.what === 'message' ? { text: read.said.text, file: read.file?.name } : read;
};

describe('a callback', () => {
  it('keeps every digit of the name of a message, so that neighbours stay two', () => {
    const [one, other] = ['4912661846655238145', '4912661846655238146'].map((token) =>
      readEvent(
        at,
        parseExactly(`{"event":"message","message_token":${token},"sender":${JSON.stringify(ada)},"message":{"type":"text","text":"Hi"}}`),
      ),
    );
    expect([one, other]).toMatchObject([{ said: { externalId: '4912661846655238145' } }, { said: { externalId: '4912661846655238146' } }]);
    expect(parseExactly('{"a":1.5,"b":2,"c":"x"}')).toEqual({ a: 1.5, b: 2, c: 'x' });
  });

  it('names its sender by the id of this bot, with a name to show and a language', () => {
    const body = { event: 'message', timestamp: 1_780_000_000_000, message_token: 7, sender: ada, message: { type: 'text', text: 'Hi' } };
    expect(readEvent(at, body)).toMatchObject({
      said: {
        ...{ from: { kind: 'account', value: 'viber:MDAwMDEyMDI1NTUwMTQz', name: 'Ada', language: 'de' }, authentic: false },
        ...{ continues: true, saidAt: new Date(1_780_000_000_000) },
      },
    });
  });

  it('says every kind in words, and keeps a line for one that is not known', () => {
    expect(said({ type: 'text', text: 'The shade is crooked.' })).toEqual({ text: 'The shade is crooked.', file: undefined });
    expect(said({ type: 'picture', text: 'Look', media: 'https://dl-media.viber.com/1.jpg' })).toEqual({ text: 'Look', file: 'photo.jpg' });
    expect(said({ type: 'video', media: 'https://dl-media.viber.com/1', size: 9 })).toEqual({ text: '', file: 'video.mp4' });
    expect(said({ type: 'file', media: 'https://dl-media.viber.com/1', file_name: 'bill.pdf' })).toEqual({ text: '', file: 'bill.pdf' });
    expect(said({ type: 'url', media: 'https://example.com/lamp' })).toMatchObject({ text: 'https://example.com/lamp' });
    expect(said({ type: 'location', location: { lat: 52.5, lon: 13.4 } })).toMatchObject({ text: '📍 52.5, 13.4' });
    expect(said({ type: 'contact', contact: { name: 'Boris', phone_number: '+12025550144' } })).toMatchObject({
      text: '👤 Boris, +12025550144',
    });
    expect(said({ type: 'sticker', sticker_id: 46_105 })).toMatchObject({ text: '🖼 (sticker)' });
    expect(said({ type: 'hologram' })).toMatchObject({ text: expect.stringContaining('does not hand over') });
    expect(said({ type: 'text', text: '' })).toMatchObject({ what: 'nothing', because: 'nothing-said' });
  });

  it('tells wishes, receipts and an opened chat apart, and drops what is none of ours', () => {
    const read = (body: object) => readEvent(at, { timestamp: 1_780_000_000_000, message_token: 9, ...body });
    expect(read({ event: 'unsubscribed', user_id: ada.id })).toMatchObject({ stop: { wish: 'stop', at: new Date(1_780_000_000_000) } });
    expect(read({ event: 'subscribed', user: ada })).toMatchObject({ stop: { wish: 'start', from: { name: 'Ada' } } });
    expect(read({ event: 'seen', user_id: ada.id })).toMatchObject({ receipt: { externalId: '9', state: 'read', because: null } });
    expect(read({ event: 'failed', user_id: ada.id, desc: 'of Ada' })).toMatchObject({
      receipt: { state: 'failed', because: 'undelivered' },
    });
    expect(read({ event: 'conversation_started', user: ada, subscribed: false })).toEqual({ what: 'opened', language: 'de' });
    expect(read({ event: 'conversation_started', user: ada, subscribed: true }).what).toBe('nothing');
    for (const event of ['webhook', 'client_status', 'action', ''])
      expect(read({ event })).toEqual({ what: 'nothing', because: 'not-ours' });
    for (const body of [{ event: 'message' }, { event: 'unsubscribed', user_id: '../../x' }, { event: 'seen', message_token: 'x' }])
      expect(read(body)).toEqual({ what: 'nothing', because: 'unreadable' });
    expect(readEvent(at, null)).toEqual({ what: 'nothing', because: 'not-ours' });
  });
});

describe('small rules', () => {
  it('a signature holds for these bytes and this token alone', () => {
    const body = Buffer.from('{"event":"message"}');
    const right = signatureOf('a-token', body);
    expect(right).toBe('4a3908872339f77e39340577879755cb9456bce60aa4f8246dd4a806507062b1'); // openssl dgst -sha256 -hmac a-token
    expect(isSigned('a-token', body, right)).toBe(true);
    expect([isSigned('b-token', body, right), isSigned('a-token', Buffer.from('{}'), right), isSigned('a-token', body, undefined)]).toEqual(
      [false, false, false],
    );
    expect(isSigned('', body, signatureOf('', body))).toBe(false);
  });

  it('a name that is too long for Viber keeps the company', () => {
    expect(senderName('Carol · Lantern & Loom')).toBe('Carol · Lantern & Loom');
    expect(senderName('Carolina von Lanternstein · Lantern & Loom')).toBe('Lantern & Loom');
    expect([...senderName(`Carol · ${'🦊'.repeat(40)}`)].length).toBe(28);
  });

  it('only advertising gets a button that ends it, in the language of the person', () => {
    const outbound = { isAdvertising: true, language: 'de' } as Parameters<typeof leaveButton>[0];
    expect([
      leaveButton(outbound),
      leaveButton({ ...outbound, language: 'pl' }),
      leaveButton({ ...outbound, isAdvertising: false }),
    ]).toEqual(['STOPP', 'STOP', undefined]);
  });
});
