import fc from 'fast-check';
import { expect, test } from 'vitest';
import { html, raw, textOf } from './html.ts';

test('whatever is put in is escaped, in text and in attributes', () => {
  expect(textOf(html`<p title="${'" onclick="x'}">${'<script>alert(1)</script>'} & ${"'"}</p>`)).toBe(
    '<p title="&#34; onclick=&#34;x">&#60;script&#62;alert(1)&#60;/script&#62; & &#39;</p>',
  );
});

test('HTML made here and lists of it go in as they are', () => {
  expect(textOf(html`<ul>${['a', '<b>'].map((one) => html`<li>${one}</li>`)}</ul>`)).toBe('<ul><li>a</li><li>&#60;b&#62;</li></ul>');
});

test('nothing and false leave nothing, zero stays', () => {
  expect(textOf(html`${false}${null}${undefined}${''}${0}`)).toBe('0');
});

test('no text can open a tag or leave an attribute', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const made = textOf(html`<a href="${text}">${text}</a>`);
      expect(
        made
          .replace(/^<a href="/, '')
          .replace(/<\/a>$/, '')
          .replace('">', ''),
      ).not.toMatch(/[<>"']/);
    }),
  );
});

test('an object that merely looks like HTML is not taken for it', () => {
  expect(textOf(html`${{ html: '<b>' } as never}`)).toBe('');
  expect(textOf(html`${raw('<b>')}`)).toBe('<b>');
});
