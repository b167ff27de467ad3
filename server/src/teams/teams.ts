// The door of teams: colleagues who look after conversations together. Which conversations are theirs, and who may see them, later rooms know.
export { teamChanged } from './announcements.ts';
export { heldTeam, inboxesServed, isServing, myTeams, servedBy, teamNames, teamsFor } from './read.ts';
