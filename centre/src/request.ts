// A request of a browser as the pages see it, and what they answer: plain values, so that pages are tested without a server.
import type { Answer } from '@parley/contract';
import type { kioskRoutes, personRoutes, publicRoutes, storePublicRoutes } from '@parley/contract/routes';
import type { Client } from '@parley/sdk';
import type { Html } from './html.ts';
import { asLanguage, type Language, preferred } from './language.ts';
import { type Words, words } from './words.ts';

export type ApiClient = Client<
  keyof typeof publicRoutes | keyof typeof personRoutes | keyof typeof storePublicRoutes | keyof typeof kioskRoutes
>;
/** Who stands behind the browser, for the limits and the proof of a consent; never logged. */
export type From = {
  readonly ip: string;
  readonly userAgent: string;
  /** Their browser asks not to be advertised to (Global Privacy Control, W3C). */
  readonly signal?: boolean;
};
export type CentreOptions = {
  /** A client of Parley's API, with a person's token or without. */
  readonly client: (token: string | undefined, from: From) => ApiClient;
  readonly publicUrl: string;
  /** A text as a QR code, in SVG. */
  readonly qr: (text: string) => string;
  readonly secureCookies: boolean;
};
export type Incoming = {
  readonly method: string;
  /** Path without the query. */
  readonly place: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly form: Readonly<Record<string, string>>;
  readonly header: (name: string) => string | undefined;
  readonly cookie: string | undefined;
  readonly from: From;
};
export type Company = Answer<'readCentre'>;
export type Ctx = {
  readonly request: Incoming;
  readonly options: CentreOptions;
  readonly api: ApiClient;
  /** Token of the person's session, if there is one. */
  readonly token: string | undefined;
  /** Language the person chose on the page; travels in every link. */
  readonly chosen: Language | undefined;
  language: Language;
  words: Words;
  /** Undefined on pages that belong to no company's centre. */
  company: Company | undefined;
  key: string;
};
export type PageAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Html | ReadableStream | string;
};

/** Opens a request. The company is read separately (`readCompany`): some pages know it only later. */
export function openRequest(options: CentreOptions, request: Incoming): Ctx {
  const chosen = asLanguage(request.query['lang'] ?? request.query['language']);
  const language = chosen ?? preferred(request.header('accept-language')) ?? 'en';
  const token = request.cookie || undefined;
  const api = options.client(token, request.from);
  return { request, options, api, token, chosen, language, words: words[language], company: undefined, key: request.params['key'] ?? '' };
}

/** Reads the company of a centre; its own language counts when the browser names none that we speak. */
export async function readCompany(ctx: Ctx, key = ctx.key): Promise<Company> {
  const wish = ctx.chosen ?? preferred(ctx.request.header('accept-language'));
  const company = await ctx.api.call('readCentre', { params: { key }, query: wish ? { language: wish } : {} });
  ctx.company = company;
  ctx.key = key;
  ctx.language = company.language;
  ctx.words = words[company.language];
  return company;
}

/** An address within this centre, with the chosen language going along. */
export function path(ctx: Ctx, page: string, query: Readonly<Record<string, string>> = {}): string {
  return withQuery(`/privacy/${encodeURIComponent(ctx.key)}${page && `/${page}`}`, { ...query, ...(ctx.chosen && { lang: ctx.chosen }) });
}

export function withQuery(address: string, query: Readonly<Record<string, string>>): string {
  const search = new URLSearchParams(query).toString();
  return search ? `${address}?${search}` : address;
}

/** A file that the API gives, while it gives it; no copy of it rests on the way. */
export function passedOn(answer: Response): PageAnswer {
  const kept = ['content-type', 'content-disposition'].flatMap((name) => {
    const value = answer.headers.get(name);
    return value ? [[name, value]] : [];
  });
  const headers = { ...Object.fromEntries(kept), 'cache-control': 'no-store' };
  return { status: 200, headers, body: answer.body ?? '' };
}

/** After a form was taken: see the result under an address of its own (303), so that reloading repeats nothing. */
export function seeOther(address: string, headers: Readonly<Record<string, string>> = {}): PageAnswer {
  return { status: 303, headers: { location: address, ...headers }, body: '' };
}
