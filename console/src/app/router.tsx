// The map of the console: every address, what it shows, and which search words it understands. The inbox comes with the first load, the rest when asked for.
import type { QueryClient } from '@tanstack/react-query';
import { createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { switchQuery } from '#channels/sandbox-query.ts';
import { endQuery } from '#departure/end-query.ts';
import { problemCode } from '#lib/client.ts';
import { meQuery } from '#lib/query.ts';
import { entrances } from './entrances.ts';
import { ConversationPage, InboxPage, NoConversation } from './inbox-page.tsx';
import { Broken, Pending } from './lost.tsx';
import { beginsAtInbox } from './places.ts';
import { root } from './root.ts';
import { assessmentSearch, campaignSearch, inboxSearch, ledgerSearch, welcomeSearch } from './searches.ts';
import { House } from './shell.tsx';

/** Everything behind the sign-in. */
const house = createRoute({
  getParentRoute: () => root,
  id: 'house',
  beforeLoad: async ({ context, location }) => {
    const stand = context.cache.ensureQueryData(switchQuery).catch(() => undefined);
    const end = context.cache.ensureQueryData(endQuery).catch(() => undefined);
    try {
      await context.cache.ensureQueryData(meQuery);
      await stand;
      await end;
    } catch (error) {
      if (problemCode(error) === 'not-signed-in') throw redirect({ to: '/sign-in', search: { next: location.href } });
      throw error;
    }
  },
  component: House,
  errorComponent: Broken,
});

const home = createRoute({
  getParentRoute: () => house,
  path: '/',
  beforeLoad: async ({ context }) => {
    const { permissions } = await context.cache.ensureQueryData(meQuery);
    if (beginsAtInbox(permissions)) throw redirect({ to: '/inbox', search: {} });
  },
  staticData: { title: 'start' },
  component: lazyRouteComponent(() => import('./start-page.tsx'), 'StartPage'),
});
const inbox = createRoute({
  getParentRoute: () => house,
  path: '/inbox',
  staticData: { title: 'inbox' },
  beforeLoad: async ({ context }) => {
    const { permissions } = await context.cache.ensureQueryData(meQuery);
    if (!beginsAtInbox(permissions)) throw redirect({ to: '/' });
  },
  validateSearch: inboxSearch,
  component: InboxPage,
});
const noConversation = createRoute({ getParentRoute: () => inbox, path: '/', component: NoConversation });
const conversation = createRoute({ getParentRoute: () => inbox, path: '$conversation', component: ConversationPage });

const page = <P extends string>(path: P, title: string) => ({ getParentRoute: () => house, path, staticData: { title } });
const person = createRoute({
  ...page('/people/$person', 'person'),
  component: lazyRouteComponent(() => import('./person-page.tsx'), 'PersonPage'),
});
const requests = createRoute({
  ...page('/requests', 'requests'),
  component: lazyRouteComponent(() => import('./requests-entry.tsx'), 'RequestsEntry'),
});
const request = createRoute({
  ...page('/requests/$request', 'requests'),
  component: lazyRouteComponent(() => import('./pages.tsx'), 'RequestEntry'),
});
const certificate = createRoute({
  ...page('/requests/$request/certificate', 'certificate'),
  component: lazyRouteComponent(() => import('./pages.tsx'), 'CertificateEntry'),
});
const purposes = createRoute({
  ...page('/purposes', 'purposes'),
  component: lazyRouteComponent(() => import('#purposes/purposes-page.tsx'), 'PurposesPage'),
});
const RetentionPage = lazyRouteComponent(() => import('#retention/retention-page.tsx'), 'RetentionPage');
const retention = createRoute({ ...page('/retention', 'retention'), component: RetentionPage });
const purpose = createRoute({
  ...page('/purposes/$purpose', 'purposes'),
  component: lazyRouteComponent(() => import('./pages.tsx'), 'PurposeEntry'),
});
const consentImport = createRoute({
  ...page('/purposes/import', 'purposes'),
  component: lazyRouteComponent(() => import('#consent/import-page.tsx'), 'ImportPage'),
});
const NoticePage = lazyRouteComponent(() => import('#purposes/notice-page.tsx'), 'NoticePage');
const notice = createRoute({ ...page('/notice', 'notice'), component: NoticePage });
const FieldsPage = lazyRouteComponent(() => import('#fields/fields-page.tsx'), 'FieldsPage');
const fields = createRoute({ ...page('/fields', 'fields'), component: FieldsPage });
const VendorsPage = lazyRouteComponent(() => import('#vendors/vendors-page.tsx'), 'VendorsPage');
const vendors = createRoute({ ...page('/recipients', 'vendors'), component: VendorsPage });
const CampaignsEntry = lazyRouteComponent(() => import('./campaigns-entry.tsx'), 'CampaignsEntry');
const campaigns = createRoute({
  ...page('/campaigns', 'campaigns'),
  validateSearch: campaignSearch,
  component: CampaignsEntry,
});
const ChannelsPage = lazyRouteComponent(() => import('#channels/channels-page.tsx'), 'ChannelsPage');
const channels = createRoute({ ...page('/channels', 'channels'), component: ChannelsPage });
const CapturedPage = lazyRouteComponent(() => import('#channels/captured-page.tsx'), 'CapturedPage');
const captured = createRoute({ ...page('/channels/captured', 'captured'), component: CapturedPage });
const StoresPage = lazyRouteComponent(() => import('#stores/stores-page.tsx'), 'StoresPage');
const stores = createRoute({ ...page('/stores', 'stores'), component: StoresPage });
const StaffPage = lazyRouteComponent(() => import('#access/staff-page.tsx'), 'StaffPage');
const staff = createRoute({ ...page('/staff', 'staff'), component: StaffPage });
const RolesPage = lazyRouteComponent(() => import('#access/roles/roles-page.tsx'), 'RolesPage');
const roles = createRoute({ ...page('/staff/roles', 'roles'), component: RolesPage });
const TeamsPage = lazyRouteComponent(() => import('#teams/teams-page.tsx'), 'TeamsPage');
const teams = createRoute({ ...page('/teams', 'teams'), component: TeamsPage });
const EmergenciesPage = lazyRouteComponent(() => import('#access/emergency/emergencies-page.tsx'), 'EmergenciesPage');
const emergencies = createRoute({ ...page('/emergencies', 'emergencies'), component: EmergenciesPage });
const ReviewsPage = lazyRouteComponent(() => import('#access/reviews/reviews-page.tsx'), 'ReviewsPage');
const reviews = createRoute({ ...page('/reviews', 'reviews'), component: ReviewsPage });
const company = createRoute({
  ...page('/company', 'company'),
  component: lazyRouteComponent(() => import('#access/company-page.tsx'), 'CompanyPage'),
});
const parts = createRoute({
  ...page('/parts', 'parts'),
  component: lazyRouteComponent(() => import('./parts/parts-page.tsx'), 'PartsPage'),
});
const accessibility = createRoute({
  ...page('/accessibility', 'accessibility'),
  component: lazyRouteComponent(() => import('./accessibility-page.tsx'), 'AccessibilityPage'),
});
const settings = createRoute({
  ...page('/settings', 'allSettings'),
  component: lazyRouteComponent(() => import('#access/settings-page.tsx'), 'SettingsPage'),
});
const LeavingPage = lazyRouteComponent(() => import('#departure/leaving-page.tsx'), 'LeavingPage');
const leaving = createRoute({ ...page('/leaving', 'leaving'), component: LeavingPage });
const BackupsPage = lazyRouteComponent(() => import('#monitoring/backups-page.tsx'), 'BackupsPage');
const backups = createRoute({ ...page('/backups', 'backups'), component: BackupsPage });
const singleSignOn = createRoute({
  ...page('/single-sign-on', 'singleSignOn'),
  component: lazyRouteComponent(() => import('#access/single-sign-on/single-sign-on-page.tsx'), 'SingleSignOnPage'),
});
const profile = createRoute({
  ...page('/profile', 'profile'),
  component: lazyRouteComponent(() => import('#access/profile-page.tsx'), 'ProfilePage'),
});
const security = createRoute({
  ...page('/security', 'security'),
  component: lazyRouteComponent(() => import('#access/security/security-page.tsx'), 'SecurityPage'),
});
const welcome = createRoute({
  ...page('/welcome', 'welcome'),
  validateSearch: welcomeSearch,
  component: lazyRouteComponent(() => import('./welcome/welcome-page.tsx'), 'WelcomePage'),
});
const audits = createRoute({
  ...page('/audits', 'audits'),
  component: lazyRouteComponent(() => import('#monitoring/audits-page.tsx'), 'AuditsPage'),
});
const audit = createRoute({
  ...page('/audits/$audit', 'audits'),
  component: lazyRouteComponent(() => import('./pages.tsx'), 'AuditEntry'),
});
const ledger = createRoute({
  ...page('/ledger', 'ledger'),
  validateSearch: ledgerSearch,
  component: lazyRouteComponent(() => import('./pages.tsx'), 'LedgerEntry'),
});
const DataMapPage = lazyRouteComponent(() => import('#datamap/datamap-page.tsx'), 'DataMapPage');
const dataMap = createRoute({ ...page('/data-map', 'dataMap'), component: DataMapPage });
const AssessmentsEntry = lazyRouteComponent(() => import('./assessments-entry.tsx'), 'AssessmentsEntry');
const assessments = createRoute({
  ...page('/assessments', 'assessments'),
  validateSearch: assessmentSearch,
  component: AssessmentsEntry,
});

const tree = root.addChildren([
  ...entrances,
  house.addChildren([
    home,
    inbox.addChildren([noConversation, conversation]),
    person,
    requests,
    request,
    certificate,
    purposes,
    purpose,
    retention,
    leaving,
    backups,
    notice,
    consentImport,
    fields,
    teams,
    vendors,
    campaigns,
    channels,
    captured,
    stores,
    staff,
    roles,
    emergencies,
    reviews,
    company,
    settings,
    singleSignOn,
    profile,
    security,
    welcome,
    audits,
    audit,
    ledger,
    dataMap,
    assessments,
    parts,
    accessibility,
  ]),
]);

export function createAppRouter(cache: QueryClient) {
  return createRouter({
    routeTree: tree,
    context: { cache },
    defaultPreload: false,
    defaultPendingComponent: Pending,
    defaultPendingMs: 400,
    scrollRestoration: false,
  });
}
