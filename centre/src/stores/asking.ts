// At a kiosk: the first page, a message, and how it is answered.
import type { Answer } from '@parley/contract';
import { ProblemError } from '@parley/sdk';
import { html } from '../html.ts';
import type { PageAnswer } from '../request.ts';
import { fill, wordsFor } from '../words.ts';
import { fault, frame, noticeIn, qr, shown } from './frame.ts';
import {
  apiOf,
  at,
  beginSitting,
  codeOf,
  deviceCookie,
  endSitting,
  goTo,
  isOut,
  noSitting,
  readFace,
  readSitting,
  type Seat,
} from './seat.ts';

type Tile = { readonly page: string; readonly title: string; readonly more: string; readonly query?: Record<string, string> };
const mostLetters = 4_000;
const names: Readonly<Record<string, string>> = {
  whatsapp: 'WhatsApp',
  messenger: 'Messenger',
  telegram: 'Telegram',
  viber: 'Viber',
  line: 'LINE',
};
const nameOf = (channel: string): string => names[channel] ?? channel;

/** Whoever comes here begins anew: what somebody before left open is over, and their browser forgets it too. */
export async function startPage(seat: Seat): Promise<PageAnswer> {
  const over = await endSitting(seat);
  const face = await readFace(seat);
  if (!face) return setUpPage(seat);
  const w = seat.words.kiosk;
  return frame(seat, {
    title: w.hello,
    isStart: true,
    headers: over,
    body: tiles(seat, [
      { page: 'ask', title: w.ask, more: w.askMore },
      { page: 'reach', title: w.reach, more: w.reachMore },
      { page: 'data', title: w.data, more: w.dataMore },
    ]),
  });
}

export function setUpPage(seat: Seat, wrong?: string): PageAnswer {
  const w = seat.words.kiosk;
  return frame(seat, {
    title: w.setUp,
    status: wrong ? 422 : 200,
    isStart: true,
    body: html`<p class="lead">${w.setUpText}</p><form method="post" action="/kiosk/enrol" autocomplete="off">${fault(wrong)}
<label>${w.code}<input class="code" name="code" required maxlength="20" autocomplete="off" autocapitalize="characters" spellcheck="false"></label>
<button class="main">${w.setUpDo}</button></form>`,
  });
}

export async function enrol(seat: Seat): Promise<PageAnswer> {
  try {
    const { token } = await apiOf(seat, undefined).call('enrolKiosk', {
      body: { code: (seat.request.form['code'] ?? '').slice(0, 20) || '-' },
    });
    return goTo(seat, '', { 'set-cookie': deviceCookie(seat, token) });
  } catch (error) {
    if (codeOf(error) !== 'wrong-code') throw error;
    return setUpPage(seat, seat.words.kiosk.setUpWrong);
  }
}

export async function askPage(seat: Seat): Promise<PageAnswer> {
  if (!(await readFace(seat))) return goTo(seat, '');
  await readSitting(seat);
  return messageForm(seat);
}

export async function ask(seat: Seat): Promise<PageAnswer> {
  if (!(await readFace(seat))) return goTo(seat, '');
  const text = (seat.request.form['text'] ?? '').replace(/\r\n/g, '\n').trim();
  const { token, cookie } = await beginSitting(seat);
  if (!text) return withHeaders(messageForm(seat, seat.words.kiosk.emptyMessage), cookie);
  const clientId = /^[0-9a-f-]{36}$/.test(seat.request.form['id'] ?? '') ? (seat.request.form['id'] as string) : crypto.randomUUID();
  try {
    await apiOf(seat, token).call('askAtKiosk', { body: { clientId, text: text.slice(0, mostLetters) } });
    return goTo(seat, 'next', cookie);
  } catch (error) {
    if (isOut(error)) throw error; // anything else may pass, and what was typed is not lost by it
    const { problems } = seat.words;
    const why = wordsFor(problems, error instanceof ProblemError ? error.code : 'unexpected') ?? problems.unexpected;
    return withHeaders(messageForm(seat, why.join('. '), text), cookie);
  }
}

/** How the answer reaches somebody who is about to leave. */
export async function nextPage(seat: Seat, wrong?: string): Promise<PageAnswer> {
  const face = await readFace(seat);
  const sitting = face && (await readSitting(seat));
  if (!sitting) return goTo(seat, '');
  const w = seat.words.kiosk;
  return frame(seat, {
    title: w.sentTitle,
    status: wrong ? 503 : 200,
    body: html`${fault(wrong)}<p class="lead" role="status">${w.how}</p>${tiles(seat, [
      { page: 'phone', title: w.onPhone, more: w.onPhoneMore },
      { page: 'reach', title: w.byEmail, more: w.byEmailMore, query: { kind: 'email' } },
      ...sitting.messengers.map(({ inbox, channel }) => ({
        ...{ page: 'messenger', title: fill(w.goOnIn, { channel: nameOf(channel) }), more: w.goOnInMore, query: { inbox } },
      })),
      ...(face.texts ? [{ page: 'reach', title: w.byText, more: w.byTextMore, query: { kind: 'phone' } }] : []),
      { page: 'done', title: w.noAnswer, more: w.doneText },
    ])}`,
  });
}

