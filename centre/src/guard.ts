// Keeps other pages from acting in a person's name. A form counts only when it comes from our own pages (Fetch Metadata, or Origin where a browser
// lacks it) and, inside a session, carries a token derived from that session. So nothing is stored on the device before somebody enters, and the
// one cookie there is (SameSite=Strict) belongs to one company's centre.
import { createHash, timingSafeEqual } from 'node:crypto';
import { type Html, html } from './html.ts';
import type { CentreOptions, Ctx, Incoming } from './request.ts';

/** Over https nobody but this very host can have set it (RFC 6265bis, `__Host-`); that needs the path `/`, so the name says whose centre it belongs to. */
const cookieName = ({ secureCookies }: Pick<CentreOptions, 'secureCookies'>, key: string): string =>
  secureCookies ? `__Host-parley_person_${encodeURIComponent(key)}` : 'parley_person';

/** The hidden field of every form. */
export function formToken(ctx: Ctx): Html {
  return html`<input type="hidden" name="form" value="${ctx.token ? tokenFor(ctx.token) : ''}">`;
}

/** Whether a POST was sent by our own form. */
export function isOwnForm(ctx: Ctx): boolean {
  return isOwnPage(ctx.request, ctx.options.publicUrl) && (!ctx.token || isSame(ctx.request.form['form'] ?? '', tokenFor(ctx.token)));
}

/** Fetch Metadata decides where there is some; a client that sends neither header is no browser, and has no cookies that others could use. */
export function isOwnPage(request: Incoming, publicUrl: string): boolean {
  const site = request.header('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const origin = request.header('origin');
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false; // "null": a sandboxed or hidden page
  return [new URL(publicUrl).host, request.header('host')].includes(new URL(origin).host);
}

/** Sets the session's cookie for this company's centre alone. */
export function sessionCookie(ctx: Ctx, token: string, expiresAt: string): string {
  const seconds = Math.max(0, Math.floor((Date.parse(expiresAt) - Date.now()) / 1000));
  return cookie(ctx, token, seconds);
}

export function noCookie(ctx: Ctx): string {
  return cookie(ctx, '', 0);
}

/** Reads the session's token for the centre of this key out of a Cookie header. */
export function readCookie(header: string | undefined, options: Pick<CentreOptions, 'secureCookies'>, key: string): string | undefined {
  const name = cookieName(options, key);
  const entry = (header ?? '').split(/;\s*/).find((part) => part.startsWith(`${name}=`));
  return entry ? decodeURIComponent(entry.slice(name.length + 1)) : undefined;
}

function cookie({ options, key }: Ctx, value: string, seconds: number): string {
  const place = options.secureCookies ? '/' : `/privacy/${encodeURIComponent(key)}`;
  const traits = `Path=${place}; Max-Age=${seconds}; HttpOnly; SameSite=Strict${options.secureCookies ? '; Secure' : ''}`;
  return `${cookieName(options, key)}=${encodeURIComponent(value)}; ${traits}`;
}

function tokenFor(session: string): string {
  return createHash('sha256').update(`parley form ${session}`).digest('base64url');
}

function isSame(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}
