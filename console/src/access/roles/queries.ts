// Roles and inboxes as the pages of this feature choose among them.
import { queryOptions } from '@tanstack/react-query';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';

export const rolesQuery = queryOptions({ queryKey: keys.roles, queryFn: () => client.call('listRoles') });
/** Those at work, without their members. */
export const teamsQuery = queryOptions({
  queryKey: keys.teamNames([]),
  queryFn: () => client.call('listTeamNames'),
  select: ({ items }) => items,
});
/** These besides, also at rest: for the names of what was granted. */
export const namedTeamsQuery = (also: readonly string[]) =>
  queryOptions({
    queryKey: keys.teamNames(also),
    queryFn: () => client.call('listTeamNames', { query: { also: also.join(',') } }),
    select: ({ items }) => items,
  });
/** By the channels: whoever gives roles may not be somebody who reads what is in an inbox. */
export const inboxesQuery = queryOptions({
  queryKey: keys.channels,
  queryFn: () => client.call('listChannels'),
  select: ({ items }) => items.map((each) => each.inbox),
});
