// A request at a kiosk: the device by its cookie, the sitting by another. Both are closed to scripts; the second is worth nothing once the sitting is over.
import type { Answer } from '@parley/contract';
import { ProblemError } from '@parley/sdk';
import { asLanguage, type Language, preferred } from '../language.ts';
import { type ApiClient, type CentreOptions, type Incoming, type PageAnswer, seeOther, withQuery } from '../request.ts';
import { type Words, words } from '../words.ts';

export type Face = Answer<'readKiosk'>;
export type Sitting = Answer<'readSitting'>;
export type Seat = {
  readonly request: Incoming;
  readonly options: CentreOptions;
  readonly chosen: Language | undefined;
  language: Language;
  words: Words;
  readonly device: string | undefined;
  readonly sitting: string | undefined;
  face: Face | undefined;
};

const names = { device: 'parley_kiosk', sitting: 'parley_sitting' } as const;
const deviceDays = 400; // the longest that browsers allow
const sittingMinutes = 30;

export function openSeat(options: CentreOptions, request: Incoming): Seat {
  const chosen = asLanguage(request.query['lang'] ?? request.form['lang']);
  const language = chosen ?? preferred(request.header('accept-language')) ?? 'en';
  const header = request.header('cookie');
  const device = readCookie(options, header, names.device);
  return {
    ...{ request, options, chosen, language, device, sitting: device && readCookie(options, header, names.sitting) },
    words: words[language],
    face: undefined,
  };
}

/** A client of the API for the device, for the customer who sits there, or for nobody. */
export const apiOf = (seat: Seat, token: string | undefined): ApiClient => seat.options.client(token, seat.request.from);

/** Whose store it is; undefined for a device that is none, or no longer. */
export async function readFace(seat: Seat): Promise<Face | undefined> {
  if (!seat.device) return undefined;
  const query = seat.chosen ? { language: seat.chosen } : {};
  const face = await apiOf(seat, seat.device)
    .call('readKiosk', { query })
    .catch((error: unknown) => (isOut(error) ? undefined : Promise.reject(error)));
  if (face) {
    seat.face = face;
    seat.language = face.language;
    seat.words = words[face.language];
  }
  return face;
}

/** How far the sitting has come; undefined where nobody sits. */
export async function readSitting(seat: Seat): Promise<Sitting | undefined> {
  if (!seat.sitting) return undefined;
  return apiOf(seat, seat.sitting)
    .call('readSitting', { query: { language: seat.language } })
    .catch((error: unknown) => (isOut(error) ? undefined : Promise.reject(error)));
}

/** The token of the sitting, begun now with the notice as it was shown where nobody sits yet; `cookie` keeps it for the pages that follow. */
export async function beginSitting(seat: Seat): Promise<{ token: string; cookie: Record<string, string> }> {
  if (seat.sitting && (await readSitting(seat))) return { token: seat.sitting, cookie: {} };
  const { id, hash } = seat.face?.notice ?? { id: '', hash: '' };
  const { token } = await apiOf(seat, seat.device).call('startSitting', {
    body: { language: seat.language, noticeId: seat.request.form['notice'] ?? id, noticeHash: seat.request.form['hash'] ?? hash },
  });
  return { token, cookie: { 'set-cookie': cookie(seat.options, names.sitting, token, sittingMinutes * 60) } };
}

/** Ends the sitting in the house and takes its token from the browser. */
export async function endSitting(seat: Seat): Promise<Record<string, string>> {
  if (seat.sitting)
    await apiOf(seat, seat.sitting)
      .call('endSitting')
      .catch((error: unknown) => (isOut(error) ? undefined : Promise.reject(error)));
  return seat.sitting ? { 'set-cookie': cookie(seat.options, names.sitting, '', 0) } : {};
}

export const deviceCookie = (seat: Seat, token: string): string =>
  cookie(seat.options, names.device, token, token ? deviceDays * 86_400 : 0);

/** An address of the kiosk, with the chosen language going along. */
export const at = (seat: Seat, page: string, query: Readonly<Record<string, string>> = {}): string =>
  withQuery(page ? `/kiosk/${page}` : '/kiosk', { ...query, ...(seat.chosen && { lang: seat.chosen }) });
export const goTo = (seat: Seat, page: string, headers: Readonly<Record<string, string>> = {}): PageAnswer =>
  seeOther(at(seat, page), headers);
export const isOut = (error: unknown): boolean =>
  error instanceof ProblemError && (error.code === 'not-signed-in' || error.code === 'erased');
export const codeOf = (error: unknown): string => (error instanceof ProblemError ? error.code : '');

function readCookie({ secureCookies }: CentreOptions, header: string | undefined, name: string): string | undefined {
  const whole = secureCookies ? `__Host-${name}` : name;
  const entry = (header ?? '').split(/;\s*/).find((part) => part.startsWith(`${whole}=`));
  return entry?.slice(whole.length + 1) || undefined;
}

function cookie({ secureCookies }: CentreOptions, name: string, value: string, seconds: number): string {
  const [whole, traits] = secureCookies ? [`__Host-${name}`, 'Path=/; Secure'] : [name, 'Path=/kiosk'];
  return `${whole}=${value}; ${traits}; Max-Age=${seconds}; HttpOnly; SameSite=Strict`;
}
