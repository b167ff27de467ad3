// The addresses before the sign-in.
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { isOwnPath } from './own-path.ts';
import { root } from './root.ts';

const entry = (name: keyof typeof import('./entries.tsx')) => lazyRouteComponent(() => import('./entries.tsx'), name);
const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  staticData: { title: 'signIn' },
  validateSearch: (search: Record<string, unknown>): { next?: string } => (isOwnPath(search['next']) ? { next: search['next'] } : {}),
  component: entry('SignInEntry'),
});
const leave = createRoute({
  getParentRoute: () => root,
  path: '/sign-in/$provider',
  staticData: { title: 'signIn' },
  component: entry('LeaveEntry'),
});
const callback = createRoute({
  getParentRoute: () => root,
  path: '/sign-in/callback/$provider',
  staticData: { title: 'signIn' },
  component: entry('CallbackEntry'),
});
const setUp = createRoute({ getParentRoute: () => root, path: '/setup', staticData: { title: 'setUp' }, component: entry('SetUpEntry') });
const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation',
  staticData: { title: 'invitation' },
  component: entry('InvitationEntry'),
});

const forgotten = createRoute({
  getParentRoute: () => root,
  path: '/forgotten',
  staticData: { title: 'forgotten' },
  component: entry('ForgottenEntry'),
});
const reset = createRoute({
  getParentRoute: () => root,
  path: '/password',
  staticData: { title: 'forgotten' },
  component: entry('ResetEntry'),
});

export const entrances = [signIn, leave, callback, setUp, invitation, forgotten, reset] as const;
