// At a kiosk: what somebody may do about their data. Looking is for one's own phone, since others stand behind; asking can be done here once an address is proved.
import { html } from '../html.ts';
import { prose } from '../parts.ts';
import type { PageAnswer } from '../request.ts';
import { fill } from '../words.ts';
import { frame, noticeIn, qr } from './frame.ts';
import { apiOf, at, goTo, readFace, readSitting, type Seat } from './seat.ts';

export async function dataPage(seat: Seat): Promise<PageAnswer> {
  const face = await readFace(seat);
  if (!face) return goTo(seat, '');
  const w = seat.words.kiosk;
  const isProved = (await readSitting(seat))?.address?.proved === true;
  const button = (kind: 'access' | 'erasure', label: string) =>
    html`<form method="post" action="${at(seat, 'request')}"><input type="hidden" name="kind" value="${kind}"><button>${label}</button></form>`;
  const asking = isProved
    ? html`<div class="pair">${button('access', w.copy)}${button('erasure', w.erase)}</div>`
    : html`<p>${w.needsAddress}</p><p><a class="button" href="${at(seat, 'reach')}">${w.reach}</a></p>`;
  return frame(seat, {
    title: w.dataTitle,
    body: html`<p class="lead">${w.dataText}</p>${qr(seat, face.centreUrl, w.dataAlt)}<section>${asking}</section>${noticeIn(seat)}`,
  });
}

export async function request(seat: Seat): Promise<PageAnswer> {
  if (!(await readFace(seat)) || !(await readSitting(seat))) return goTo(seat, '');
  const kind = seat.request.form['kind'] === 'erasure' ? 'erasure' : 'access';
  await apiOf(seat, seat.sitting).call('requestAtKiosk', { body: { kind } });
  const answer = goTo(seat, 'done');
  return { ...answer, headers: { ...answer.headers, location: at(seat, 'done', { asked: '1' }) } };
}

export async function noticePage(seat: Seat): Promise<PageAnswer> {
  const face = await readFace(seat);
  if (!face) return goTo(seat, '');
  const w = seat.words.kiosk;
  const section = ({ heading, article, body }: (typeof face.notice.sections)[number]) =>
    html`<section><h2>${heading} <small>Art. ${article}</small></h2><div>${prose(body)}</div></section>`;
  return frame(seat, {
    title: w.noticeTitle,
    body: html`<p class="pale">${fill(w.version, { version: face.notice.version })}</p><div class="notice">${face.notice.sections.map(section)}</div>`,
  });
}
