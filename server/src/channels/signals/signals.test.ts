import { expect, test } from 'vitest';
import { everyMs, openMemory } from './memory.ts';
import { isShown } from './rules.ts';

test('that something was read is told by nobody who did not switch it on, and typing that would tell it neither', () => {
  const whatsapp = { typing: 'with-read', reads: 'by-message' } as const;
  const messenger = { typing: 'shown', reads: 'all' } as const;
  const shown = (settings: object) =>
    [whatsapp, messenger].flatMap((each) => [isShown(each, 'typing', { ...settings }), isShown(each, 'read', { ...settings })]);
  expect(shown({})).toEqual([false, false, false, false]); // Art. 25(2): what runs from the start tells no messenger when people work
  expect(shown({ tellsRead: 'yes', showsTyping: 'yes' })).toEqual([false, false, false, false]);
  expect(shown({ showsTyping: true })).toEqual([false, false, true, false]);
  expect(shown({ tellsRead: true })).toEqual([false, true, false, true]);
  const isOn = { tellsRead: true, showsTyping: true };
  expect(shown(isOn)).toEqual([true, true, true, true]);
  expect(isShown({ typing: 'shown', reads: 'none' }, 'read', isOn)).toBe(false);
  expect(isShown({ typing: 'by-itself', reads: 'none' }, 'typing', isOn)).toBe(false);
  expect([isShown(messenger, 'stopped', isOn), isShown({ ...messenger, stops: true }, 'stopped', isOn)]).toEqual([false, true]);
});

test('the same is shown once in a few seconds, and what is forgotten is the oldest', () => {
  const memory = openMemory<string>(2);
  expect([memory.isDue('one', 0), memory.isDue('one', everyMs - 1), memory.isDue('two', 1), memory.isDue('one', everyMs)]).toEqual([
    true,
    false,
    true,
    true,
  ]);
  expect([memory.isDue('three', everyMs), memory.isDue('two', everyMs)]).toEqual([true, true]);
  memory.hold('cnv', 'first', 'an address');
  expect([memory.held('cnv', 'first'), memory.held('cnv', 'second')]).toEqual(['an address', undefined]);
  memory.hold('cnv', 'second', 'another');
  expect([memory.held('cnv', 'first'), memory.held('cnv', 'second')]).toEqual([undefined, 'another']);
  memory.forget('cnv');
  expect(memory.held('cnv', 'second')).toBeUndefined();
});
