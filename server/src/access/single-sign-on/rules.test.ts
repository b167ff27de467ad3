import { describe, expect, it } from 'vitest';
import { groupsIn, isStrong, nameIn, rolesOf, vouchedEmail } from './rules.ts';

const domains = ['example.com'];
const issuer = 'https://id.example.com';
const vouched = (claims: Record<string, unknown>, from = issuer) => vouchedEmail(claims, domains, from);

describe('an address', () => {
  it('counts when the provider says that it is verified, and in a domain of its own', () =>
    expect(vouched({ email: 'Ada@Example.com', email_verified: true })).toEqual({ email: 'ada@example.com' }));
  it.each([
    [{}, 'email-missing'],
    [{ email: 7, email_verified: true }, 'email-missing'],
    [{ email: 'no address', email_verified: true }, 'email-missing'],
    [{ email: 'ada@example.com' }, 'email-not-verified'],
    [{ email: 'ada@example.com', email_verified: false }, 'email-not-verified'],
    [{ email: 'ada@example.com', email_verified: 1 }, 'email-not-verified'],
    [{ email: 'ada@example.com', xms_edov: true }, 'email-not-verified'],
    [{ email: 'ada@sub.example.com', email_verified: true }, 'domain-not-allowed'],
    [{ email: 'ada@example.org', email_verified: true }, 'domain-not-allowed'],
    [{ email: 'ada@example.com@example.org', email_verified: true }, 'email-missing'],
  ])('of %j is refused: %s', (claims, refused) => expect(vouched(claims)).toEqual({ refused }));
  it('of Entra ID counts by its own claim, and by no other provider’s', () => {
    const claims = { email: 'ada@example.com', xms_edov: '1' };
    expect(vouched(claims, 'https://login.microsoftonline.com/tenant/v2.0')).toEqual({ email: 'ada@example.com' });
    expect(vouched(claims, 'https://login.microsoftonline.com.example.org/v2.0')).toEqual({ refused: 'email-not-verified' });
    expect(vouched({ ...claims, email_verified: false }, 'https://login.microsoftonline.com/t')).toEqual({ refused: 'email-not-verified' });
  });
});

describe('groups', () => {
  const mapping = [
    { group: 'Support', role: 'agent' },
    { group: 'Leads', role: 'supervisor' },
    { group: 'Leads', role: 'agent' },
  ];
  it('give every role that is mapped, once', () =>
    expect(rolesOf(['Support', 'Leads', 'Cooks'], mapping)).toEqual(['agent', 'supervisor']));
  it('without a role give none: there is no default', () => expect(rolesOf(['Cooks', 'support'], mapping)).toEqual([]));
  it('are read from a list or a text, and anything else is none', () => {
    expect(groupsIn({ groups: ['a', 7, 'b', 'x'.repeat(201)] }, 'groups')).toEqual(['a', 'b']);
    expect(groupsIn({ roles: 'a' }, 'roles')).toEqual(['a']);
    expect(groupsIn({ groups: { a: true } }, 'groups')).toEqual([]);
    expect(groupsIn({}, 'constructor')).toEqual([]);
  });
});

it('a second factor counts only when the provider says so', () => {
  expect(isStrong({ amr: ['pwd', 'mfa'] }, [])).toBe(true);
  expect(isStrong({ amr: ['pwd', 'otp'] }, [])).toBe(false);
  expect(isStrong({ amr: 'mfa' }, [])).toBe(false);
  expect(isStrong({ acr: 'phr' }, ['phr'])).toBe(true);
  expect(isStrong({ acr: 'phr' }, [])).toBe(false);
});

it('somebody new is called as the provider calls them', () => {
  expect(nameIn({ name: 'Ada', given_name: 'A' }, 'ada@example.com')).toBe('Ada');
  expect(nameIn({ given_name: 'Ada', family_name: 'L' }, 'ada@example.com')).toBe('Ada L');
  expect(nameIn({ name: ' ' }, 'ada@example.com')).toBe('ada');
});
