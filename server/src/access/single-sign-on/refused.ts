// Why a provider's word was not taken: a closed list, so that the page can say it in its language and the log can name it.
import { type Code, errorCode, log } from '#kit/log';
import { outsideFault } from '#kit/outside';
import { Problem } from '#kit/problem';
import type { Tools } from '#kit/tool';
import type { ProviderId } from './store.ts';

const words = {
  'not-begun-here': 'This sign-in was not begun in this browser, or too long ago. Please begin again.',
  'used-before': 'This sign-in was used already. Please begin again.',
  'answer-not-valid': 'What the provider answered does not hold. Please try again; if it stays so, ask whoever looks after Parley.',
  'provider-said-no': 'The provider did not let you in.',
  'provider-away': 'The provider cannot be reached.',
  'email-missing': 'The provider did not say your address.',
  'email-not-verified': 'The provider does not vouch for your address.',
  'domain-not-allowed': 'This provider does not vouch for addresses of your domain here.',
  'unknown-person': 'You are not a member of staff here. Ask for an invitation.',
  'no-role': 'None of your groups has a role here. Ask whoever looks after Parley.',
  'groups-elsewhere': 'The provider did not say which groups you are in: there are too many. Ask whoever looks after it.',
  'other-subject': 'Another account at the provider is linked to your address. Ask whoever looks after Parley.',
  suspended: 'You may not sign in here at present. Ask whoever looks after Parley.',
  'not-anew': 'The provider did not ask you anew. Please try again.',
  'not-you': 'Somebody else answered at the provider.',
} as const;
export type Because = keyof typeof words;

export const refused = (because: Because): Problem => new Problem('provider-refused', { because, detail: words[because] });

/** What a library or the network threw as a refusal; the log says which, by codes. */
export function refusedBy(tools: Tools, provider: ProviderId, error: unknown): Problem {
  return error instanceof Problem ? error : refused(becauseOf(tools, provider, error));
}

/** The same by its reason alone. */
export function becauseOf(tools: Tools, provider: ProviderId, error: unknown): Because {
  const fault = outsideFault(error);
  const code = (error as { code?: unknown }).code;
  log.of({ tools })('warn', 'provider.refused', { provider, error: fault ?? errorCode(error), cause: causeOf(error) });
  if (fault !== undefined) return 'provider-away';
  return code === 'OAUTH_AUTHORIZATION_RESPONSE_ERROR' ? 'provider-said-no' : 'answer-not-valid';
}

const causeOf = (error: unknown): Code | undefined => {
  const { cause } = error as { cause?: unknown };
  return cause instanceof Error ? errorCode(cause) : undefined;
};
