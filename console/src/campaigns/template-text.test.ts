import { expect, test } from 'vitest';
import { filledTemplate, gapsOf } from './template-text.ts';

test('gaps are filled in the order of the provider, and one that nothing fills stays', () => {
  const text = 'Your {{2}}, {{1}}, and {{10}}.';
  expect(gapsOf(text)).toEqual(['1', '2', '10']);
  expect(filledTemplate(text, gapsOf(text), ['Ada', '{{1}}', ''])).toBe('Your {{1}}, Ada, and {{10}}.');
  expect(gapsOf('{{who}} {{ what }} {{who}}')).toEqual(['who', 'what']);
});
