// Words of the demo: a lamp shop and the people who write to it. Names, addresses and domains are reserved for examples.
export const staff = { name: 'Carol Winter', email: 'carol@lantern.example.com', password: 'a quiet evening with lamps' };

export const companyFacts = {
  name: 'Lantern & Loom',
  address: 'Lantern & Loom GmbH, Musterweg 1, 10115 Berlin, Germany',
  contactEmail: 'hello@lantern.example.com',
  dpoContact: 'Data protection officer, privacy@lantern.example.com',
  authority: 'Berliner Beauftragte für Datenschutz und Informationsfreiheit, Berlin',
  country: 'DE',
  language: 'en' as const,
};

/** Each conversation in turns: the visitor begins. */
export const chats: readonly (readonly string[])[] = [
  [
    'Good morning! Do you still have the brass reading lamp in the warm finish?',
    'Good morning! Yes, three are left. Shall I put one aside for you until Friday?',
    'That would be lovely. Does it take an LED bulb?',
    'It does: any E14 up to 9 watts. One is in the box.',
  ],
  [
    'Hi, my parcel shows as delivered but there is nothing here.',
    'I am sorry to hear that. I have asked the carrier; may I write to you again this afternoon?',
    'Sure, thank you.',
  ],
  ['Is the paper lantern safe to hang outside on a covered balcony?'],
  [
    'Do you repair lamps that were not bought from you?',
    'We do. Bring it along, we look at it together and tell you what it would cost.',
    'Perfect, see you on Saturday!',
  ],
];

export const mails: readonly { from: string; subject: string; text: string; html?: string; answer?: string }[] = [
  {
    from: '"Ada Example" <ada@example.com>',
    subject: 'Invoice for the linen shade',
    text: 'Hello,\n\ncould you send me the invoice for the linen shade I ordered in October? The order number is LL-20417.\n\nMany thanks\nAda',
    answer: 'Hello Ada,\n\nof course: it is on its way to you in a separate mail from our bookkeeping.\n\nKind regards\nCarol',
  },
  {
    from: '"Boris Example" <boris@example.net>',
    subject: 'Opening hours in December',
    text: 'Good day,\n\nare you open on the Sundays before Christmas?\n\nBoris',
    html: '<p>Good day,</p><p>are you open on the <b>Sundays before Christmas</b>?</p><p>Boris</p>',
    answer: 'Good day Boris,\n\nyes: on all four Sundays from noon to six.\n\nSee you soon\nCarol',
  },
  {
    from: '"Ada Example" <ada@example.com>',
    subject: 'A small thank you',
    text: 'The shade looks wonderful in the evening. Thank you for packing it so well!\n\nAda',
  },
];

export const store = {
  name: 'Workshop in Mitte',
  address: 'Musterweg 1, 10115 Berlin',
  hours: 'Tuesday to Saturday, noon to six',
  languages: ['en' as const, 'de' as const],
  restSeconds: 60,
};

export const letter = {
  name: 'Lamps for the long evenings',
  texts: [
    {
      language: 'en' as const,
      subject: 'Lamps for the long evenings',
      text: 'Dear friends of good light,\n\nthe paper lanterns of this winter are here. Come by on Saturday: there is tea.\n\nYour Lantern & Loom',
    },
  ],
};
