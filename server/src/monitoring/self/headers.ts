// What the heads of answers must say (OWASP ASVS 5.0, V3.3, V3.4, V13.4). Pure: heads in, codes of what is wrong out, each with the path where it was seen.
import type { Seen } from './ask.ts';
import type { Observation } from './observe.ts';

type Rule = { readonly code: string; readonly isKept: (seen: Seen, isHttps: boolean) => boolean };
const yearSeconds = 31_536_000;
const isPage = (seen: Seen) => (seen.headers['content-type'] ?? '').startsWith('text/html');
/** The widget is for foreign pages: it alone may be embedded anywhere. */
const isForAll = (seen: Seen) => seen.path === '/widget.js';

const rules: readonly Rule[] = [
  { code: 'nosniff-missing', isKept: (seen) => seen.headers['x-content-type-options'] === 'nosniff' },
  {
    code: 'referrer-policy-missing',
    isKept: (seen) => /^(no-referrer|same-origin|strict-origin)/.test(seen.headers['referrer-policy'] ?? ''),
  },
  { code: 'coop-missing', isKept: (seen) => !isPage(seen) || /^same-origin/.test(seen.headers['cross-origin-opener-policy'] ?? '') },
  { code: 'corp-missing', isKept: (seen) => isForAll(seen) || seen.headers['cross-origin-resource-policy'] === 'same-origin' },
  { code: 'permissions-policy-missing', isKept: (seen) => !isPage(seen) || seen.headers['permissions-policy'] !== undefined },
  { code: 'frames-allowed', isKept: (seen) => !isPage(seen) || sources(seen, 'frame-ancestors').join() === "'none'" },
  { code: 'cache-allowed', isKept: (seen) => !seen.path.startsWith('/v1/me') || seen.headers['cache-control'] === 'no-store' },
  { code: 'hsts-missing', isKept: (seen, isHttps) => !isHttps || isStrict(seen.headers['strict-transport-security'] ?? '') },
  { code: 'server-named', isKept: (seen) => seen.headers['server'] === undefined && seen.headers['x-powered-by'] === undefined },
];

/** Such as `hsts-missing:/health`. */
export function headerFaults({ answers, isHttps }: Pick<Observation, 'answers' | 'isHttps'>): string[] {
  return rules.flatMap(({ code, isKept }) => answers.filter((seen) => !isKept(seen, isHttps)).map((seen) => `${code}:${seen.path}`));
}

/** Pages without a policy, or whose policy lets a foreign, written-in or made-up script run, or styles that are written in. */
export function scriptFaults({ answers }: Pick<Observation, 'answers'>): string[] {
  return answers.filter(isPage).flatMap((seen) => {
    if (seen.headers['content-security-policy'] === undefined) return [`policy-missing:${seen.path}`];
    const scripts = sources(seen, 'script-src', 'default-src');
    const styles = [
      ...sources(seen, 'style-src-elem', 'style-src', 'default-src'),
      ...sources(seen, 'style-src-attr', 'style-src', 'default-src'),
    ];
    const isNonced = scripts.some((each) => /^'(nonce|sha(256|384|512))-/.test(each));
    return [
      ...(scripts.length === 0 || scripts.some((each) => /^(\*|https?:|data:|blob:)/.test(each)) ? ['scripts-from-anywhere'] : []),
      ...(scripts.includes("'unsafe-inline'") && !isNonced ? ['inline-scripts-allowed'] : []),
      ...(styles.includes("'unsafe-inline'") ? ['inline-styles-allowed'] : []),
      ...(scripts.includes("'unsafe-eval'") ? ['eval-allowed'] : []),
      ...(sources(seen, 'object-src', 'default-src').join() === "'none'" ? [] : ['plugins-allowed']),
      ...(sources(seen, 'base-uri').join() === "'none'" ? [] : ['base-allowed']),
    ].map((code) => `${code}:${seen.path}`);
  });
}

/** What is wrong with cookies as they are set; a missing one cannot be judged and counts. */
export function cookieFaults({ cookies: seen, isHttps }: Pick<Observation, 'cookies' | 'isHttps'>): string[] {
  if (seen.cookies.length === 0) return ['no-cookie-seen'];
  return seen.cookies.flatMap((cookie) => {
    const [pair = '', ...traits] = cookie.split(';').map((part) => part.trim());
    const has = (trait: RegExp) => traits.some((each) => trait.test(each));
    return [
      ...(has(/^httponly$/i) ? [] : ['cookie-not-httponly']),
      ...(has(/^samesite=(lax|strict)$/i) ? [] : ['cookie-not-samesite']),
      ...(has(/^domain=/i) ? ['cookie-for-domain'] : []),
      ...(isHttps && !has(/^secure$/i) ? ['cookie-not-secure'] : []),
      ...(isHttps && !pair.startsWith('__Host-') ? ['cookie-not-host'] : []),
    ];
  });
}

/** What was served although nobody should be: anything but a refusal. */
export function extraFaults({ extras }: Pick<Observation, 'extras'>): string[] {
  return extras.filter((seen) => seen.status < 400).map((seen) => `served:${seen.path}`);
}

function isStrict(value: string): boolean {
  return Number(/max-age=(\d+)/i.exec(value)?.[1] ?? 0) >= yearSeconds && /includeSubDomains/i.test(value);
}

/** The sources of a directive, or of the one that stands in for it. */
function sources(seen: Seen, ...names: readonly string[]): string[] {
  const policy = (seen.headers['content-security-policy'] ?? '').split(';').map((part) => part.trim().split(/\s+/));
  for (const name of names) {
    const found = policy.find(([directive]) => directive === name);
    if (found) return found.slice(1);
  }
  return [];
}
