// What is asked about teams.
import type { Answer } from '@parley/contract';
import { queryOptions } from '@tanstack/react-query';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';

export type Team = Answer<'listTeams'>['items'][number];

/** Whether somebody is in a team by a group of an identity provider. */
export const isByGroup = ({ sources }: Team['members'][number]): boolean => sources.some((each) => each !== 'colleague');

export const teamsQuery = queryOptions({ queryKey: keys.teams, queryFn: () => client.call('listTeams') });
/** By the channels: whoever makes teams may not be somebody who reads what is in an inbox. */
export const inboxesQuery = queryOptions({
  queryKey: keys.channels,
  queryFn: () => client.call('listChannels'),
  select: ({ items }) => items.map((each) => each.inbox),
});
export const staffQuery = queryOptions({ queryKey: keys.staff, queryFn: () => client.call('listStaff') });
export const loadQuery = (team: string) =>
  queryOptions({ queryKey: keys.teamLoad(team), queryFn: () => client.call('readTeamLoad', { params: { team } }), staleTime: 0 });
