import { expect, it } from 'vitest';
import { isOwnName, ownFrom } from './own-data.ts';
import { redacted, withoutOthers } from './third-persons.ts';

const own = ownFrom({ names: ['Ada Muster'], emails: ['ada@example.com'], phones: ['+49 30 901820', '+1 555 0100'] }, 'DE');
const fresh = () => ({ name: 0, email: 0, phone: 0, file: 0 });
const noted = { noted: ({ kind }: { kind?: unknown }) => (kind === 'note' ? ['body'] : []) };

it('a note keeps what is theirs and says in their language that something was not recognised as theirs', () => {
  const left = fresh();
  const text = 'Ada@example.com asks for a call. Her neighbour boris@example.com, +49 30 901821, pays.';
  const shown = redacted(text, own, 'de', left);
  expect(shown).toContain('Ada@example.com asks');
  expect(shown).toContain('[E-Mail-Adresse, nicht als Ihre erkannt], [Nummer, nicht als Ihre erkannt], pays.');
  expect(left).toMatchObject({ email: 1, phone: 1 });
});

it('the name of somebody else goes, their own stays', () => {
  const left = fresh();
  const shown = redacted('My name is Boris Beispiel. Best regards, Ada Muster', own, 'en', left);
  expect([shown.includes('Boris'), shown.includes('Ada Muster'), left.name]).toEqual([false, true, 1]);
});

it.each([
  ['a number without its country', 'Ada Muster bittet um Rückruf unter 030 901820.'],
  ['the same with a stroke', 'Rückruf unter 030/901820 erbeten'],
  ['an initial', 'Ada M. Muster called.'],
  ['a first initial', 'A. Muster rief an.'],
  ['a genitive', 'Adas Paket kam nicht an. Frau Musters Paket auch nicht.'],
  ['an English genitive', "Ada Muster's parcel is late. Mrs Muster called."],
  ['an address that is spelt out', 'Her mail is ada (at) example.com, or ada at example dot com'],
  ['an account', 'Kundin nannte IBAN DE89 3704 0044 0532 0130 00 für die Erstattung.'],
])('their own stays, written with %s', (_, text) => {
  const left = fresh();
  expect(redacted(text, own, 'de', left)).toBe(text);
  expect(left).toEqual(fresh());
});

it('a letter is an initial of theirs only where a word of theirs begins with it', () => {
  for (const name of ['Ada M.', 'A. Muster']) expect([name, isOwnName(name, own)]).toEqual([name, true]);
  for (const name of ['Ada S.', 'Muster K']) expect([name, isOwnName(name, own)]).toEqual([name, false]);
});

it('a name is the same with its marks set apart, or typed without them', () => {
  const müller = ownFrom({ names: ['J\u00f6rg M\u00fcller'], emails: [], phones: [] }, 'DE');
  for (const text of ['Jo\u0308rg Mu\u0308ller rief an', 'Joerg Mueller rief an', 'Herr M\u00fcller rief an'])
    expect(redacted(text, müller, 'de', fresh())).toBe(text);
});

it('where no name of theirs is known names stay, since none can be told from theirs; an address of mail tells one', () => {
  const text = 'Called Ada Muster, she wants a refund.';
  const nobody = ownFrom({ names: [''], emails: [], phones: ['+1 555 0100'] }, 'US');
  expect(redacted(text, nobody, 'en', fresh())).toBe(text);
  const byMail = ownFrom({ names: [''], emails: ['ada.muster@example.com'], phones: [] }, 'US');
  expect(redacted(text, byMail, 'en', fresh())).toBe(text);
  expect(redacted('Called Boris Beispiel, he pays.', byMail, 'en', fresh())).not.toContain('Boris');
});

it('what they wrote, or was written to them, is given whole; a file beside a note is left out', () => {
  const left = fresh();
  const how = { own, language: 'en', left } as const;
  const item = { fields: { kind: 'message', body: 'Write to boris@example.com' } };
  expect(withoutOthers(item, noted, how)).toBe(item);
  expect(withoutOthers({ fields: { kind: 'note', body: 'Write to boris@example.com' } }, noted, how).fields['body']).not.toContain('boris');
  const files = [{ name: 'boris.txt', bytes: Buffer.from('x') }];
  const shown = withoutOthers({ fields: { name: 'boris.txt' }, files }, { noted: () => 'file' }, how);
  expect(shown).toEqual({ fields: { name: null, leftOut: true } });
  expect(left).toMatchObject({ email: 1, file: 1 });
});
