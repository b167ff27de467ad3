// What a role may do: the closed list that routes name and sessions carry. Roles are few on purpose; least privilege first (Art. 25, 32).

export const permissions = [
  'people.read',
  'people.change',
  'conversations.read',
  'conversations.write',
  'purposes.read',
  'purposes.change',
  'vendors.read',
  'vendors.change',
  'channels.read',
  'channels.change',
  'requests.read',
  'requests.open',
  'requests.approve',
  'ledger.read',
  'staff.read',
  'staff.invite',
  'staff.change',
  'workspace.read',
  'workspace.change',
] as const;

export type Permission = (typeof permissions)[number];
export type Role = 'administrator' | 'agent';

/** What a role may do; an agent serves people and opens requests for them, but neither approves nor configures. */
export function permissionsOf(role: Role): readonly Permission[] {
  return role === 'administrator' ? permissions : agentPermissions;
}

/** The roles that hold a permission. */
export function rolesWith(permission: Permission): Role[] {
  return (['administrator', 'agent'] as const).filter((role) => permissionsOf(role).includes(permission));
}

const agentPermissions: readonly Permission[] = [
  'people.read',
  'people.change',
  'conversations.read',
  'conversations.write',
  'purposes.read',
  'vendors.read',
  'channels.read',
  'requests.read',
  'requests.open',
  'ledger.read',
  'staff.read',
  'workspace.read',
];
