// The door of access: companies and their facts, staff with roles and sessions, and the entrances by which somebody unknown finds a workspace.

export { adminLinkMade, makeAdminLink } from './admin-link.ts';
export { doneAlone, noteAlone } from './alone/acts.ts';
export { authenticateStaff } from './authenticate.ts';
export { invitationMailed, invitationToMail, mailLeaves, readInvitationForMail } from './by-mail/by-mail.ts';
export { emergencyOpened } from './emergency/emergency.ts';
export { addEntrance, findEntrance, removeEntrance, workspaceIds } from './entrances.ts';
export { areasInReach, carriedBy, everythingCarried, mayActFor, noteUse, peopleInEmergency, reachKnown, reachOf } from './grants/reach.ts';
export { ownRoleNames } from './grants/roles.ts';
export { type Area, areasIn, carriesPurpose, emergencyBehind, isInAreas, narrow } from './grants/rules.ts';
export { validDays as invitationDays } from './invitations.ts';
export { hasLeft, staffGone, worksHere } from './leaving/leaving.ts';
export { everyStaffName, staffName, staffNames } from './names.ts';
export { newWayIn } from './new-way.ts';
export { type DefaultRole, type Permission, permissions } from './permissions.ts';
export { logoOf, logoPath } from './pictures/logo.ts';
export { passwordForgotten, readForMail, resetMailed, resetMinutes } from './reset/reset.ts';
export { passwordChanged } from './reset/ways.ts';
export { reviewWaits } from './reviews/announced.ts';
export { reviewedElsewhere } from './reviews/elsewhere.ts';
export { secondFactorTaken } from './second-factor/take-away.ts';
export { setupLink } from './setup-link.ts';
export { signInHosts } from './single-sign-on/hosts.ts';
export { type MembershipsByGroup, membershipsByGroup, unmapTeam } from './single-sign-on/memberships.ts';
export { countHolders, type Face, holdersFor, holdersNames, holdersOf, staffContact, staffFaces } from './staff.ts';
export { openThrottle, type Throttle } from './throttle.ts';
export { takeTry } from './tries/tries.ts';
export { centreKey, company, createWorkspace, workspaceCreated } from './workspaces.ts';
