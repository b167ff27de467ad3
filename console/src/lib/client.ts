// The one line to the server: the typed client over the session cookie, and how its errors read to a person.
import { publicRoutes, staffRoutes } from '@parley/contract/routes';
import { ConnectionLost, createClient, ProblemError } from '@parley/sdk';
import { inGerman } from '#lib/german.ts';
import { byItself } from '#lib/hand.ts';
import { language, words, wordsNow } from '#lib/language.ts';
import { germanProblems } from '#lib/problem-words.ts';
import { askForProof } from '#lib/proof.ts';
import { germanReasons } from '#lib/reason-words.ts';

const { setUpState, setUp, signIn, askForPasskey, signInByPasskey, readInvitation, acceptInvitation } = publicRoutes;
const { readSignInWays, startProvider, finishProvider, finishProviderCode } = publicRoutes;
const { askForReset, readReset, proveReset, resetPassword } = publicRoutes;

const line = createClient({
  routes: {
    ...staffRoutes,
    ...{ setUpState, setUp, signIn, askForPasskey, signInByPasskey, readInvitation, acceptInvitation },
    ...{ readSignInWays, startProvider, finishProvider, finishProviderCode },
    ...{ askForReset, readReset, proveReset, resetPassword },
  },
  baseUrl: '',
  fetch: (url, init) => fetch(url, { ...init, headers: { ...(init.headers as Record<string, string>), ...byItself() } }),
});

/** Where the server asks once more who sits there, the call waits for the answer and is made again. */
export const client: typeof line = {
  ...line,
  call: (name, input) => again(() => line.call(name, input)),
  blob: (name, input) => again(() => line.blob(name, input)),
};

async function again<T>(send: () => Promise<T>): Promise<T> {
  return send().catch(async (error: unknown) => {
    if (problemCode(error) === 'step-up-needed' && (await askForProof())) return send();
    throw error;
  });
}

type Words = Readonly<Record<string, string>>;
let [details, complaints]: [Words, Words] = [{}, {}];
const fetchDetails = (): void => {
  if (language.get() !== 'de') return;
  void import('#lib/detail-words.ts').then((found) => (details = found.germanDetails)).catch(() => undefined);
  void import('#lib/field-words.ts').then((found) => (complaints = found.germanFields)).catch(() => undefined);
};
fetchDetails();
language.subscribe(fetchDetails);

/** What went wrong in words for a person; never empty. The server says in English what is special about it: in German its sentence stands in brackets only where this page does not know it. */
export function errorWords(error: unknown): string {
  const w = wordsNow(errors);
  if (error instanceof ProblemError) {
    const { detail, title } = error.problem;
    if (language.get() === 'en') return detail ?? title;
    const known =
      (error.code === 'gate-refused' ? germanReasons[error.problem.because ?? ''] : undefined) ?? (detail && inGerman(details, detail));
    const general = named(germanProblems, error.code) ?? w.unexpected;
    return known ?? (detail ? `${general} (${detail})` : general);
  }
  return error instanceof ConnectionLost ? w.lost : w.unexpected;
}

/** The complaint about one field of a form by its path, such as `email`. */
export function fieldError(error: unknown, path: string): string | undefined {
  if (!(error instanceof ProblemError)) return undefined;
  const said = error.problem.fields?.find((field) => field.path.replace(/^\/?(body\/)?/, '') === path)?.message;
  return said === undefined ? undefined : complaintWords(said);
}

/** What the server says of a field, in the language of the page; its own English where this page has no words for it. */
export const complaintWords = (said: string): string => (language.get() === 'en' ? said : (inGerman(complaints, said) ?? said));

/** The code of a refusal or error of the server; undefined for anything else, such as a lost connection. */
export function problemCode(error: unknown): string | undefined {
  return error instanceof ProblemError ? error.code : undefined;
}

/** The reason that came with a refusal or conflict, as a code; undefined when there is none. */
export function becauseOf(error: unknown): string | undefined {
  return error instanceof ProblemError ? error.problem.because : undefined;
}

/** Whether what was asked for is no longer there: erased, or never was, as with an address that names nothing. */
export function isGone(error: unknown): boolean {
  if (!(error instanceof ProblemError)) return false;
  if (error.code === 'invalid') return error.problem.fields?.some(({ path }) => path.startsWith('params/')) ?? false;
  return error.code === 'erased' || error.code === 'not-found';
}

/** The gate's refusal in an error answer, with its article; undefined when the error is another. */
export function refusalOf(error: unknown): { because: string; article: string; words: string } | undefined {
  if (!(error instanceof ProblemError) || error.code !== 'gate-refused') return undefined;
  const { because = '', article = '', detail, title } = error.problem;
  return { because, article, words: detail ?? title };
}

/** Whether sending again with the same key may still succeed: no answer came, or the server was not ready or failed. */
export function mayRetry(error: unknown): boolean {
  return !(error instanceof ProblemError) || error.status >= 500 || error.status === 429;
}

const named = (known: Readonly<Record<string, string>>, code: string): string | undefined =>
  Object.hasOwn(known, code) ? known[code] : undefined;

const errors = words(
  { lost: 'No connection to Parley.', unexpected: 'Something went wrong. Please try again.' },
  { lost: 'Keine Verbindung zu Parley.', unexpected: 'Etwas ist schiefgegangen. Bitte versuche es erneut.' },
);
