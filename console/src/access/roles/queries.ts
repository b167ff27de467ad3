// Roles and inboxes as the pages of this feature choose among them.
import { queryOptions } from '@tanstack/react-query';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';

export const rolesQuery = queryOptions({ queryKey: keys.roles, queryFn: () => client.call('listRoles') });
/** Also those at rest, for the names of what was granted. */
export const teamsQuery = queryOptions({ queryKey: keys.teams, queryFn: () => client.call('listTeams'), select: ({ items }) => items });
/** By the channels: whoever gives roles may not be somebody who reads what is in an inbox. */
export const inboxesQuery = queryOptions({
  queryKey: keys.channels,
  queryFn: () => client.call('listChannels'),
  select: ({ items }) => items.map((each) => each.inbox),
});
