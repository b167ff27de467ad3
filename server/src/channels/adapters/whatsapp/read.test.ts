import { describe, expect, it, test } from 'vitest';
import { addressFrom, recipientOf } from './address.ts';
import { readUpdates } from './read.ts';
import { batch, every } from './samples.ts';
import { saysWayOut } from './templates.ts';
import { inboundOf } from './twilio/read.ts';

const ada = { kind: 'account', value: 'whatsapp:US.13491208655302741918', name: 'Ada' } as const;
const of = (message: object) =>
  readUpdates(batch([[{ messages: [{ id: 'wamid.1', from_user_id: 'US.13491208655302741918', timestamp: '1780000000', ...message }] }]]));

test('three entries of two changes with several messages each lose none', () => {
  const updates = readUpdates(every);
  expect(updates).toHaveLength(3 * 2 * 3);
  expect(new Set(updates?.map((update) => (update.kind === 'message' ? update.id : '')))).toEqual(
    new Set(Array.from({ length: 18 }, (_, n) => `wamid.${n}`)),
  );
});

test('a way out is one that ends something, and no word that looks like it', () => {
  for (const footer of [
    'Reply STOP to end this',
    'Reply stop to end this',
    'Not for you? Send "unsubscribe".',
    'Werbung stoppen: STOPP',
    'Zum Abmelden STOPP antworten',
    'Zum Beenden mit Abmelden antworten',
    'Opt-out: STOP',
    'STOP pour ne plus recevoir',
    'Répondez par arrêt',
    'Responda BAJA para no recibir más',
    'STOP = NO MORE OF THIS',
  ])
    expect([footer, saysWayOut(footer, [])]).toEqual([footer, true]);
  for (const footer of ['Non-stop service', 'Stop by today', 'STOP in and look', 'Unstoppable', 'Nicht mehr lange', 'Baja de precios'])
    expect([footer, saysWayOut(footer, [footer])]).toEqual([footer, false]);
  // they say that it can be ended, and not by which word: most answers end nothing
  for (const footer of ['Zum Abmelden antworten', 'Reply to unsubscribe', 'Abmelden jederzeit möglich', 'STOPPUHR'])
    expect([footer, saysWayOut(footer, [])]).toEqual([footer, false]);
});

const titles = {
  en: ['Stop promotions', 'Unsubscribe', 'Opt out', 'No more messages, please', 'Unsubscribe from all updates'],
  de: [
    'Werbung stoppen',
    'Stopp',
    'Newsletter abbestellen',
    'Keine Werbung mehr',
    'Abmelden',
    'Bitte keine Angebote mehr',
    'Werbe-Nachrichten beenden',
  ],
  fr: ['Arrêter les promotions', 'ARRÊTER LA PUBLICITÉ', 'Se désabonner', 'Ne plus recevoir d’offres', 'Arre\u0302ter les messages'],
  es: ['Detener promociones', 'No más publicidad', 'Darme de baja', 'No quiero recibir ofertas', 'Baja'],
};
const others = [
  'Cancel',
  'Gespräch beenden',
  'Lieferung stoppen',
  'Mehr Werbung',
  'Plus de promotions',
  'Más ofertas',
  'Newsletter',
  'Unstop',
  'Keine Zeit',
];

test.each(Object.entries(titles))('a button that ends advertising is one in %s, by either carrier and as a way out', async (_, each) => {
  const tapped = async (text: string) => {
    const form = new URLSearchParams({ MessageSid: `SM${'a'.repeat(32)}`, From: 'whatsapp:+12025550143', ButtonText: text });
    const read = await inboundOf({ settings: {} } as never, form, new Map());
    const [update] = of({ type: 'button', button: { text, payload: text } }) ?? [];
    return [update?.kind === 'message' && update.wish, typeof read === 'object' && read.wish, saysWayOut('', [text])];
  };
  for (const text of each) expect([text, ...(await tapped(text))]).toEqual([text, 'stop', 'stop', true]);
  for (const text of others) expect([text, ...(await tapped(text))]).toEqual([text, undefined, undefined, false]);
});

