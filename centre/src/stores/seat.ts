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
  /** Somebody sits there, as far as this request has seen. */
  isTaken: boolean;
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
    isTaken: false,
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

/** How far the sitting has come, which lasts by being asked; undefined where nobody sat down. One that is over is a refusal, and its page says so. */
export async function readSitting(seat: Seat): Promise<Sitting | undefined> {
  if (!seat.sitting) return undefined;
  const sitting = await apiOf(seat, seat.sitting).call('readSitting', { query: { language: seat.language } });
  seat.isTaken = true;
  return sitting;
}

/** Whether this page belongs to somebody who sat down, also where the browser has dropped the token since. */
export const satDown = ({ sitting, request }: Seat): boolean => sitting !== undefined || request.form['seated'] === '1';

/** The token of the sitting, begun now with the notice as it was shown where nobody sits yet; `cookie` keeps it for the pages that follow. Whose time is over gets no new one unasked: what they said would be parted from who they are. */
export async function beginSitting(seat: Seat): Promise<{ token: string; cookie: Record<string, string> }> {
  if (seat.sitting && (await readSitting(seat))) return { token: seat.sitting, cookie: {} };
  if (satDown(seat)) throw new ProblemError({ type: 'urn:parley:problem:not-signed-in', title: 'over', status: 401 });
  const { id, hash } = seat.face?.notice ?? { id: '', hash: '' };
  const { token } = await apiOf(seat, seat.device).call('startSitting', {
    body: { language: seat.language, noticeId: seat.request.form['notice'] ?? id, noticeHash: seat.request.form['hash'] ?? hash },
  });
  seat.isTaken = true;
  return { token, cookie: { 'set-cookie': cookie(seat.options, names.sitting, token, sittingMinutes * 60) } };
}

/** Ends the sitting in the house and takes its token from the browser. */
export async function endSitting(seat: Seat): Promise<Record<string, string>> {
  seat.isTaken = false;
  if (seat.sitting)
    await apiOf(seat, seat.sitting)
      .call('endSitting')
      .catch((error: unknown) => (isOut(error) ? undefined : Promise.reject(error)));
  return seat.sitting ? noSitting(seat) : {};
}

/** The browser drops the token of a sitting. */
export const noSitting = (seat: Seat): Record<string, string> => ({ 'set-cookie': cookie(seat.options, names.sitting, '', 0) });

export const deviceCookie = (seat: Seat, token: string): string =>
  cookie(seat.options, names.device, token, token ? deviceDays * 86_400 : 0);

/** An address of the kiosk, with the chosen language going along. */
export const at = (seat: Seat, page: string, query: Readonly<Record<string, string>> = {}): string =>
  withQuery(page ? `/kiosk/${page}` : '/kiosk', { ...query, ...(seat.chosen && { lang: seat.chosen }) });
export const goTo = (
  seat: Seat,
  page: string,
  headers: Readonly<Record<string, string>> = {},
  query: Readonly<Record<string, string>> = {},
): PageAnswer => seeOther(at(seat, page, query), headers);
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
