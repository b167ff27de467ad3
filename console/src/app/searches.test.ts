// A link from elsewhere cannot put into a page what its search does not understand.
import { expect, test } from 'vitest';
import { assessmentSearch, campaignSearch, inboxSearch, ledgerSearch, signInSearch, welcomeSearch } from './searches.ts';

test.each([
  ['a sign-in that leads elsewhere', signInSearch({ next: 'https://example.com/' }), { next: undefined }],
  ['a sign-in that leads to another host', signInSearch({ next: '//example.com' }), { next: undefined }],
  ['a script as an address', signInSearch({ next: 'javascript:alert(1)' }), { next: undefined }],
  [
    'a view that there is not',
    inboxSearch({ view: 'theirs', inbox: 5 }),
    { view: undefined, inbox: undefined, store: undefined, team: undefined },
  ],
  ['a step that there is not', welcomeSearch({ step: 'law' }), { step: undefined }],
  [
    'numbers and lists',
    { ...campaignSearch({ campaign: 5 }), ...assessmentSearch({ assessment: [] }) },
    { campaign: undefined, assessment: undefined },
  ],
  ['nothing at all', ledgerSearch({}), { person: undefined, entry: undefined }],
])('%s is named and undefined, or the router would hand it on', (_, found, expected) => expect(found).toStrictEqual(expected));

test('what is understood comes through', () => {
  expect(signInSearch({ next: '/requests?x=1' })).toEqual({ next: '/requests?x=1' });
  expect(inboxSearch({ view: 'closed', inbox: 'inb_1' })).toEqual({ view: 'closed', inbox: 'inb_1' });
  expect(welcomeSearch({ step: 'notice' })).toEqual({ step: 'notice' });
});