test('by Twilio a button of a template that begins with stop is one, a tap on a choice of ours is words', async () => {
  const from = { MessageSid: `SM${'a'.repeat(32)}`, From: 'whatsapp:+12025550143' };
  const wishOf = async (form: Record<string, string>) => {
    const read = await inboundOf({ settings: {} } as never, new URLSearchParams({ ...from, ...form }), new Map());
    return typeof read === 'object' ? [read.text, read.wish] : read;
  };
  const tapped = { Body: 'Stop the delivery', ButtonText: 'Stop the delivery' };
  expect(await wishOf({ ...tapped, ButtonPayload: 'choice-1' })).toEqual(['Stop the delivery', undefined]);
  expect(await wishOf({ Body: 'Stop it', ListTitle: 'Stop it', ListId: 'choice-10', ButtonText: 'Stop it' })).toEqual([
    'Stop it',
    undefined,
  ]);
  expect(await wishOf({ ButtonText: 'Stop promotions', ButtonPayload: 'stop' })).toEqual(['Stop promotions', 'stop']);
  expect(await wishOf({ Body: 'Stop promotions' })).toEqual(['Stop promotions', 'stop']); // as it is listed
  expect(await wishOf({ Body: 'Werbung stoppen' })).toEqual(['Werbung stoppen', 'stop']);
  for (const Body of [
    'Stop promotions of that lamp',
    'Stop the lamp from flickering',
    'Stop promotions?',
    'Keine Nachrichten mehr von Boris',
  ])
    expect(await wishOf({ Body })).toEqual([Body, undefined]);
});

describe('what somebody says', () => {
  it.each([
    ['text', { type: 'text', text: { body: 'The shade is crooked.' } }, 'The shade is crooked.'],
    ['a button', { type: 'button', button: { text: 'Yes', payload: 'yes-1' } }, 'Yes'],
    [
      'an answer from a list',
      { type: 'interactive', interactive: { type: 'list_reply', list_reply: { id: '1', title: 'Blue', description: 'the large one' } } },
      'Blue\nthe large one',
    ],
    ['a button answer', { type: 'interactive', interactive: { type: 'button_reply', button_reply: { id: '1', title: 'No' } } }, 'No'],
    [
      'a place',
      { type: 'location', location: { latitude: 52.5, longitude: 13.4, name: 'Shop', address: 'Musterweg 1' } },
      'Shop\nMusterweg 1\n52.5, 13.4',
    ],
    [
      'a card',
      { type: 'contacts', contacts: [{ name: { formatted_name: 'Boris' }, phones: [{ phone: '+12025550102' }] }] },
      'Boris\n+12025550102',
    ],
    [
      'what nobody knows',
      { type: 'hologram', hologram: {} },
      '[A message of a kind that WhatsApp does not hand over. Ask the person to write it in another way.]',
    ],
  ])('%s is words', (_, message, text) => {
    expect(of(message)).toMatchObject([{ kind: 'message', id: 'wamid.1', from: ada, text, media: [], account: '106540352242922' }]);
  });

  it('a file is named by its id, with its caption as words', () => {
    const document = { id: '1003383421387256', mime_type: 'application/pdf', filename: 'plan.pdf', caption: 'The plan' };
    expect(of({ type: 'document', document })).toMatchObject([
      { text: 'The plan', media: [{ id: '1003383421387256', type: 'application/pdf', name: 'plan.pdf' }] },
    ]);
    expect(of({ type: 'image', image: { id: '../../me', mime_type: 'image/png' } })).toMatchObject([{ media: [] }]);
  });

  it('a button that begins with stop is a wish, the same words typed are not', () => {
    expect(of({ type: 'button', button: { text: 'Stop promotions', payload: 'Stop promotions' } })).toMatchObject([{ wish: 'stop' }]);
    expect(of({ type: 'text', text: { body: 'Stop promotions, please?' } })).toMatchObject([{ wish: undefined }]);
    const ours = { type: 'interactive', interactive: { type: 'button_reply', button_reply: { id: 'choice-1', title: 'Werbung stoppen' } } };
    expect(of(ours)).toMatchObject([{ text: 'Werbung stoppen', wish: undefined }]);
  });

  it('an answer names what it answers', () => {
    expect(of({ type: 'text', text: { body: 'That one' }, context: { id: 'wamid.0' } })).toMatchObject([{ answers: ['wamid.0'] }]);
  });

  it('later changes are no messages', () => {
    expect(of({ type: 'reaction', reaction: { message_id: 'wamid.0', emoji: '👍' } })).toMatchObject([
      { change: { change: 'reacted', externalId: 'wamid.0', reaction: '👍' } },
    ]);
    expect(of({ type: 'reaction', reaction: { message_id: 'wamid.0' } })).toMatchObject([{ change: { change: 'reacted', reaction: '' } }]);
    expect(of({ type: 'revoke', revoke: { original_message_id: 'wamid.0' } })).toMatchObject([
      { change: { change: 'unsent', externalId: 'wamid.0' } },
    ]);
    const edit = { original_message_id: 'wamid.0', message: { type: 'text', text: { body: 'straight' } } };
    expect(of({ type: 'edit', edit })).toMatchObject([{ change: { change: 'edited', externalId: 'wamid.0', text: 'straight' } }]);
  });

  it('news about numbers, groups, and nobody at all are left out', () => {
    expect(of({ type: 'system', system: { type: 'user_changed_number' } })).toEqual([]);
    expect(of({ type: 'text', text: { body: 'all' }, group_id: 'g' })).toEqual([]);
    expect(of({ type: 'text', text: { body: 'who?' }, from_user_id: 'not an id' })).toEqual([]);
  });
});

