// Webhooks in the shapes that Meta's documentation shows, with people and numbers kept free for examples.

const metadata = { messaging_product: 'whatsapp', metadata: { display_phone_number: '12025550100', phone_number_id: '106540352242922' } };
const contacts = [{ profile: { name: 'Ada' }, user_id: 'US.13491208655302741918' }];

/** Entries of changes of values. */
export const batch = (entries: readonly (readonly object[])[]): object => ({
  object: 'whatsapp_business_account',
  entry: entries.map((values) => ({
    id: '102290129340398',
    changes: values.map((value) => ({ field: 'messages', value: { ...metadata, contacts, ...value } })),
  })),
});

const said = (n: number): object => ({
  ...{ from_user_id: 'US.13491208655302741918', id: `wamid.${n}`, timestamp: String(1_780_000_000 + n) },
  ...{ type: 'text', text: { body: `message ${n}` } },
});

/** Three entries, two changes each, three messages in each of them. */
export const every = batch(
  [0, 1, 2].map((entry) => [0, 1].map((change) => ({ messages: [0, 1, 2].map((n) => said(entry * 6 + change * 3 + n)) }))),
);

/** A German template with a page to open and a way out. */
export const withButtons = [
  { type: 'BODY', text: 'Neue Lampen.' },
  {
    type: 'BUTTONS',
    buttons: [
      { type: 'URL', text: 'Ansehen', url: 'https://lamps.example.com' },
      { type: 'QUICK_REPLY', text: 'Werbung stoppen' },
    ],
  },
];
