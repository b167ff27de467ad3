// What a number of the sandbox has been approved: one of each kind that the console must know how to show.

export const sandboxTemplates: readonly Readonly<Record<string, unknown>>[] = [
  {
    ...{ name: 'order_shipped', language: 'en', status: 'APPROVED', category: 'UTILITY', parameter_format: 'POSITIONAL' },
    components: [
      { type: 'BODY', text: 'Hello {{1}}, your order {{2}} is on its way.' },
      { type: 'FOOTER', text: 'You get this because you ordered from us.' },
    ],
  },
  {
    ...{ name: 'order_shipped', language: 'de', status: 'APPROVED', category: 'UTILITY', parameter_format: 'POSITIONAL' },
    components: [{ type: 'BODY', text: 'Hallo {{1}}, Ihre Bestellung {{2}} ist unterwegs.' }],
  },
  {
    ...{ name: 'spring_lamps', language: 'en', status: 'APPROVED', category: 'MARKETING', parameter_format: 'NAMED' },
    components: [
      { type: 'BODY', text: 'Hello {{first_name}}, the lamps of this spring are here.' },
      { type: 'FOOTER', text: 'Answer STOP to get no more of this.' },
    ],
  },
  {
    ...{ name: 'appointment', language: 'en', status: 'PENDING', category: 'UTILITY', parameter_format: 'POSITIONAL' },
    components: [{ type: 'BODY', text: 'We expect you on {{1}}.' }],
  },
];
