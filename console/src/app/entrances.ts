// The addresses before the sign-in.
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { root } from './root.ts';
import { signInSearch } from './searches.ts';

const entry = (name: keyof typeof import('./entries.tsx')) => lazyRouteComponent(() => import('./entries.tsx'), name);
const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  staticData: { title: 'signIn' },
  validateSearch: signInSearch,
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