test('a person is the id made for this company, whether a number is told or not, and digits only where there is none', () => {
  const contacts = [{ profile: { name: 'Boris' }, wa_id: '12025550102', user_id: 'GB.ENT.11815799212886844830' }];
  const message = { id: 'wamid.1', from: '12025550102', timestamp: '1', type: 'text', text: { body: 'x' } };
  expect(readUpdates(batch([[{ contacts, messages: [message] }]]))).toMatchObject([
    { from: { kind: 'account', value: 'whatsapp:GB.ENT.11815799212886844830', name: 'Boris' } },
  ]);
  expect(readUpdates(batch([[{ messages: [message] }]]))).toMatchObject([{ from: { value: 'whatsapp:12025550102' } }]);
  expect(recipientOf('whatsapp:GB.ENT.11815799212886844830')).toEqual({ recipient: 'GB.ENT.11815799212886844830' });
  expect(recipientOf('whatsapp:12025550102')).toEqual({ to: '12025550102' });
  expect(recipientOf('messenger:1:2')).toBeUndefined();
});

test('the number beside an id is where the same account was known before, unless somebody else is named by it', () => {
  const [id, number] = ['GB.11815799212886844830', '12025550102'];
  const read = (contact: object, message: object) => {
    const messages = [
      { id: 'wamid.1', timestamp: '1', type: 'text', text: { body: `I am whatsapp:12025550109, formerly ${number}` }, ...message },
    ];
    return readUpdates(batch([[{ contacts: [{ profile: { name: 'Boris' }, ...contact }], messages }]]))?.[0];
  };
  const formerly = [{ value: `whatsapp:${number}`, mayMove: true }];
  for (const [contact, message] of [
    [{ wa_id: number, user_id: id }, { from: number }],
    [{ wa_id: number, user_id: id }, { from_user_id: id }],
    [{}, { from: number, from_user_id: id }],
  ] as const)
    expect(read(contact, message)).toMatchObject({ from: { value: `whatsapp:${id}`, formerly } });
  for (const [contact, message] of [
    [{ user_id: id }, { from_user_id: id }],
    [
      { wa_id: number, user_id: 'US.13491208655302741918' },
      { from: number, from_user_id: id },
    ],
    [{ wa_id: number }, { from: number }],
    [{ wa_id: 'GB.1', user_id: id }, { from_user_id: id }],
  ] as const)
    expect((read(contact, message) as { from: object }).from).not.toHaveProperty('formerly');
});

test('news of another id names those before it, and the number that was given up', () => {
  const [now, before] = ['US.2', 'US.1'];
  const news = (system: object, more: object = {}) =>
    readUpdates(batch([[{ messages: [{ id: 'wamid.1', from: '12025550102', timestamp: '1', type: 'system', system, ...more }] }]]));
  const moved = { body: 'Boris changed from …', type: 'user_changed_number', wa_id: '12025550103', user_id: now, previous_user_id: before };
  expect(news(moved)).toEqual([
    {
      account: '106540352242922',
      kind: 'renamed',
      from: {
        kind: 'account',
        value: 'whatsapp:US.2',
        formerly: [
          { value: 'whatsapp:US.1' },
          { value: 'whatsapp:12025550102', mayMove: true, isLeft: true },
          { value: 'whatsapp:12025550103', mayMove: true, isTaken: true },
        ],
      },
    },
  ]);
  expect(news({ type: 'user_changed_user_id', user_id: now, previous_user_id: before })).toMatchObject([
    { kind: 'renamed', from: { value: 'whatsapp:US.2', formerly: [{ value: 'whatsapp:US.1' }] } },
  ]);
  for (const said of [
    { ...moved, user_id: undefined },
    { ...moved, type: 'user_identity_changed' },
    { type: 'user_changed_user_id', user_id: now, previous_user_id: now },
  ])
    expect(news(said)).toEqual([]);
  expect(news(moved, { group_id: 'g' })).toEqual([]);
});

