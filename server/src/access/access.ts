// The door of access: companies and their facts, staff with roles and sessions, and the entrances by which somebody unknown finds a workspace.

export { addEntrance, type Entrance, type EntranceKind, findEntrance, removeEntrance, workspaceIds } from './entrances.ts';
export { type Permission, permissions, permissionsOf, type Role } from './permissions.ts';
export { authenticateStaff, type StaffSession, sessionCookie } from './sessions.ts';
export { setupLink } from './setup-link.ts';
export { countHolders, staffName, staffNames, staffPurpose } from './staff.ts';
export {
  type Company,
  centreKey,
  changeCompany,
  company,
  companyChanged,
  createWorkspace,
  type NewWorkspace,
  workspaceCreated,
} from './workspaces.ts';
