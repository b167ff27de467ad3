// What a role may do: the closed list that routes name and sessions carry, and the roles every company has from the start. Least privilege first (Art. 25, 32):
// whoever runs the system reads no customer, and whoever reads customers runs nothing.

export const permissions = [
  'people.read',
  'people.change',
  'people.identities',
  'people.emails',
  'conversations.read',
  'conversations.write',
  'conversations.special',
  'conversations.lower',
  'purposes.read',
  'purposes.change',
  'vendors.read',
  'vendors.change',
  'channels.read',
  'channels.change',
  'channels.captured',
  'campaigns.read',
  'campaigns.write',
  'campaigns.send',
  'requests.read',
  'requests.open',
  'requests.approve',
  'ledger.read',
  'staff.read',
  'staff.invite',
  'staff.change',
  'workspace.read',
  'workspace.change',
  'audits.read',
  'audits.change',
  'emergency.open',
  'emergency.review',
  'reviews.decide',
  'datamap.read',
  'datamap.change',
  'assessments.read',
  'assessments.write',
  'assessments.advise',
  'assessments.approve',
  'workspace.leave',
] as const;

export type Permission = (typeof permissions)[number];
export type DefaultRole = 'agent' | 'supervisor' | 'privacy-officer' | 'security' | 'administrator' | 'auditor';
/** `purposes` null: for every purpose. */
export type Power = { readonly permissions: readonly Permission[]; readonly purposes: readonly string[] | null };

/** Those that read or write people and conversations. */
export const contentPermissions: readonly Permission[] = [
  'people.read',
  'people.change',
  'people.identities',
  'people.emails',
  'conversations.read',
  'conversations.write',
  'conversations.special',
  'channels.captured',
];

/** Whether a role shows customers or their words to whoever holds it. */
export const hasContent = (held: readonly string[]): boolean =>
  held.some((each) => (contentPermissions as readonly string[]).includes(each));

const serving: readonly Permission[] = [
  'people.read',
  'people.change',
  'people.identities',
  'conversations.read',
  'conversations.write',
  'purposes.read',
  'vendors.read',
  'channels.read',
  'requests.read',
  'requests.open',
  'staff.read',
  'workspace.read',
  'emergency.open',
];
const looking: readonly Permission[] = ['ledger.read', 'staff.read', 'workspace.read', 'audits.read'];

/** The roles that are there from the start and that nobody changes. */
export const defaultRoles: Readonly<Record<DefaultRole, Power>> = {
  agent: { permissions: serving, purposes: ['service-conversation', 'service-messages', 'identity-verification', 'rights-fulfilment'] },
  supervisor: {
    permissions: [
      ...serving,
      'people.emails',
      'conversations.special',
      'channels.captured',
      'campaigns.read',
      'campaigns.write',
      'campaigns.send',
    ],
    purposes: null,
  },
  'privacy-officer': {
    permissions: [
      'people.read',
      'people.change',
      'people.identities',
      'people.emails',
      'conversations.special',
      'conversations.lower',
      'purposes.read',
      'purposes.change',
      'vendors.read',
      'vendors.change',
      'channels.read',
      'requests.read',
      'requests.open',
      'requests.approve',
      'campaigns.read',
      'audits.change',
      'emergency.open',
      'emergency.review',
      'reviews.decide',
      'datamap.read',
      'datamap.change',
      'assessments.read',
      'assessments.write',
      'assessments.advise', // and approves nothing: whoever advises does not decide (Art. 38(6))
      'workspace.leave',
      ...looking,
    ],
    purposes: ['rights-fulfilment', 'identity-verification'],
  },
  security: { permissions: ['channels.read', 'audits.change', 'emergency.open', 'reviews.decide', ...looking], purposes: [] },
  administrator: {
    permissions: [
      'purposes.read',
      'purposes.change',
      'vendors.read',
      'vendors.change',
      'channels.read',
      'channels.change',
      'campaigns.read',
      'staff.invite',
      'staff.change',
      'workspace.change',
      'audits.change',
      'emergency.open',
      'reviews.decide',
      'datamap.read',
      'datamap.change',
      'assessments.read',
      'assessments.write',
      'assessments.approve',
      'workspace.leave',
      ...looking,
    ],
    purposes: [],
  },
  auditor: {
    permissions: ['purposes.read', 'vendors.read', 'requests.read', 'campaigns.read', 'datamap.read', 'assessments.read', ...looking],
    purposes: [],
  },
};

/** What one person needs to run a company alone; each of it can be handed on. */
export const foundersRoles: readonly DefaultRole[] = ['administrator', 'supervisor', 'privacy-officer'];

/** The default roles that hold a permission. */
export function rolesWith(permission: Permission): DefaultRole[] {
  return (Object.keys(defaultRoles) as DefaultRole[]).filter((role) => defaultRoles[role].permissions.includes(permission));
}
