// The frame of every page: header, sections, languages, footer; and the headers that go with it. One request per page: the style is inline and its
// hash stands in the policy, so that nothing else can run, load or be framed.
import { createHash } from 'node:crypto';
import { formToken } from './guard.ts';
import { type Html, html, type Part, raw } from './html.ts';
import { type Language, languageNames, languages } from './language.ts';
import { type Ctx, type PageAnswer, path, withQuery } from './request.ts';
import { styleFor } from './style.ts';

export type Section = 'me' | 'data' | 'choices' | 'requests';
const sections: readonly Section[] = ['me', 'data', 'choices', 'requests'];
export type Page = {
  readonly title: string;
  readonly body: Part;
  readonly section?: Section;
  readonly status?: number;
  readonly isHome?: boolean;
};

/** A finished page as an answer. */
export function page(ctx: Ctx, { title, body, section, status = 200, isHome = false }: Page): PageAnswer {
  const { words, company } = ctx;
  const style = styleFor(company?.accent ?? '');
  const name = company?.company ?? words.privacy;
  const isIn = ctx.token !== undefined && company !== undefined;
  const document = html`<!doctype html>
<html lang="${ctx.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title === name ? title : `${title} · ${name}`}</title>
${!isHome && html`<meta name="robots" content="noindex">`}
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<style>${raw(style)}</style>
</head>
<body>
<a class="skip" href="#main">${words.skip}</a>
<header class="top">
<div class="bar">
<a class="brand" href="${company ? path(ctx, isIn ? 'me' : '') : '#main'}">${mark(ctx, name)}<span><strong>${name}</strong>${company && html`<small>${words.privacy}</small>`}</span></a>
${isIn && leaveForm(ctx)}
</div>
${isIn && navigation(ctx, section)}
</header>
<main id="main" tabindex="-1">
<h1>${title}</h1>
${body}
${signalLine(ctx)}
</main>
<footer>
<p>${company && html`<a href="${path(ctx, 'notice')}">${words.notice}</a> <a href="${path(ctx, 'help')}">${words.help}</a> `}<a href="${company ? path(ctx, 'accessibility') : withQuery('/privacy/accessibility', ctx.chosen ? { lang: ctx.chosen } : {})}">${words.accessibility}</a></p>
${languageLinks(ctx)}
</footer>
</body>
</html>`;
  return { status, headers: headersFor(style), body: document };
}

/** The company's logo in a box of fixed size, so that nothing shifts; its first letter where there is none. Its name stands beside it. */
function mark(ctx: Ctx, name: string): Html {
  const logo = ctx.company?.logo;
  if (!logo?.startsWith('/') || logo.startsWith('//')) return html`<span class="mark" aria-hidden="true">${[...name][0]}</span>`;
  return html`<img class="logo" src="${logo}" alt="" width="44" height="44">`;
}

function navigation(ctx: Ctx, current: Section | undefined): Html {
  const link = (section: Section) =>
    html`<li><a href="${path(ctx, section)}"${section === current && raw(' aria-current="page"')}>${ctx.words.nav[section]}</a></li>`;
  return html`<nav aria-label="${ctx.words.sections}"><ul>${sections.map(link)}</ul></nav>`;
}

function leaveForm(ctx: Ctx): Html {
  return html`<form method="post" action="${path(ctx, 'leave')}">${formToken(ctx)}<button class="quiet">${ctx.words.leave}</button></form>`;
}

/** Leads to this page in another language; after a form, where this page has no address of its own, to the page before it. */
function languageLinks(ctx: Ctx): Html {
  const isShown = ctx.request.method === 'GET';
  const here = isShown || !ctx.company ? ctx.request.place : path({ ...ctx, chosen: undefined }, '');
  const { lang: _, language: __, ...query } = isShown ? ctx.request.query : {};
  const link = (language: Language) =>
    html`<li><a lang="${language}" hreflang="${language}" href="${withQuery(here, { ...query, lang: language })}"${language === ctx.language && raw(' aria-current="true"')}>${languageNames[language]}</a></li>`;
  return html`<nav class="languages" aria-label="${ctx.words.languages}"><ul>${languages.map(link)}</ul></nav>`;
}

/** Global Privacy Control: what the browser asks is taken as said, and the page says so. Where nobody is known there is nothing to keep. */
function signalLine(ctx: Ctx): Part {
  if (!ctx.request.from.signal) return '';
  const { asks, known, byLink, unknown } = ctx.words.signal;
  const counts = /^\/(p|privacy\/preferences)\//.test(ctx.request.place) ? byLink : ctx.token ? known : unknown;
  return html`<p class="pale" id="signal">${asks} ${counts}</p>`;
}

function headersFor(style: string): Record<string, string> {
  const hash = createHash('sha256').update(style).digest('base64');
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': `default-src 'none'; style-src 'sha256-${hash}'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    'cache-control': 'no-store',
    'referrer-policy': 'same-origin', // to other sites nothing; to ourselves, so that browsers name the origin of our forms
    'cross-origin-resource-policy': 'same-origin',
    vary: 'accept-language, cookie, sec-gpc',
  };
}
