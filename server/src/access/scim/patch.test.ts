import { describe, expect, it } from 'vitest';
import { scimError } from './error.ts';
import { filterOf } from './filter.ts';
import { operationsIn, type Plain, patched } from './patch.ts';
import { groupShape, userShape } from './resources.ts';

const ada: Plain = {
  userName: 'ada@example.com',
  externalId: 'A1',
  displayName: 'Ada',
  active: true,
  name: { givenName: 'Ada' },
  emails: [{ value: 'ada@example.com', type: 'work', primary: true }],
};
const schemas = ['urn:ietf:params:scim:api:messages:2.0:PatchOp'];
const change = (operations: object[], resource = ada, shape = userShape) =>
  patched(resource, operationsIn({ schemas, Operations: operations }), shape);
const faultOf = (work: () => unknown) => {
  try {
    work();
    return 'none';
  } catch (error) {
    return (scimError(error)?.body as { scimType?: string } | undefined)?.scimType;
  }
};

describe('a patch of Entra ID', () => {
  it('switches somebody off with a text', () => {
    expect(change([{ op: 'Replace', path: 'active', value: 'False' }])['active']).toBe(false);
    expect(change([{ op: 'replace', value: { active: 'False' } }])['active']).toBe(false);
    expect(change([{ op: 'Replace', path: 'active', value: [{ $ref: null, value: 'True' }] }])['active']).toBe(true);
  });
  it('changes an address by its kind, also one that is not there yet', () => {
    const path = 'emails[type eq "work"].value';
    expect(change([{ op: 'Replace', path, value: 'lovelace@example.com' }])['emails']).toEqual([
      { value: 'lovelace@example.com', type: 'work', primary: true },
    ]);
    expect(change([{ op: 'Add', path, value: 'a@example.com' }], { ...ada, emails: [] })['emails']).toEqual([
      { type: 'work', value: 'a@example.com' },
    ]);
  });
  it('names parts of the name with a full stop, in the path or in the value', () => {
    expect(change([{ op: 'Add', path: 'name.familyName', value: 'Lovelace' }])['name']).toEqual({
      givenName: 'Ada',
      familyName: 'Lovelace',
    });
    expect(change([{ op: 'replace', value: { 'name.givenName': 'Augusta' } }])['name']).toEqual({ givenName: 'Augusta' });
  });
  it('says things that are not kept, which change nothing', () => {
    const extension = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department';
    const operations = [
      { op: 'Add', path: extension, value: 'Lamps' },
      { op: 'Add', path: 'title', value: 'Countess' },
      { op: 'Add', path: 'phoneNumbers[type eq "work"].value', value: '+1 555 0100' },
    ];
    expect(change(operations)).toEqual(ada);
  });
});

describe('members of a group', () => {
  const group = { displayName: 'Support', members: [{ value: 'stf_1' }, { value: 'stf_2' }] };
  const members = (operations: object[]) =>
    (change(operations, group, groupShape)['members'] as { value: string }[]).map((each) => each.value);
  it('come and go one by one, as Entra ID and Okta say it', () => {
    expect(members([{ op: 'Add', path: 'members', value: [{ value: 'stf_3' }, { value: 'stf_1' }] }])).toEqual(['stf_2', 'stf_3', 'stf_1']);
    expect(members([{ op: 'Remove', path: 'members[value eq "stf_1"]' }])).toEqual(['stf_2']);
    expect(members([{ op: 'Remove', path: 'members', value: [{ value: 'stf_2' }] }])).toEqual(['stf_1']);
    expect(members([{ op: 'remove', path: 'members' }])).toEqual([]);
    expect(members([{ op: 'replace', path: 'members', value: [{ value: 'stf_9', display: 'Boris' }] }])).toEqual(['stf_9']);
  });
  it('stay when Okta renames the group and says its id again', () => {
    const after = change([{ op: 'replace', value: { id: 'grp_1', displayName: 'Help' } }], group, groupShape);
    expect(after).toEqual({ ...group, displayName: 'Help' });
  });
});

describe('what cannot be done', () => {
  it.each([
    [{ op: 'remove' }, 'noTarget'],
    [{ op: 'rename', path: 'userName' }, 'invalidSyntax'],
    [{ op: 'add', value: 'text' }, 'invalidValue'],
    [{ op: 'replace', path: 'active', value: 'perhaps' }, 'invalidValue'],
    [{ op: 'replace', path: 'displayName', value: 'x'.repeat(301) }, 'invalidValue'],
    [{ op: 'replace', path: 'emails[primary eq false]', value: { type: 'home' } }, 'noTarget'],
    [{ op: 'replace', path: 'emails[type like "work"].value', value: 'a@example.com' }, 'invalidFilter'],
    [{ op: 'replace', path: 'user Name', value: 'ada' }, 'invalidPath'],
  ])('%j says %s', (operation, scimType) => expect(faultOf(() => change([operation]))).toBe(scimType));
  it('names the schema of a patch', () => expect(faultOf(() => operationsIn({ Operations: [{ op: 'add' }] }))).toBe('invalidSyntax'));
});

it('nothing from outside reaches the prototype of an object', () => {
  const operations = [
    { op: 'add', path: 'constructor', value: { polluted: true } },
    { op: 'add', value: JSON.parse('{"__proto__": {"polluted": true}, "name": {"__proto__": {"polluted": true}}}') },
    { op: 'add', path: 'name.constructor', value: 'x' },
    { op: 'add', path: 'emails', value: JSON.parse('[{"value": "b@example.com", "__proto__": {"polluted": true}}]') },
  ];
  const attempt = () => change(operations.slice(1));
  expect(faultOf(attempt)).toBe('invalidPath');
  expect(change([operations[0] ?? {}])).toEqual(ada);
  expect(change([operations[2] ?? {}])['name']).toEqual({ givenName: 'Ada' });
  change([operations[3] ?? {}]);
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});

describe('a filter', () => {
  const matches = (text: string, resource: object = ada) => filterOf(text).matches(resource);
  it.each([
    'userName eq "ADA@example.com"',
    'USERNAME eq "ada@example.com" and active eq true',
    'externalId eq "A1"',
    'emails[type eq "work" and value co "ada"]',
    'emails.value ew "EXAMPLE.COM"',
    'name.givenName sw "a" or displayName eq "boris"',
    'not (userName eq "boris@example.com")',
    'externalId pr',
  ])('%s finds ada', (text) => expect(matches(text)).toBe(true));
  it.each(['externalId eq "a1"', 'userName eq "boris@example.com"', 'active eq false', 'nickName pr'])('%s does not', (text) =>
    expect(matches(text)).toBe(false),
  );
  it('says which one value it asks for', () => {
    expect(filterOf('userName eq "Ada@example.com"').wanted).toEqual({ attribute: 'username', value: 'Ada@example.com' });
    expect(filterOf('active eq true and externalId eq "A1"').wanted).toEqual({ attribute: 'externalid', value: 'A1' });
    expect(filterOf('userName eq "a" or userName eq "b"').wanted).toBeUndefined();
  });
  it.each([
    '',
    'userName',
    'userName eq',
    'userName eq "ada',
    '((((',
    `userName eq "${'x'.repeat(500)}"`,
    `userName eq "${'\n'.repeat(40)}`,
  ])('that cannot be read is refused at once: %j', (text) => {
    const began = performance.now();
    expect(faultOf(() => filterOf(text))).toBe('invalidFilter');
    expect(performance.now() - began).toBeLessThan(500);
  });
});
