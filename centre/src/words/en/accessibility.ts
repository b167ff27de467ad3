// The accessibility statement. Whatever is said here must be true: change it together with what was tested.
export const accessibility = {
  statement: {
    title: 'Accessibility',
    intro: 'These pages are for everybody. This statement says what we did for that, how we know, and what is not perfect yet.',
    standard: 'The standard we keep',
    standardText:
      'These privacy pages are made to fulfil the Web Content Accessibility Guidelines (WCAG) 2.2, level AA, which also covers what EN 301 549 asks of web pages.',
    means: [
      'They work without JavaScript and with the keyboard alone, and everything on them has a name that a screen reader can say.',
      'They can be enlarged to 200 % without scrolling sideways, and work on small phones.',
      'Colours have enough contrast in light and in dark, whatever the colour of the company.',
      'Every button is large enough for a finger, and nothing moves or runs out while you read. Only the visit ends, after an hour.',
      'The words are plain, and stand in English, German, French and Spanish.',
    ],
    tested: 'How it was tested',
    testedText:
      'By the maker itself, not by an outside body. With every change, each page is checked in a real browser with the tool axe, in light and dark and on a phone; whole visits are made without JavaScript; zoom and the size of buttons are measured.',
    gaps: 'What is not perfect',
    gapList: [
      'People who use a screen reader every day have not tested these pages yet.',
      'There is no version in sign language or in easy-to-read language.',
      'Texts that the company wrote itself, such as parts of the notice, and files inside your archive may be less accessible.',
      'Times are shown in UTC, because these pages do not ask where you are.',
    ],
    write: 'Whom to write to',
    writeText:
      'Did something stand in your way? Please tell us, and say on which page. We answer, and give you what you need in another way meanwhile.',
    writeNobody: 'Did something stand in your way? Please tell the company whose message led you here.',
    subject: 'Accessibility of the privacy pages',
    body: 'If our answer does not help, the body that watches over accessibility in your country takes complaints.',
    date: 'Made on {date}.',
  },
};

export type AccessibilityWords = typeof accessibility;
