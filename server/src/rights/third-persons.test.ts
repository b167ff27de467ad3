import { expect, it } from 'vitest';
import { compared } from './handover/compared.ts';
import { redacted, withoutOthers } from './third-persons.ts';

const own = new Set(['ada', 'example', ...compared('email', 'ada@example.com'), ...compared('phone', '+1 555 0100')]);
const fresh = () => ({ name: 0, email: 0, phone: 0 });

it('a note keeps what is theirs and says in their language that something about others was left out', () => {
  const left = fresh();
  const text = 'Ada@example.com asks for a call. Her neighbour boris@example.com, +49 30 901820, pays.';
  const shown = redacted(text, own, 'de', left);
  expect(shown).toContain('Ada@example.com asks');
  expect(shown).toContain('[E-Mail-Adresse einer anderen Person], [Nummer einer anderen Person], pays.');
  expect(left).toMatchObject({ email: 1, phone: 1 });
});

it('the name of somebody else goes, their own stays', () => {
  const left = fresh();
  const shown = redacted('My name is Boris Muster. Best regards, Ada Example', own, 'en', left);
  expect([shown.includes('Boris'), shown.includes('Ada Example'), left.name]).toEqual([false, true, 1]);
});

it('what they wrote, or was written to them, is given whole', () => {
  const left = fresh();
  const item = { fields: { kind: 'message', body: 'Write to boris@example.com' } };
  expect(withoutOthers(item, own, 'en', left)).toBe(item);
  expect(withoutOthers({ fields: { kind: 'note', body: 'Write to boris@example.com' } }, own, 'en', left).fields['body']).not.toContain(
    'boris',
  );
  expect(left.email).toBe(1);
});
