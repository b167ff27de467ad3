import { expect, test } from 'vitest';
import { changeIn, lostBy } from './change.ts';

const team = {
  name: 'North',
  inboxes: ['inb_a', 'inb_b'],
  members: [
    { id: 'stf_ada', sources: ['colleague'] },
    { id: 'stf_boris', sources: ['colleague', 'scim'] },
  ],
};
const shown = { inboxes: ['inb_a', 'inb_b', 'inb_c'], members: ['stf_ada', 'stf_boris', 'stf_carol'] };
function form(fields: { name?: string; inboxes?: string[]; members?: string[] }): FormData {
  const made = new FormData();
  made.set('name', fields.name ?? 'North');
  for (const id of fields.inboxes ?? team.inboxes) made.append('inboxes', id);
  for (const id of fields.members ?? team.members.map((each) => each.id)) made.append('members', id);
  return made;
}

test('a form about a team sends only what was changed in it, and what was seen of that', () => {
  expect(changeIn(team, form({ name: ' South ' }), shown)).toEqual({ name: 'South', seen: {} });
  const change = changeIn(team, form({ inboxes: ['inb_c', 'inb_b'] }), shown);
  expect(change).toEqual({ inboxes: ['inb_c', 'inb_b'], seen: { inboxes: ['inb_a', 'inb_b'] } });
  expect([lostBy(change), lostBy({ name: 'South', seen: {} })]).toEqual([['inb_a'], []]);
});

test('what could not be ticked stays as it is', () => {
  expect(changeIn(team, form({ inboxes: [] }), { ...shown, inboxes: undefined })).toEqual({ seen: {} });
  expect(changeIn(team, form({ members: ['stf_carol'] }), { ...shown, members: ['stf_boris', 'stf_carol'] }).members).toEqual([
    'stf_carol',
    'stf_ada',
  ]);
});

test('whoever is in a team by a group alone is no part of the form, and a tick puts them in besides', () => {
  const grouped = { ...team, members: [...team.members, { id: 'stf_carol', sources: ['provider'] }] };
  expect(changeIn(grouped, form({}), shown)).toEqual({ seen: {} });
  expect(changeIn(grouped, form({ members: ['stf_ada', 'stf_boris', 'stf_carol'] }), shown)).toEqual({
    members: ['stf_ada', 'stf_boris', 'stf_carol'],
    seen: { members: ['stf_ada', 'stf_boris'] },
  });
});
