import { describe, expect, it } from 'vitest';
import type { RequestId, StepRow } from '../store.ts';
import { faultOf, goneOn, isMoot, type Said, type Standing } from './rules.ts';

const open: Standing = { state: 'open', duty: '19', toldOn: null };
const told: Standing = { state: 'told', duty: '19', toldOn: '2026-11-10' };
const joint: Standing = { state: 'open', duty: '26', toldOn: null };
const answered: Standing = { ...told, state: 'acknowledged' };
const unable: Standing = { ...open, state: 'impossible' };
const tell = (on: string): Said => ({ duty: '19', outcome: 'told', on, by: 'letter' });
const answer = (on: string): Said => ({ duty: '19', outcome: 'acknowledged', on });
const cannot = (outcome: 'impossible' | 'disproportionate'): Said => ({ duty: '19', outcome, reason: 'It is gone.' });
const fault = (said: Said, notice: Standing) => faultOf(said, notice, '2026-11-20', '2026-11-05')?.because;

describe('what may be said of telling a recipient', () => {
  it.each<[string, Said, Standing, string | undefined]>([
    ['that it was told, on a day since the request', tell('2026-11-05'), open, undefined],
    ['not before there was a request', tell('2026-11-04'), open, 'no-such-day'],
    ['not on a day that is still to come', tell('2026-11-21'), open, 'no-such-day'],
    ['another day, where the first was a slip', tell('2026-11-11'), told, undefined],
    ['that it could be told after all', tell('2026-11-11'), unable, undefined],
    ['that it answered, once it was told', answer('2026-11-10'), told, undefined],
    ['not that it answered before', answer('2026-11-09'), told, 'no-such-day'],
    ['not that it answers what nobody told', answer('2026-11-20'), open, 'not-told-yet'],
    ['that nobody can tell it', cannot('impossible'), open, undefined],
    ['that the effort is out of proportion', cannot('disproportionate'), open, undefined],
    ['neither of them once it was told', cannot('impossible'), told, 'told-already'],
    ['nothing more once it answered', tell('2026-11-12'), answered, 'acknowledged-already'],
    ['of a joint controller that nobody can tell it', cannot('impossible'), joint, undefined],
    ['of a joint controller never that it takes effort', cannot('disproportionate'), joint, 'effort-is-no-ground'],
  ])('%s', (_, said, notice, because) => expect(fault(said, notice)).toBe(because));
});

it('of what a request restricted nobody hears once it ended, but of a correction that was made', () => {
  const moot = (kind: string, state: string, isLifted: boolean, notice = open) => isMoot({ kind, state, isLifted }, notice);
  expect([moot('restriction', 'fulfilled', false), moot('restriction', 'fulfilled', true)]).toEqual([false, true]);
  expect([moot('rectification', 'fulfilled', true), moot('rectification', 'refused', true)]).toEqual([false, true]);
  expect(moot('restriction', 'fulfilled', true, told), 'it stays where somebody was told').toBe(false);
});

describe('what a provider deleted by its interface', () => {
  const step = (inbox: string, detail: StepRow['detail']): StepRow => ({
    request_id: 'req_1' as RequestId,
    step: `at-provider:${inbox}`,
    at: new Date('2026-11-12T23:00:00Z'),
    detail,
  });
  const all = { recipient: 'twilio', gone: 3, left: 0, kept: 0, elsewhere: 0, forgets: 'redaction' };
  it('tells it and is its answer when nothing is left there', () => {
    expect(goneOn([step('a', all), step('b', { ...all, gone: 0, missing: 2 })], 'twilio')).toBe('2026-11-12');
  });
  it.each([{ left: 1 }, { kept: 1 }, { elsewhere: 1 }, { forgets: 'files' }, { forgets: 'nothing' }])(
    'is not enough with %o in one inbox',
    (more) => expect(goneOn([step('a', all), step('b', { ...all, ...more } as StepRow['detail'])], 'twilio')).toBeUndefined(),
  );
  it('says nothing of another recipient', () => expect(goneOn([step('a', all)], 'meta')).toBeUndefined());
});
