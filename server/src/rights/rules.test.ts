import { describe, expect, it } from 'vitest';
import { approvalsNeeded, type Facts, mayCarryOut } from './rules.ts';

const ready: Facts = { kind: 'erasure', state: 'received', source: 'person', approvals: 1, approvalsNeeded: 1, isHeld: false };

describe('who must approve', () => {
  it.each([
    ['access', 'person', 1, 0],
    ['access', 'staff', 1, 1],
    ['erasure', 'person', 1, 1],
    ['erasure', 'person', 5, 1],
    ['erasure', 'staff', 1, 1],
    ['erasure', 'staff', 2, 2],
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
