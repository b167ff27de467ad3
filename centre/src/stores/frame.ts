// The frame of a kiosk's pages: whose store it is, the way out, the question whether anybody is still there, and headers that leave nothing on the device.
import { createHash } from 'node:crypto';
import { type Html, html, type Part, raw } from '../html.ts';
import { languageNames } from '../language.ts';
import { prose } from '../parts.ts';
import type { PageAnswer } from '../request.ts';
import { fill } from '../words.ts';
import { askSeconds, kioskScript } from './script.ts';
import { at, type Seat } from './seat.ts';
import { kioskStyle } from './style.ts';

type Page = {
  readonly title: string;
  readonly body: Part;
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly isStart?: boolean;
};

/** A finished page of a kiosk. Only the first page shows no way out: nobody has begun there. */
export function frame(seat: Seat, { title, body, status = 200, headers = {}, isStart = false }: Page): PageAnswer {
  const { face, words } = seat;
  const style = kioskStyle(face?.accent ?? '');
  const runs = !isStart && face !== undefined;
  const document = html`<!doctype html>
<html lang="${seat.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}${face && ` · ${face.company}`}</title>
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
${runs && html`<noscript><meta http-equiv="refresh" content="${face.restSeconds + askSeconds}; url=/kiosk"></noscript>`}
<style>${raw(style)}</style>
</head>
<body${runs && raw(` data-rest="${Number(face.restSeconds)}"`)}>
<header class="top"><div class="bar">${face && brand(seat)}${runs && html`<form method="post" action="${at(seat, 'end')}"><button>${words.kiosk.finish}</button></form>`}</div></header>
<main id="main" tabindex="-1">
<h1>${title}</h1>
${body}
</main>
${isStart && face && languageButtons(seat)}
${runs && stillThere(seat)}
${runs && html`<script>${raw(kioskScript)}</script>`}
</body>
</html>`;
  return { status, headers: { ...headersFor(style), ...headers }, body: document };
}

/** A question of one line with what was wrong before it. */
export const fault = (text: string | undefined): Part => text && html`<p class="fault" role="alert">${text}</p>`;

/** The notice in layers, with its version: short at once, in whole one press away and in place, so that nothing typed is lost by reading (Art. 13, WP 260). */
export function noticeIn(seat: Seat): Html {
  const { notice } = seat.face ?? { notice: { short: '', version: 0, sections: [] } };
  const w = seat.words.kiosk;
  return html`<details><summary>${w.whatHappens}</summary><p>${notice.short}</p><p class="pale">${fill(w.version, { version: notice.version })}</p><details><summary>${w.whole}</summary>${noticeSections(notice.sections)}</details></details>`;
}

/** Every section of a notice, with its article. */
export const noticeSections = (sections: readonly { heading: string; article: string; body: string }[]): Html =>
  html`<div class="notice">${sections.map(({ heading, article, body }) => html`<section><h2>${heading} <small>Art. ${article}</small></h2><div>${prose(body)}</div></section>`)}</div>`;

/** What is shown goes along with what is said to it, so that the proof names the version that stood on the screen. */
export function shown({ face, chosen, isTaken }: Seat): Html {
  const hidden = {
    ...(isTaken && { seated: '1' }),
    notice: face?.notice.id ?? '',
    hash: face?.notice.hash ?? '',
    ...(chosen && { lang: chosen }),
  };
  return html`${Object.entries(hidden).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}`;
}

export const qr = (seat: Seat, text: string, label: string): Html =>
  html`<div class="qr" role="img" aria-label="${label}">${raw(seat.options.qr(text))}</div>`;

function brand({ face }: Seat): Html {
  const logo = face?.logo;
  const isOurs = logo?.startsWith('/') && !logo.startsWith('//');
  const mark = isOurs
    ? html`<img class="logo" src="${logo}" alt="" width="44" height="44">`
    : html`<span class="mark" aria-hidden="true">${[...(face?.company ?? '')][0]}</span>`;
  return html`<span class="brand">${mark}<span><strong>${face?.company}</strong><small>${face?.store}</small></span></span>`;
}

function languageButtons(seat: Seat): Html {
  const link = (language: NonNullable<Seat['face']>['languages'][number]) =>
    html`<li><a lang="${language}" hreflang="${language}" href="/kiosk?lang=${language}"${language === seat.language && raw(' aria-current="true"')}>${languageNames[language]}</a></li>`;
  return html`<nav class="languages" aria-label="${seat.words.languages}"><ul>${(seat.face?.languages ?? []).map(link)}</ul></nav>`;
}

/** The seconds are shown to everybody and said aloud only now and then: a voice that counts down leaves no room to answer. */
function stillThere({ words }: Seat): Html {
  const w = words.kiosk;
  return html`<dialog id="still" aria-labelledby="still-title"><div><h2 id="still-title">${w.still}</h2>
<p id="left" data-words="${w.forgets}"><span aria-hidden="true"></span><span class="skip" role="status"></span></p>
<button id="more" class="main" type="button" autofocus>${w.more}</button><button id="enough" type="button">${w.finish}</button></div></dialog>`;
}

function headersFor(style: string): Record<string, string> {
  const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': `default-src 'none'; style-src ${hash(style)}; script-src ${hash(kioskScript)}; connect-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    'cache-control': 'no-store',
    'referrer-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    vary: 'accept-language, cookie',
  };
}
