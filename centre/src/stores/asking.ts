// At a kiosk: the first page, a message, and how it is answered.
import { html } from '../html.ts';
import type { PageAnswer } from '../request.ts';
import { fault, frame, noticeIn, qr, shown } from './frame.ts';
import { apiOf, at, beginSitting, codeOf, deviceCookie, endSitting, goTo, isOut, readFace, readSitting, type Seat } from './seat.ts';

type Tile = { readonly page: string; readonly title: string; readonly more: string; readonly query?: Record<string, string> };
const mostLetters = 4_000;

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
  return (await readFace(seat)) ? messageForm(seat) : goTo(seat, '');
}

export async function ask(seat: Seat): Promise<PageAnswer> {
  if (!(await readFace(seat))) return goTo(seat, '');
  const text = (seat.request.form['text'] ?? '').trim();
  if (!text) return messageForm(seat, seat.words.kiosk.emptyMessage);
  const { token, cookie } = await beginSitting(seat);
  const clientId = /^[0-9a-f-]{36}$/.test(seat.request.form['id'] ?? '') ? (seat.request.form['id'] as string) : crypto.randomUUID();
  await apiOf(seat, token).call('askAtKiosk', { body: { clientId, text: text.slice(0, mostLetters) } });
  return goTo(seat, 'next', cookie);
}

/** How the answer reaches somebody who is about to leave. */
export async function nextPage(seat: Seat): Promise<PageAnswer> {
  const face = await readFace(seat);
  if (!face || !(await readSitting(seat))) return goTo(seat, '');
  const w = seat.words.kiosk;
  return frame(seat, {
    title: w.sentTitle,
    body: html`<p class="lead" role="status">${w.how}</p>${tiles(seat, [
      { page: 'phone', title: w.onPhone, more: w.onPhoneMore },
      { page: 'reach', title: w.byEmail, more: w.byEmailMore, query: { kind: 'email' } },
      ...(face.texts ? [{ page: 'reach', title: w.byText, more: w.byTextMore, query: { kind: 'phone' } }] : []),
      { page: 'done', title: w.noAnswer, more: w.doneText },
    ])}`,
  });
}

export async function phonePage(seat: Seat): Promise<PageAnswer> {
  const face = await readFace(seat);
  const sitting = face && (await readSitting(seat));
  if (!sitting) return goTo(seat, '');
  const w = seat.words.kiosk;
  return frame(seat, { title: w.phoneTitle, body: html`<p class="lead">${w.scan}</p>${qr(seat, sitting.handOverUrl, w.scanAlt)}` });
}

export async function donePage(seat: Seat): Promise<PageAnswer> {
  if (!(await readFace(seat))) return goTo(seat, '');
  const w = seat.words.kiosk;
  const wasAnswered = seat.request.query['saved'] === '1';
  const said = seat.request.query['asked'] === '1' ? w.requested : undefined;
  return frame(seat, {
    title: w.doneTitle,
    body: html`${wasAnswered && html`<p class="said" role="status">${w.saved}</p>`}${said && html`<p class="said" role="status">${said}</p>`}<p class="lead">${w.doneText}</p>`,
  });
}

/** The device lets go: the sitting is over in the house, and the browser drops what it may have kept of these pages. */
export async function end(seat: Seat): Promise<PageAnswer> {
  return goTo(seat, '', { ...(await endSitting(seat)), 'clear-site-data': '"cache", "storage"' });
}

/** Somebody is still there. */
export async function alive(seat: Seat): Promise<PageAnswer> {
  await readSitting(seat).catch((error: unknown) => (isOut(error) ? undefined : Promise.reject(error)));
  return { status: 204, headers: { 'cache-control': 'no-store' }, body: '' };
}

function messageForm(seat: Seat, wrong?: string): PageAnswer {
  const w = seat.words.kiosk;
  return frame(seat, {
    title: w.ask,
    status: wrong ? 422 : 200,
    body: html`<form method="post" action="${at(seat, 'ask')}" autocomplete="off">${shown(seat)}<input type="hidden" name="id" value="${crypto.randomUUID()}">${fault(wrong)}
<label>${w.message}<textarea name="text" rows="5" required maxlength="${mostLetters}" autocomplete="off"></textarea></label>
<button class="main">${w.send}</button></form>${noticeIn(seat)}`,
  });
}

function tiles(seat: Seat, all: readonly Tile[]) {
  const tile = ({ page, title, more, query = {} }: Tile) =>
    html`<li><a class="tile" href="${at(seat, page, query)}"><strong>${title}</strong><span>${more}</span></a></li>`;
  return html`<ul class="tiles">${all.map(tile)}</ul>`;
}
