// The pages of the console in one list: the navigation and the palette read it. A page shows only to those whose role may read it.
import {
  Accessibility,
  BookOpenCheck,
  Building2,
  ClipboardCheck,
  Component,
  DatabaseBackup,
  FileCheck,
  Fingerprint,
  Hourglass,
  IdCard,
  Inbox,
  KeyRound,
  ListPlus,
  LogIn,
  type LucideIcon,
  MailSearch,
  Map as MapIcon,
  Megaphone,
  PackageOpen,
  Radio,
  Rocket,
  Scale,
  ScrollText,
  ShieldCheck,
  Siren,
  SlidersHorizontal,
  Store,
  Target,
  UserRound,
  Users,
  UsersRound,
} from 'lucide-react';
import type { shellWords } from './words.ts';

export type PlaceName = keyof (typeof shellWords)['en'];
/** `needs` is a permission, or several of which one is enough. */
export type Place = {
  to: string;
  name: PlaceName;
  icon: LucideIcon;
  needs?: string | readonly string[];
  group: 'work' | 'privacy' | 'settings' | 'hidden';
};

export const places = [
  { to: '/inbox', name: 'inbox', icon: Inbox, needs: 'conversations.read', group: 'work' },
  { to: '/requests', name: 'requests', icon: FileCheck, needs: 'requests.read', group: 'work' },
  { to: '/campaigns', name: 'campaigns', icon: Megaphone, needs: 'campaigns.read', group: 'work' },
  { to: '/purposes', name: 'purposes', icon: Target, needs: 'purposes.read', group: 'privacy' },
  { to: '/notice', name: 'notice', icon: ScrollText, needs: 'purposes.read', group: 'privacy' },
  { to: '/retention', name: 'retention', icon: Hourglass, needs: 'purposes.read', group: 'privacy' },
  { to: '/fields', name: 'fields', icon: ListPlus, needs: 'purposes.read', group: 'privacy' },
  { to: '/recipients', name: 'vendors', icon: Building2, needs: 'vendors.read', group: 'privacy' },
  { to: '/data-map', name: 'dataMap', icon: MapIcon, needs: 'datamap.read', group: 'privacy' },
  { to: '/assessments', name: 'assessments', icon: Scale, needs: 'assessments.read', group: 'privacy' },
  { to: '/emergencies', name: 'emergencies', icon: Siren, needs: ['emergency.open', 'emergency.review'], group: 'privacy' },
  { to: '/ledger', name: 'ledger', icon: BookOpenCheck, needs: 'ledger.read', group: 'privacy' },
  { to: '/audits', name: 'audits', icon: ShieldCheck, needs: 'audits.read', group: 'privacy' },
  { to: '/channels', name: 'channels', icon: Radio, needs: 'channels.read', group: 'settings' },
  { to: '/stores', name: 'stores', icon: Store, needs: 'channels.read', group: 'settings' },
  { to: '/channels/captured', name: 'captured', icon: MailSearch, needs: 'channels.captured', group: 'hidden' },
  { to: '/staff', name: 'staff', icon: Users, needs: 'staff.read', group: 'settings' },
  { to: '/teams', name: 'teams', icon: UsersRound, needs: 'staff.read', group: 'settings' },
  { to: '/reviews', name: 'reviews', icon: ClipboardCheck, needs: ['reviews.decide', 'audits.read'], group: 'settings' },
  { to: '/staff/roles', name: 'roles', icon: IdCard, needs: 'staff.read', group: 'hidden' },
  { to: '/single-sign-on', name: 'singleSignOn', icon: LogIn, needs: 'staff.change', group: 'settings' },
  { to: '/accessibility', name: 'accessibility', icon: Accessibility, group: 'hidden' },
  { to: '/parts', name: 'parts', icon: Component, group: 'hidden' },
  { to: '/company', name: 'company', icon: Fingerprint, needs: 'workspace.read', group: 'settings' },
  { to: '/settings', name: 'allSettings', icon: SlidersHorizontal, needs: 'workspace.change', group: 'settings' },
  { to: '/backups', name: 'backups', icon: DatabaseBackup, needs: 'audits.read', group: 'settings' },
  { to: '/leaving', name: 'leaving', icon: PackageOpen, needs: 'workspace.leave', group: 'settings' },
  { to: '/welcome', name: 'welcome', icon: Rocket, needs: 'workspace.change', group: 'hidden' },
  { to: '/security', name: 'security', icon: KeyRound, needs: 'workspace.read', group: 'hidden' },
  { to: '/profile', name: 'profile', icon: UserRound, needs: 'workspace.read', group: 'hidden' },
] as const satisfies readonly Place[];

/** The places that somebody with these permissions may see. */
export function placesFor(permissions: readonly string[]): Place[] {
  return (places as readonly Place[]).filter(({ needs }) => !needs || [needs].flat().some((each) => permissions.includes(each)));
}

/** Whether there is an inbox for somebody with these permissions; else they begin at the page of their pages. */
export const beginsAtInbox = (permissions: readonly string[]): boolean => permissions.includes('conversations.read');