export async function phonePage(seat: Seat): Promise<PageAnswer> {
  const face = await readFace(seat);
  const sitting = face && (await readSitting(seat));
  if (!sitting) return goTo(seat, '');
  if (!sitting.handOverUrl) return goTo(seat, 'choices');
  const w = seat.words.kiosk;
  const back = html`<p><a class="button" href="${at(seat, 'next')}">${w.back}</a></p>`;
  return frame(seat, { title: w.phoneTitle, body: html`<p class="lead">${w.scan}</p>${qr(seat, sitting.handOverUrl, w.scanAlt)}${back}` });
}

/** The account of the company at a messenger: whoever sends the code from their own has the conversation there. Each look makes a code of its own, and the one before is void. Its signs are read by nobody who passes: they come with a press. */
export async function messengerPage(seat: Seat): Promise<PageAnswer> {
  const sitting = (await readFace(seat)) && (await readSitting(seat));
  const chosen = sitting?.messengers.find((each) => each.inbox === seat.request.query['inbox']);
  if (!chosen) return goTo(seat, sitting?.asked ? 'next' : '');
  const { inbox, channel } = chosen;
  const w = seat.words.kiosk;
  const named = { channel: nameOf(channel) };
  let offer: Answer<'goOnByMessenger'>;
  try {
    offer = await apiOf(seat, seat.sitting).call('goOnByMessenger', { body: { inbox } });
  } catch (error) {
    if (isOut(error)) throw error; // anything else leaves them every other way: what was asked waits for its answer
    return nextPage(seat, fill(w.messengerAway, named));
  }
  const { code, url } = offer;
  return frame(seat, {
    title: fill(w.goOnIn, named),
    body: html`<div data-watched><p class="lead">${fill(w.messengerScan, named)}</p>${qr(seat, url, fill(w.messengerAlt, named))}
<p class="hint pale">${w.messengerThen}</p>
<details><summary>${w.messengerNoScan}</summary><p>${fill(w.messengerCode, named)}</p><p class="code" translate="no"><strong>${code}</strong></p></details></div>
<p><a class="button" href="${at(seat, 'next')}">${w.back}</a></p>`,
  });
}

/** Done is over: whoever stands here next, and goes back, finds nobody's choices. What became of them comes along as codes. */
export async function donePage(seat: Seat): Promise<PageAnswer> {
  const over = await endSitting(seat);
  if (!(await readFace(seat))) return goTo(seat, '', over);
  const w = seat.words.kiosk;
  const { saved, asked } = seat.request.query;
  const words = { given: w.savedGiven, pending: w.savedPending, no: w.savedNo, stood: w.savedStood, waits: w.savedWaits };
  const said = [...new Set(saved?.split('.'))].map((code) => wordsFor(words, code)).filter((each) => each !== undefined);
  return frame(seat, {
    title: w.doneTitle,
    headers: over,
    body: html`${[...said, ...(asked === '1' ? [w.requested] : [])].map((each) => html`<p class="said" role="status">${each}</p>`)}<p class="lead">${w.doneText}</p>`,
  });
}

/** For whoever pressed something after their time: nothing of it was done, and they are told. */
export async function overPage(seat: Seat): Promise<PageAnswer> {
  seat.isTaken = false;
  await readFace(seat);
  const w = seat.words.kiosk;
  return frame(seat, {
    title: w.overTitle,
    status: 410,
    headers: noSitting(seat),
    body: html`<p class="lead" role="status">${seat.request.query['inbox'] ? w.messengerOver : w.overText}</p><p><a class="button" href="${at(seat, '')}">${w.begin}</a></p>`,
  });
}

/** The device lets go: the sitting is over in the house, and the browser drops what it may have kept of these pages. */
export async function end(seat: Seat): Promise<PageAnswer> {
  return goTo(seat, '', { ...(await endSitting(seat)), 'clear-site-data': '"cache", "storage"' });
}

/** Somebody is still there. Whose sitting is over is told so (410): a page that went on would take words which nobody keeps. */
export async function alive(seat: Seat): Promise<PageAnswer> {
  await readSitting(seat);
  return { status: 204, headers: { 'cache-control': 'no-store' }, body: '' };
}

const withHeaders = (page: PageAnswer, headers: Record<string, string>): PageAnswer => ({
  ...page,
  headers: { ...page.headers, ...headers },
});

function messageForm(seat: Seat, wrong?: string, typed = ''): PageAnswer {
  const w = seat.words.kiosk;
  return frame(seat, {
    title: w.ask,
    status: wrong ? 422 : 200,
    body: html`<form method="post" action="${at(seat, 'ask')}" autocomplete="off">${shown(seat)}<input type="hidden" name="id" value="${crypto.randomUUID()}">${fault(wrong)}
<label>${w.message}<textarea name="text" rows="5" required maxlength="${mostLetters}" autocomplete="off">${typed}</textarea></label>
<button class="main">${w.send}</button></form>${noticeIn(seat)}`,
  });
}

function tiles(seat: Seat, all: readonly Tile[]) {
  const tile = ({ page, title, more, query = {} }: Tile) =>
    html`<li><a class="tile" href="${at(seat, page, query)}"><strong>${title}</strong><span>${more}</span></a></li>`;
  return html`<ul class="tiles">${all.map(tile)}</ul>`;
}
