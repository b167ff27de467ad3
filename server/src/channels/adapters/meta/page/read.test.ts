import { describe, expect, it, test } from 'vitest';
import { readPage } from './read.ts';

const kinds = [
  { kind: 'messenger', object: 'page', account: '108734602494994' },
  { kind: 'instagram', object: 'instagram', account: '17841405822304914' },
] as const;
const sender = '6789012345678901';
const at = 1_780_000_000_000;

describe.each(kinds)('$kind:', ({ kind, object, account }) => {
  const from = { kind: 'account', value: `${kind}:${account}:${sender}` } as const;
  const of = (...events: object[]) =>
    readPage(kind)({
      object,
      entry: [
        {
          id: account,
          time: at,
          messaging: events.map((event) => ({ sender: { id: sender }, recipient: { id: account }, timestamp: at, ...event })),
        },
      ],
    });

  it('every message of every entry is read, in order', () => {
    const entry = [0, 1, 2].map((n) => ({
      id: account,
      messaging: [0, 1].map((m) => ({
        sender: { id: '67890' },
        recipient: { id: account },
        timestamp: 1,
        message: { mid: `m_${n}${m}`, text: 'x' },
      })),
    }));
    expect(readPage(kind)({ object, entry })?.map((update) => update.kind === 'message' && update.id)).toEqual([
      'm_00',
      'm_01',
      'm_10',
      'm_11',
      'm_20',
      'm_21',
    ]);
  });

  describe('what somebody says', () => {
    it.each([
      ['text', { message: { mid: 'm_1', text: 'Hello' } }, 'Hello', 0],
      [
        'a file',
        { message: { mid: 'm_1', attachments: [{ type: 'image', payload: { url: 'https://scontent.xx.fbcdn.net/v/lamp.jpg' } }] } },
        '',
        1,
      ],
      [
        'a place',
        {
          message: { mid: 'm_1', attachments: [{ type: 'location', title: 'Shop', payload: { coordinates: { lat: 52.5, long: 13.4 } } }] },
        },
        'Shop\n52.5, 13.4',
        0,
      ],
      [
        'a mention in a story',
        {
          message: {
            mid: 'm_1',
            attachments: [{ type: 'story_mention', payload: { url: 'https://lookaside.fbsbx.com/ig_messaging_cdn/?asset_id=1' } }],
          },
        },
        '',
        1,
      ],
      [
        'a reel',
        {
          message: {
            mid: 'm_1',
            attachments: [
              {
                type: 'ig_reel',
                payload: { reel_video_id: 1, title: 'Lamps', url: 'https://lookaside.fbsbx.com/ig_messaging_cdn/?asset_id=2' },
              },
            ],
          },
        },
        'Lamps\nhttps://lookaside.fbsbx.com/ig_messaging_cdn/?asset_id=2',
        0,
      ],
      [
        'something shared',
        { message: { mid: 'm_1', attachments: [{ type: 'share', payload: { url: 'https://example.com/lamp' } }] } },
        'https://example.com/lamp',
        0,
      ],
      [
        'what is not handed over',
        { message: { mid: 'm_1', is_unsupported: true } },
        '[A message of a kind that Meta does not hand over. Ask the person to write it in another way.]',
        0,
      ],
      ['a button', { postback: { mid: 'm_1', title: 'Get started', payload: 'START' } }, 'Get started', 0],
    ])('%s is read', (_, event, text, files) => {
      const [update] = of(event) ?? [];
      expect(update).toMatchObject({ kind: 'message', id: 'm_1', from, text, account });
      expect(update?.kind === 'message' && update.media.length).toBe(files);
    });

    it('an echo of ours is none, by its mark or by its sender', () => {
      expect(
        of({ message: { mid: 'm_1', text: 'ours', is_echo: true } }, { sender: { id: account }, message: { mid: 'm_2', text: 'ours' } }),
      ).toEqual([]);
    });

    it('later changes are no messages', () => {
      expect(of({ message: { mid: 'm_1', is_deleted: true } })).toMatchObject([{ change: { change: 'unsent', externalId: 'm_1' } }]);
      expect(of({ message_edit: { mid: 'm_1', text: 'straight', num_edit: 1 } })).toMatchObject([
        { change: { change: 'edited', text: 'straight' } },
      ]);
      expect(of({ reaction: { mid: 'm_1', action: 'react', reaction: 'love', emoji: '❤' } })).toMatchObject([
        { change: { change: 'reacted', reaction: '❤' } },
      ]);
      expect(of({ reaction: { mid: 'm_1', action: 'unreact' } })).toMatchObject([{ change: { reaction: '' } }]);
    });
  });

  it('what was received is known by message, or by a moment', () => {
    expect(of({ delivery: { mids: ['m_1', 'm_2'], watermark: at } })).toMatchObject([
      { kind: 'status', ids: ['m_1', 'm_2'], state: 'delivered' },
    ]);
    expect(of({ read: { watermark: at } })).toMatchObject([{ kind: 'until', state: 'read', until: new Date(at) }]);
    expect(of({ read: { mid: 'm_1' } })).toMatchObject([{ kind: 'status', ids: ['m_1'], state: 'read' }]);
  });

  it('advertising switched off is told', () => {
    expect(of({ optin: { type: 'notification_messages', notification_messages_status: 'STOP_NOTIFICATIONS' } })).toMatchObject([
      { kind: 'preference', wish: 'stop' },
    ]);
  });
});

test('a body of another channel is none of this one, and strange ones throw nothing', () => {
  expect(readPage('instagram')({ object: 'page', entry: [] })).toBeUndefined();
  expect(readPage('messenger')({ object: 'page', entry: [null, 7, { messaging: [null, { sender: {} }, { message: 'x' }] }] })).toEqual([]);
});
