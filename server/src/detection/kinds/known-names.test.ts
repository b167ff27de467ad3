import { describe, expect, it } from 'vitest';
import { detect } from '../detection.ts';

const known = ['Carol Ann Reed', 'Boris Müller', 'Ada de la Nunezova', 'Mark Green', 'Zyx Qwert'];
const namesIn = (text: string, names: readonly string[] = known) =>
  detect(text, { known: names })
    .filter(({ type, score }) => type === 'name' && score === 1)
    .map(({ start, end }) => text.slice(start, end));

describe('a name that the house knows', () => {
  it.each([
    ['ask boris, or CAROL REED', ['boris', 'CAROL REED']],
    ['reed, carol ann wrote', ['reed, carol ann']],
    ['then Reed paid; zyx did not', ['Reed', 'zyx']],
    ['herr mueller, not Boris MÜLLER', ['mueller', 'Boris MÜLLER']],
    ['Zyxs Lampe und Qwerts Tisch', ['Zyxs', 'Qwerts']],
    ['said ada de la núñezova, said de la Nunezova', ['ada de la núñezova', 'de la Nunezova']],
    ['then Mark called, and mark green came', ['Mark', 'mark green']],
    ['one line ends with Zyx\nQwert begins the next', ['Zyx', 'Qwert']],
  ])('is found wherever it stands: %j', (text, expected) => expect(namesIn(text)).toEqual(expected));

  it.each(['Mark it as paid, the green one', 'please mark this green', 'de la casa', 'the lamp of carols'])(
    'and is no other word: %j',
    (text) => expect(namesIn(text)).toEqual([]),
  );

  it('is no part of a longer one that the rules see, and nothing is known where nothing is given', () => {
    expect(detect('My name is Zyx-Smith Jones', { known }).map(({ start, end }) => [start, end])).toEqual([[11, 26]]);
    expect(namesIn('Zyx Qwert', [])).toEqual([]);
    expect(namesIn('Zyx Qwert', ['', ' ', '.', '1'])).toEqual([]);
  });

  it('costs no more than the text is long, however many are known', () => {
    const many = Array.from({ length: 2000 }, (_, at) => `Ada Xq${at.toString(36).replace(/\d/g, 'z')}`);
    expect(namesIn('ada '.repeat(2000), many).join(' ')).toBe('ada '.repeat(2000).trim());
  });
});