test('by Twilio the id that Meta made goes before the number, which is where the same account was known before', () => {
  const [number, id] = ['whatsapp:+12025550143', 'US.13491208655302741918'];
  const known = { value: `whatsapp:${id}`, formerly: [{ value: 'whatsapp:12025550143', mayMove: true }] };
  expect([addressFrom(number, id), addressFrom(number, `whatsapp:${id}`)]).toEqual([known, known]);
  expect([addressFrom(`whatsapp:${id}`), addressFrom(`whatsapp:${id}`, id)]).toEqual(Array(2).fill({ value: `whatsapp:${id}` }));
  for (const strange of ['', '12025550199', 'us.1', 'US.', `US.${'1'.repeat(129)}`, `${id}\n`, 'Boris'])
    expect([strange, addressFrom(number, strange)]).toEqual([strange, { value: 'whatsapp:12025550143' }]);
  expect([addressFrom('+12025550143', id), addressFrom('', id), addressFrom('messenger:1', id)]).toEqual(Array(3).fill(undefined));
});

test('a status is known by our own id where it comes back, else by theirs', () => {
  const own = 'msg_01hv8n3e5wfm1tq0z9k2s4b6xc';
  const statuses = [
    { id: 'wamid.1', status: 'delivered', biz_opaque_callback_data: own },
    { id: 'wamid.2', status: 'failed', errors: [{ code: 131026 }] },
    { id: 'wamid.3', status: 'warning' },
    { id: 'wamid.4', status: 'delivered', recipient_id: '12025550102', recipient_user_id: 'GB.11815799212886844830' },
    { id: 'wamid.5', status: 'read', recipient_id: '12025550102', recipient_user_id: 'GB.11815799212886844830' },
  ];
  expect(readUpdates(batch([[{ statuses }]]))).toMatchObject([
    { kind: 'status', ids: [own], state: 'delivered' },
    { kind: 'status', ids: ['wamid.2'], state: 'failed', code: 131026 },
    {
      ...{ kind: 'status', ids: ['wamid.4'] },
      reached: { value: 'whatsapp:GB.11815799212886844830', formerly: [{ value: 'whatsapp:12025550102', mayMove: true }] },
    },
    { kind: 'status', ids: ['wamid.5'] },
  ]);
});

test('a switch for advertising is told with its moment', () => {
  const user_preferences = [
    { user_id: 'US.13491208655302741918', category: 'marketing_messages', value: 'stop', timestamp: '1780000000' },
    { wa_id: '12025550102', category: 'marketing_messages', value: 'resume', timestamp: '1780000001' },
    { wa_id: '12025550102', category: 'marketing_messages', value: 'perhaps', timestamp: '1780000001' },
  ];
  expect(readUpdates(batch([[{ user_preferences }]]))).toMatchObject([
    { kind: 'preference', wish: 'stop', from: { value: ada.value }, at: new Date(1_780_000_000_000) },
    { kind: 'preference', wish: 'resume', from: { value: 'whatsapp:12025550102' } },
  ]);
});

test.each([undefined, null, 7, [], {}, { object: 'page', entry: [] }, { object: 'whatsapp_business_account', entry: 'x' }])(
  '%o is none of ours',
  (body) => {
    expect(readUpdates(body)).toBeUndefined();
  },
);

test('whatever stands where, nothing is thrown', () => {
  for (const strange of [null, 7, 'x', [null], [{ value: null }], [{ value: { messages: [null, 7, { id: 'a', type: 'text' }] } }]])
    expect(readUpdates({ object: 'whatsapp_business_account', entry: [{ changes: strange }, strange] })).toEqual([]);
});
