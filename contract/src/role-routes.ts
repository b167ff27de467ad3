// Doors of staff to roles, to who holds them and what somebody did alone, and to teams.
export const roleRoutes = {
  listRoles: 'GET /v1/roles',
  addRole: 'POST /v1/roles',
  changeRole: 'PUT /v1/roles/:role',
  removeRole: 'DELETE /v1/roles/:role',
  addGrant: 'POST /v1/staff/:staff/grants',
  changeGrant: 'PATCH /v1/grants/:grant',
  removeGrant: 'DELETE /v1/grants/:grant',
  listActsAlone: 'GET /v1/acts-alone',
  judgeActAlone: 'POST /v1/acts-alone/:act/verdict',
  listTeams: 'GET /v1/teams',
  listTeamNames: 'GET /v1/team-names',
  addTeam: 'POST /v1/teams',
  changeTeam: 'PATCH /v1/teams/:team',
  readTeamLoad: 'GET /v1/teams/:team/load',
  restTeam: 'POST /v1/teams/:team/rest',
} as const;
