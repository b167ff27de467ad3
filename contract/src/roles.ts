// Roles, and who holds which: where, and until when.
import Type from 'typebox';
import { endpoints, id, instant, maybe, nothing, text } from './shapes.ts';

const roleId = Type.String({
  pattern: '^[a-z][a-z0-9_-]{4,39}$',
  maxLength: 40,
  description: 'A role: agent, supervisor, privacy-officer, security, administrator, auditor, or the id of one of your own',
});
const inboxes = maybe(
  Type.Array(id('inb', 'Inbox'), {
    minItems: 1,
    maxItems: 100,
    description: 'Where it counts; null: in every inbox, also in those to come',
  }),
);
const teams = maybe(
  Type.Array(id('tem', 'Team'), {
    minItems: 1,
    maxItems: 100,
    description: 'Of which conversations it counts, in those inboxes; null: of all, whether or not they are with a team',
  }),
);
const until = maybe(instant);
export const grant = Type.Object({
  id: id('grt', 'Grant'),
  role: roleId,
  roleName: maybe(Type.String({ description: 'Name of a role of your own; null for a default one' })),
  inboxes,
  teams,
  until,
  since: instant,
  source: Type.String({ description: 'What made it: colleague, invitation, set-up, migration, …' }),
});
/** What becomes of a one-time link. */
export const handed = {
  link: maybe(Type.String({ description: 'Null where it is mailed' })),
  waits: Type.Boolean({ description: 'The mail leaves only once the agreement with whoever carries mail is entered' }),
};
export const newGrant = { role: roleId, inboxes: Type.Optional(inboxes), teams: Type.Optional(teams), until: Type.Optional(until) };
const role = Type.Object({
  id: roleId,
  name: maybe(Type.String()),
  isDefault: Type.Boolean({ description: 'The same in every Parley; cannot be changed' }),
  permissions: Type.Array(Type.String()),
  purposes: maybe(Type.Array(Type.String(), { description: 'Purposes for which its holders may look at customers; null: every one' })),
  grants: Type.Integer({ description: 'How many grants of it hold now' }),
});
const reason = Type.Optional(
  text(500, 'Why: needed for whatever gives somebody more than before; without one that is refused (`reason-needed`)'),
);
const roleWords = Type.Object({
  reason,
  name: text(80, 'Name of the role'),
  permissions: Type.Array(text(60, 'Permission'), { minItems: 1, maxItems: 60 }),
  purposes: maybe(Type.Array(text(60, 'Code of a purpose'), { maxItems: 60 })),
});

export const rolesEndpoints = endpoints({
  listRoles: {
    summary: 'Every role with what it may do, and the closed list of permissions',
    answer: Type.Object({
      items: Type.Array(role),
      permissions: Type.Array(
        Type.Object({ code: Type.String(), isContent: Type.Boolean({ description: 'Shows or changes customers or their words' }) }),
      ),
      purposes: Type.Array(Type.String(), { description: 'Purposes that a role may carry' }),
    }),
  },
  addRole: {
    summary: 'Make a role of your own; never wider than yours unless you are an administrator',
    body: roleWords,
    answer: role,
    status: 201,
  },
  changeRole: {
    summary: 'Change a role of your own; counts at once for whoever holds it',
    params: Type.Object({ role: roleId }),
    body: roleWords,
    answer: role,
  },
  removeRole: {
    summary: 'Take away a role of your own that nobody holds',
    params: Type.Object({ role: roleId }),
    answer: nothing,
    status: 204,
  },
  addGrant: {
    summary: 'Give a colleague a role; several add up. Never wider than your own unless you are an administrator',
    params: Type.Object({ staff: id('stf', 'Member of staff') }),
    body: Type.Object({ ...newGrant, reason }),
    answer: grant,
    status: 201,
  },
  changeGrant: {
    summary: 'Let a grant end at a moment, or go on without an end',
    params: Type.Object({ grant: id('grt', 'Grant') }),
    body: Type.Object({ until, reason }),
    answer: grant,
  },
  removeGrant: {
    summary: 'Take a role away from a colleague, at once',
    params: Type.Object({ grant: id('grt', 'Grant') }),
    answer: nothing,
    status: 204,
  },
});
