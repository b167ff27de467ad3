// Teams: colleagues who look after conversations together, in the inboxes that their team serves.
import Type from 'typebox';
import { endpoints, id, instant, maybe, nothing, one, said } from './shapes.ts';

const inboxes = Type.Array(id('inb', 'Inbox'), { maxItems: 100, description: 'Inboxes of which conversations may be given to it' });
const words = { name: said(80, 'Name of the team'), inboxes };
const members = Type.Array(id('stf', 'Member of staff'), {
  maxItems: 500,
  description: 'Whom you put in, as a whole; who is in it by a group of an identity provider stays as long as they are in the group',
});
const source = one(
  ['colleague', 'provider', 'scim'],
  'What put them in: a colleague, a group at a sign-in by a provider, a group that it provisions',
);
const team = Type.Object({
  id: id('tem', 'Team'),
  ...words,
  members: Type.Array(
    Type.Object({
      id: id('stf', 'Member of staff'),
      name: Type.String(),
      photo: maybe(Type.String({ description: 'Path of the photo' })),
      sources: Type.Array(source, { description: 'By what they are in it; one is enough' }),
    }),
  ),
  isMine: Type.Boolean({ description: 'Whether you are in it' }),
  restedAt: maybe(instant),
});
const aTeam = Type.Object({ team: id('tem', 'Team') });

export const teamsEndpoints = endpoints({
  listTeams: {
    summary: 'The teams with their members, those at work first; at most 500. One at rest keeps its name alone',
    answer: Type.Object({ items: Type.Array(team) }),
  },
  listTeamNames: {
    summary:
      'Names and inboxes of the teams at work without their members, and of those asked for besides, also at rest: for menus, and for what roles are limited to',
    query: Type.Object({
      also: Type.Optional(
        Type.String({
          pattern: '^tem_[0-9a-hjkmnp-tv-z]{26}(,tem_[0-9a-hjkmnp-tv-z]{26}){0,99}$',
          maxLength: 3100,
          description: 'Ids of up to 100 teams, with commas between them',
        }),
      ),
    }),
    answer: Type.Object({
      items: Type.Array(
        Type.Object({ id: team.properties.id, ...words, isMine: team.properties.isMine, restedAt: team.properties.restedAt }),
      ),
    }),
  },
  addTeam: {
    summary: 'Make a team; recorded in the ledger',
    body: Type.Object({ name: words.name, inboxes: Type.Optional(inboxes), members: Type.Optional(members) }),
    answer: team,
    status: 201,
  },
  changeTeam: {
    summary: 'Rename a team, or say anew which inboxes it serves and who is in it; what it no longer serves falls back to no team',
    params: aTeam,
    body: Type.Object({
      name: Type.Optional(words.name),
      inboxes: Type.Optional(inboxes),
      members: Type.Optional(members),
      seen: Type.Optional(
        Type.Object(
          { inboxes: Type.Optional(inboxes), members: Type.Optional(members) },
          { description: 'The lists as you saw them: where one is another by now nothing is changed (conflict, changed-meanwhile)' },
        ),
      ),
    }),
    answer: team,
  },
  readTeamLoad: {
    summary: 'How many conversations are with a team, by inbox: what falls back to no team when it is put to rest',
    params: aTeam,
    answer: Type.Object({
      items: Type.Array(
        Type.Object({
          inbox: id('inb', 'Inbox'),
          open: Type.Integer({ description: 'Open or snoozed' }),
          all: Type.Integer(),
        }),
      ),
    }),
  },
  restTeam: {
    summary: 'Put a team to rest for good: its conversations fall back to no team, and roles that are limited to it show nothing any more',
    params: aTeam,
    answer: nothing,
    status: 204,
  },
});
