import { describe, expect, it } from 'vitest';
import { articleOf } from './keeping/rules.ts';
import { approvalsNeeded, type Facts, mayCarryOut, objectionTo, refusalArticle } from './rules.ts';

const ready: Facts = { kind: 'erasure', state: 'received', source: 'person', approvals: 1, approvalsNeeded: 1, isHeld: false };

describe('who must approve', () => {
  it.each([
    ['access', 'person', 1, 0],
    ['access', 'staff', 1, 1],
    ['portability', 'person', 1, 0],
    ['portability', 'staff', 2, 1],
    ['erasure', 'person', 1, 1],
    ['erasure', 'person', 5, 1],
    ['erasure', 'staff', 1, 1],
    ['erasure', 'staff', 2, 2],
    ['rectification', 'staff', 5, 0],
    ['restriction', 'person', 1, 0],
    ['objection', 'staff', 2, 0],
  ] as const)('%s asked by %s with %i holders of the right needs %i', (kind, source, holders, needed) => {
    expect(approvalsNeeded(kind, source, holders)).toBe(needed);
  });
});

describe('carrying out a request', () => {
  it('is allowed once approved', () => expect(mayCarryOut(ready)).toEqual({ may: true }));
  it('waits for the second pair of eyes', () =>
    expect(mayCarryOut({ ...ready, approvalsNeeded: 2 })).toMatchObject({ may: false, because: 'approval-missing' }));
  it('stops before a legal hold', () =>
    expect(mayCarryOut({ ...ready, isHeld: true })).toEqual({ may: false, because: 'legal-hold', article: '17(3)(e)' }));
  it('gives access in spite of a legal hold', () => expect(mayCarryOut({ ...ready, kind: 'access', isHeld: true })).toEqual({ may: true }));
  it('is not done twice', () =>
    expect(mayCarryOut({ ...ready, state: 'fulfilled' })).toMatchObject({ may: false, because: 'already-closed' }));
  it('goes on where it was interrupted', () => expect(mayCarryOut({ ...ready, state: 'in-progress' })).toEqual({ may: true }));
});

describe('an objection', () => {
  it.each([
    ['consent', true, 'final'],
    ['legitimate-interests', true, 'final'],
    ['legitimate-interests', false, 'weighed'],
    ['public-task', false, 'weighed'],
    ['consent', false, 'withdrawal'],
    ['contract', false, 'none'],
    ['legal-obligation', false, 'none'],
    ['vital-interests', false, 'none'],
  ] as const)('to what rests on %s (advertising: %s) is %s', (lawfulBasis, advertising, answer) => {
    expect(objectionTo({ about: 'person', lawfulBasis, advertising })).toBe(answer);
  });
  it('to a purpose about staff, or none, is none', () => {
    expect(objectionTo({ about: 'staff', lawfulBasis: 'legitimate-interests', advertising: false })).toBe('none');
    expect(objectionTo(undefined)).toBe('none');
  });
});

describe('a refusal', () => {
  it.each([
    ['access', 'manifestly-excessive', '12(5)'],
    ['access', 'legal-claims', undefined],
    ['portability', 'manifestly-unfounded', '12(5)'],
    ['portability', 'legal-claims', undefined],
    ['erasure', 'legal-claims', '17(3)(e)'],
    ['erasure', 'data-accurate', undefined],
    ['rectification', 'data-accurate', '16'],
    ['rectification', 'compelling-grounds', undefined],
    ['restriction', 'data-accurate', '18(1)(a)'],
    ['restriction', 'legal-obligation', undefined],
    ['objection', 'compelling-grounds', '21(1)'],
    ['objection', 'data-accurate', undefined],
  ] as const)('of %s because it is %s stands on %s', (kind, ground, article) => {
    expect(refusalArticle(kind, ground)).toBe(article);
  });
});

it('nothing is kept back on a ground that the closed list of Art. 17(3) does not name', () => {
  expect(Object.values(articleOf).sort()).toEqual(['17(3)(a)', '17(3)(b)', '17(3)(c)', '17(3)(d)', '17(3)(e)']);
});
