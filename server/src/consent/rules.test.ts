import { describe, expect, it } from 'vitest';
import type { Id, PersonId } from '#kit/ids';
import { againOf } from './again.ts';
import { isProtective, missingProof, newest, whyNot, whyNotAsk } from './rules.ts';
import type { NewConsent, State } from './types.ts';

const ada = 'per_01h455vb4pex5vsknk084sn02q' as PersonId;
const notice = { id: 'ntc_01h455vb4pex5vsknk084sn02q' as Id<'ntc'>, version: 1, hash: 'a'.repeat(64) };
const yes: NewConsent = {
  person: ada,
  purpose: 'marketing',
  channel: 'email',
  state: 'given',
  method: 'privacy-page',
  by: 'self',
  notice,
  language: 'en',
  wording: 'Yes, please.',
};
const marketing = { lawfulBasis: 'consent', active: true, channels: ['email'] };

describe('what may be recorded', () => {
  it.each<[string, Partial<NewConsent>, typeof marketing | undefined, string | undefined]>([
    ['a yes to a purpose that asks', {}, marketing, undefined],
    ['nothing about a purpose nobody knows', {}, undefined, 'unknown-purpose'],
    ['no yes where consent is not the basis', {}, { ...marketing, lawfulBasis: 'contract' }, 'not-consent'],
    ['no yes to what is off', {}, { ...marketing, active: false }, 'inactive'],
    ['no asking for what is off', { state: 'requested' }, { ...marketing, active: false }, 'inactive'],
    ['no yes on a channel outside the purpose', { channel: 'web-chat' }, marketing, 'channel-not-of-purpose'],
    ['a withdrawal even of what is off', { state: 'withdrawn' }, { ...marketing, active: false }, undefined],
    ['a stop of what never rested on consent', { state: 'withdrawn' }, { ...marketing, lawfulBasis: 'contract' }, undefined],
    ['a refusal on any channel', { state: 'refused', channel: 'web-chat' }, marketing, undefined],
  ])('%s', (_, change, purpose, because) => expect(whyNot({ ...yes, ...change }, purpose)).toBe(because));
});

describe('proof', () => {
  it.each<[string, Partial<NewConsent>, string[]]>([
    ['is whole with notice, language and words', {}, []],
    ['lacks the notice', { notice: undefined }, ['notice']],
    ['lacks the words', { wording: '' }, ['wording']],
    ['lacks everything', { notice: undefined, language: undefined, wording: undefined }, ['notice', 'language', 'wording']],
    ['of an agent lacks evidence', { by: 'agent' }, ['evidence']],
    ['of an agent is whole with evidence', { by: 'agent', evidence: 'signed form, folder 7' }, []],
    [
      'of an import needs evidence alone',
      { by: 'import', notice: undefined, wording: undefined, language: undefined, evidence: 'list of 2024' },
      [],
    ],
    ['of an import without evidence is none', { by: 'import', evidence: ' ' }, ['evidence']],
    ['is not asked for a no', { state: 'withdrawn', notice: undefined, wording: undefined }, []],
  ])('%s', (_, change, missing) => expect(missingProof({ ...yes, ...change })).toEqual(missing));
});

describe('the event that holds', () => {
  const event = (id: string, at: string, state: State) => ({ id, at: new Date(at), state });
  it('is the newest, whichever of the merged people it belongs to', () => {
    const events = [event('b', '2026-11-02', 'given'), event('c', '2026-11-03', 'withdrawn'), event('a', '2026-11-01', 'given')];
    expect(newest(events)?.state).toBe('withdrawn');
    expect(newest(events.toReversed())?.state).toBe('withdrawn');
  });
  it('is the later id within one instant', () => {
    expect(newest([event('b', '2026-11-02', 'withdrawn'), event('a', '2026-11-02', 'given')])?.id).toBe('b');
  });
  it('is none without events', () => expect(newest([])).toBeUndefined());
});

it('only a yes and its request are not protective', () => {
  const all: State[] = ['requested', 'given', 'refused', 'withdrawn', 'expired', 'invalidated'];
  expect(all.filter((state) => !isProtective(state))).toEqual(['requested', 'given']);
});

describe('asking for a consent', () => {
  const on = { lawfulBasis: 'consent', active: true, channels: ['email'] };
  const now = new Date('2026-11-24T09:00:00Z');
  const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
  it.each([
    ['is fine where nobody asked before', on, 'none', null, undefined],
    ['waits for an answer, however long', on, 'requested', daysAgo(400), 'already-asked'],
    ['is idle after a yes', on, 'given', daysAgo(1), 'already-given'],
    ['rests for 90 days after a no', on, 'refused', daysAgo(89), 'asked-too-soon'],
    ['rests for 90 days after a withdrawal', on, 'withdrawn', daysAgo(89), 'asked-too-soon'],
    ['is fine again after that', on, 'refused', daysAgo(90), undefined],
    ['is fine when a yes ran out', on, 'expired', daysAgo(1), undefined],
    ['is idle for another basis', { ...on, lawfulBasis: 'contract' }, 'none', null, 'not-consent'],
    ['is idle while the purpose is off', { ...on, active: false }, 'none', null, 'inactive'],
    ['is idle on a channel that it does not use', { ...on, channels: [] }, 'none', null, 'channel-not-of-purpose'],
    ['is idle for a purpose nobody knows', undefined, 'none', null, 'unknown-purpose'],
  ] as const)('%s', (_, purpose, state, at, because) => expect(whyNotAsk(purpose, 'email', { state, at }, now)?.because).toBe(because));
});

it('a yes may be asked for anew in the month before it ends, once', () => {
  const on = { lawfulBasis: 'consent', active: true, channels: ['email'] };
  const stand = (endsOn: string, askedAnew: boolean) => ({
    state: 'given' as const,
    at: new Date('2024-12-20T09:00:00Z'),
    endsOn,
    askedAnew,
  });
  const why = (endsOn: string, askedAnew = false) =>
    whyNotAsk(on, 'email', stand(endsOn, askedAnew), new Date('2026-11-24T09:00:00Z'))?.because;
  expect([why('2026-12-25'), why('2026-12-24'), why('2026-11-25'), why('2026-11-24')]).toEqual([
    'already-given',
    undefined,
    undefined,
    'already-given',
  ]);
  expect(why('2026-12-24', true)).toBe('already-asked');
});

describe('sending the message to confirm again', () => {
  const now = new Date('2026-11-24T09:00:00Z');
  const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
  it.each([
    ['waits while the first is under way', undefined, 'self', 'later'],
    ['is fine where it could not leave', { state: 'failed', tries: 4, at: now }, 'self', 'now'],
    ['waits an hour after one that left', { state: 'sent', tries: 1, at: minutesAgo(59) }, 'self', 'later'],
    ['is fine an hour after one that left', { state: 'sent', tries: 1, at: minutesAgo(61) }, 'self', 'now'],
    ['ends with the fifth', { state: 'failed', tries: 5, at: minutesAgo(600) }, 'self', 'no-more'],
    ['spares a parent to whom one left', { state: 'sent', tries: 1, at: minutesAgo(600) }, 'parent', 'parent-was-asked'],
  ] as const)('%s', (_, tried, from, again) => expect(againOf(tried, from, now)).toBe(again));
});
