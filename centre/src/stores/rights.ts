// At a kiosk: what somebody may do about their data. Looking is for one's own phone, since others stand behind; asking can be done here once an address is proved.
import { html } from '../html.ts';
import type { PageAnswer } from '../request.ts';
import { fill } from '../words.ts';
import { frame, noticeIn, noticeSections, qr, shown } from './frame.ts';
import { apiOf, at, goTo, readFace, readSitting, type Seat } from './seat.ts';

export async function dataPage(seat: Seat): Promise<PageAnswer> {
  const face = await readFace(seat);
  if (!face) return goTo(seat, '');
  const w = seat.words.kiosk;
  const address = (await readSitting(seat))?.address;
  // a number opens no page while no codes go by text: what would be asked for with it could not be read
  const isNoWay = address?.kind === 'phone' && !face.textsOpen;
  const isProved = address?.proved === true && !isNoWay;
  const prove = (kind: 'email' | 'phone', label: string) =>
    html`<p><a class="button" href="${at(seat, 'reach', { kind, back: 'data' })}">${label}</a></p>`;
  const button = (kind: 'access' | 'erasure', label: string) =>
    html`<form method="post" action="${at(seat, 'request')}">${shown(seat)}<input type="hidden" name="kind" value="${kind}"><button>${label}</button></form>`;
  const asking = isProved
    ? html`<div class="pair">${button('access', w.copy)}${button('erasure', w.erase)}</div>`
    : html`<p>${w.needsAddress}</p>${(isNoWay || (face.texts && !face.textsOpen)) && html`<p>${w.noNumber}</p>`}${prove('email', w.proveEmail)}${face.textsOpen && prove('phone', w.provePhone)}`;
  return frame(seat, {
    title: w.dataTitle,
    body: html`<p class="lead">${w.dataText}</p>${qr(seat, face.centreUrl, w.dataAlt)}<section>${asking}</section>${noticeIn(seat)}`,
  });
}

export async function request(seat: Seat): Promise<PageAnswer> {
  if (!(await readFace(seat)) || !(await readSitting(seat))) return goTo(seat, '');
  const kind = seat.request.form['kind'] === 'erasure' ? 'erasure' : 'access';
  if (kind === 'erasure' && seat.request.form['sure'] !== '1') return surely(seat);
  await apiOf(seat, seat.sitting).call('requestAtKiosk', { body: { kind } });
  return goTo(seat, 'done', {}, { asked: '1' });
}

/** What cannot be undone is not asked for by a slip of the finger. */
function surely(seat: Seat): PageAnswer {
  const w = seat.words.kiosk;
  return frame(seat, {
    title: w.eraseTitle,
    body: html`<p class="lead">${w.eraseText}</p><form method="post" action="${at(seat, 'request')}">${shown(seat)}<input type="hidden" name="kind" value="erasure">
<input type="hidden" name="sure" value="1"><button class="main">${w.eraseDo}</button></form><p><a class="button" href="${at(seat, 'data')}">${w.back}</a></p>`,
  });
}

export async function noticePage(seat: Seat): Promise<PageAnswer> {
  const face = await readFace(seat);
  if (!face) return goTo(seat, '');
  const w = seat.words.kiosk;
  return frame(seat, {
    title: w.noticeTitle,
    body: html`<p class="pale">${fill(w.version, { version: face.notice.version })}</p>${noticeSections(face.notice.sections)}`,
  });
}
