import { expect, test } from 'vitest';
import { article } from './article.ts';

test.each([
  ['6(1)(b)', 'Art. 6(1)(b)', 'Art. 6 Abs. 1 lit. b'],
  ['5(2), 24', 'Art. 5(2), 24', 'Art. 5 Abs. 2, 24'],
  ['15', 'Art. 15', 'Art. 15'],
  ['§ 7 UWG', '§ 7 UWG', '§ 7 UWG'],
])('%s is cited as each language does', (of, en, de) => expect([article(of, 'en'), article(of, 'de')]).toEqual([en, de]));
