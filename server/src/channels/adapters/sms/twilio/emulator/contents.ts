// What an account of the sandbox has been approved for WhatsApp, in the shape of the Content API: one of each kind that the console must know how to show.

export type Content = {
  readonly sid: string;
  readonly language: string;
  readonly types: Readonly<Record<string, unknown>>;
  readonly variables: Readonly<Record<string, string>>;
  readonly friendly_name?: string;
  /** Of what was submitted to WhatsApp. */
  readonly approval_requests?: { readonly name: string; readonly status: string; readonly category: string };
};

const of = (place: number, name: string, [language, status, category]: [string, string, string], types: Content['types']): Content => ({
  sid: `HX${String(place).padStart(32, '0')}`,
  language,
  types,
  variables: {},
  approval_requests: { name, status, category },
});

export const sandboxContents: readonly Content[] = [
  of(1, 'order_shipped', ['en', 'approved', 'UTILITY'], { 'twilio/text': { body: 'Hello {{1}}, your order {{2}} is on its way.' } }),
  of(2, 'order_shipped', ['de', 'approved', 'UTILITY'], { 'twilio/text': { body: 'Hallo {{1}}, Ihre Bestellung {{2}} ist unterwegs.' } }),
  of(3, 'spring_lamps', ['en', 'approved', 'MARKETING'], {
    'twilio/quick-reply': {
      body: 'Hello {{first_name}}, the lamps of this spring are here.',
      actions: [{ type: 'QUICK_REPLY', title: 'Stop promotions', id: 'stop' }],
    },
  }),
  of(4, 'appointment', ['en', 'pending', 'UTILITY'], { 'twilio/text': { body: 'We expect you on {{1}}.' } }),
  of(5, 'summer_lamps', ['de', 'approved', 'MARKETING'], {
    'twilio/quick-reply': {
      body: 'Hallo {{first_name}}, die Lampen dieses Sommers sind da.',
      actions: [{ type: 'QUICK_REPLY', title: 'Werbung stoppen', id: 'stop' }],
    },
  }),
];
