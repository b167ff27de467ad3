import { expect, it } from 'vitest';
import { isOwnName, ownFrom } from './own-data.ts';
import { redacted, withoutOthers } from './third-persons.ts';

const own = ownFrom({ names: ['Ada Muster'], emails: ['ada@example.com'], phones: ['+49 30 901820', '+1 555 0100'] }, 'DE');
const fresh = () => ({ name: 0, email: 0, phone: 0, 'birth-date': 0, address: 0, identifier: 0, file: 0 });
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

it('the names of staff are found exactly, and theirs stay also where a colleague is called the same', () => {
  const knowing = ownFrom({ names: ['Ada Muster'], emails: [], phones: [], staff: ['Zyx Qwert', 'Ada Yxcv'] }, 'DE');
  expect(own.known).toEqual(['Ada Muster']);
  const left = fresh();
  expect(redacted('ada rang zyx; QWERT, ZYX wrote to Ada Muster, and yxcv did not.', knowing, 'en', left)).toBe(
    'ada rang [-]; [-] wrote to Ada Muster, and [-] did not.'.replaceAll('[-]', '[name not recognised as yours]'),
  );
  expect(redacted('Zyx (geb. 01.02.1990) ruft sie an.', knowing, 'de', left)).not.toContain('1990'); // said of whoever was named
  expect(left).toMatchObject({ name: 4, 'birth-date': 1 });
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
  const colleague = 'Zyx Qwert called Ada Muster, Ms Qwert paid.';
  const shown = redacted(colleague, ownFrom({ names: [''], emails: [], phones: [], staff: ['Zyx Qwert'] }, 'US'), 'en', fresh());
  expect(shown).not.toMatch(/Zyx|Qwert/); // no name of theirs is needed to know that this one is not
  expect(shown).toContain('Ada Muster');
  const partly = ownFrom({ names: [''], emails: [], phones: [], isPartial: true }, 'US'); // the record with their name does not open
  expect(redacted('Called Boris Beispiel, he pays.', partly, 'en', fresh())).not.toContain('Boris');
  expect(redacted('Called Boris Beispiel, he pays.', byMail, 'en', fresh())).not.toContain('Boris');
});

const told = [
  'Hallo, ich bin am 12. März 1980 geboren und wohne in der Hauptstraße 5, 10115 Berlin.',
  'My son, born 1.2.2010, needs a lamp.',
];
const knowing = ownFrom({ names: ['Ada Muster'], emails: ['ada@example.com'], phones: [], told }, 'DE');

it.each([
  ['another form of the day', 'Kundin, geb. 12.03.1980, ruft an.'],
  ['two figures for the year', 'Date of birth: 12/03/80'],
  ['the month in another language', 'née le 12 mars 1980'],
  ['the day in one run', 'Geburtsdatum: 19800312'],
  ['the street alone, cut short', 'Lieferung an Hauptstr. 5 erbeten'],
  ['more than she told', 'Wohnt Hauptstr. 5, 10115 Berlin, Deutschland'],
  ['somebody else beside it', 'Herr Boris Schmidt nimmt an, Hauptstr. 5, 10115 Berlin', 'name'],
  ['a second address, where nobody else is named', 'Neue Anschrift: Lindenweg 9, 20095 Hamburg'],
  ['what she told of somebody close', 'Her son, born 1 February 2010, needs a lamp.'],
])('a date of birth and an address of their own stay, with %s', (_, text, gone?: string) => {
  const left = fresh();
  const shown = redacted(text, knowing, 'de', left);
  expect({ ...left, name: 0 }).toEqual(fresh());
  if (gone === undefined) expect(shown).toBe(text);
});

it.each([
  ['a neighbour by name', 'Nachbarin Carol Schneider, geb. 4.5.1971, Lindenweg 9, 20095 Hamburg', ['birth-date', 'address']],
  ['an envelope', 'Mr Boris Miller\n12 High Street, London SW1A 1AA', ['address']],
  ['somebody close', 'Ada Muster wants it for her daughter, born 03.04.2012', ['birth-date']],
  ['somebody close in French', 'Livrer chez sa voisine, 8 rue de la Paix, 75002 Paris', ['address']],
  ['another date than hers', 'Date of birth: 7 July 1969', ['birth-date']],
  ['an address of mail before it', 'boris@example.com, Calle Mayor 5, 28013 Madrid', ['address']],
])('of others they go: %s', (_, text, kinds) => {
  const left = fresh();
  const shown = redacted(text, knowing, 'en', left);
  for (const kind of kinds as ('birth-date' | 'address')[]) expect(left[kind], shown).toBe(1);
  expect(shown).not.toMatch(/19[67]\d|2012|Lindenweg|High Street|Paix|Mayor/);
});

it.each([
  ['an account', 'IBAN of her brother: DE89 3704 0044 0532 0130 00', 'DE89'],
  ['a paper', "Identified by her brother's passport C01X00T47", 'C01X00T47'],
  ['a car', 'Kennzeichen des Nachbarn: B-MX 4711', '4711'],
  ['an account, behind a name', 'Boris Beispiel pays from DE89 3704 0044 0532 0130 00', 'DE89'],
])('a number of others goes and is counted: %s', (_, text, number) => {
  const left = fresh();
  expect(redacted(text, own, 'en', left)).not.toContain(number);
  expect(left.identifier).toBe(1);
});

it('a number stays where they told it themself, or nobody else is named', () => {
  const told = ownFrom({ names: ['Ada Muster'], emails: [], phones: [], told: ['My IBAN is DE89370400440532013000'] }, 'DE');
  const left = fresh();
  for (const text of ['Her brother says: DE89 3704 0044 0532 0130 00', 'Kundin fährt B-MX 4711'])
    expect(redacted(text, told, 'de', left)).toBe(text);
  expect(left).toEqual(fresh());
});

it('of somebody without a known name, a name goes that follows a word for somebody close', () => {
  const nobody = ownFrom({ names: [''], emails: [], phones: ['+1 555 0100'] }, 'US');
  const left = fresh();
  expect(redacted('Her brother Boris Beispiel pays.', nobody, 'en', left)).toBe('Her brother [name not recognised as yours] pays.');
  expect(redacted('Her brother called, Ada Muster pays.', nobody, 'en', left)).toContain('Ada Muster');
  expect(left.name).toBe(1);
});

it('where neither is known they stay, unless they are said of somebody else', () => {
  const left = fresh();
  const text = 'Geb. 12.03.1980, wohnt Hauptstr. 5, 10115 Berlin';
  expect(redacted(text, own, 'de', left)).toBe(text);
  expect(redacted('Ehemann, geb. 01.02.1975, ruft zurück', own, 'de', left)).toBe(
    'Ehemann, geb. [Geburtsdatum, nicht als Ihres erkannt], ruft zurück',
  );
  expect(redacted('Herr Boris Schmidt nimmt an. Lieferung an Hauptstr. 5, 10115 Berlin.', own, 'de', left)).toContain('Hauptstr. 5');
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
