// At a kiosk: what somebody may do about their data. Looking is for one's own phone, since others stand behind; asking can be done here once an address is proved.
import { ProblemError } from '@parley/sdk';
import { html } from '../html.ts';
import type { PageAnswer } from '../request.ts';
import { fill, wordsFor } from '../words.ts';
import { fault, frame, noticeIn, noticeSections, qr, shown } from './frame.ts';
import { apiOf, at, goTo, isOut, readFace, readSitting, type Seat } from './seat.ts';

/** What is asked by one press, and what needs words. */
const pressed = ['access', 'portability', 'erasure', 'restriction'] as const;
const worded = ['rectification', 'human-review'] as const;
type Worded = (typeof worded)[number];
const mostLetters = 2_000;

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
  const button = (kind: (typeof pressed)[number], label: string) =>
    html`<form method="post" action="${at(seat, 'request')}">${shown(seat)}<input type="hidden" name="kind" value="${kind}"><button>${label}</button></form>`;
  const link = (page: string, label: string, query: Record<string, string> = {}) =>
    html`<p><a class="button" href="${at(seat, page, query)}">${label}</a></p>`;
  const asking = isProved
    ? html`<div class="asks">${button('access', w.copy)}${button('erasure', w.erase)}${button('portability', w.takeAlong)}${link('wish', w.correct, { kind: 'rectification' })}${button('restriction', w.restrict)}${link('object', w.object)}${link('wish', w.review, { kind: 'human-review' })}</div>`
    : html`<p>${w.needsAddress}</p>${(isNoWay || (face.texts && !face.textsOpen)) && html`<p>${w.noNumber}</p>`}${prove('email', w.proveEmail)}${face.textsOpen && prove('phone', w.provePhone)}`;
  return frame(seat, {
    title: w.dataTitle,
    body: html`<p class="lead">${w.dataText}</p>${qr(seat, face.centreUrl, w.dataAlt)}<section>${asking}</section>${noticeIn(seat)}`,
  });
}

/** Where a correction, or a person who shall decide, is asked for in somebody's own words. */
export async function wishPage(seat: Seat): Promise<PageAnswer> {
  if (!(await readFace(seat)) || !(await readSitting(seat))) return goTo(seat, '');
  const kind = worded.find((each) => each === seat.request.query['kind']);
  return kind ? wishForm(seat, kind) : goTo(seat, 'data');
}

/** The uses that may be objected to, each by one press (Art. 21). */
export async function objectPage(seat: Seat): Promise<PageAnswer> {
  const sitting = (await readFace(seat)) && (await readSitting(seat));
  if (!sitting) return goTo(seat, '');
  const w = seat.words.kiosk;
  const one = ({ purpose, name, description }: (typeof sitting.objections)[number]) =>
    html`<section><p>${description}</p><form method="post" action="${at(seat, 'request')}">${shown(seat)}<input type="hidden" name="kind" value="objection"><input type="hidden" name="purpose" value="${purpose}"><button>${name}</button></form></section>`;
  const all = sitting.objections.map(one);
  return frame(seat, {
    title: w.object,
    body: html`<p class="lead">${all.length > 0 ? w.objectText : w.objectNone}</p>${all}<p><a class="button" href="${at(seat, 'data')}">${w.back}</a></p>`,
  });
}

export async function request(seat: Seat): Promise<PageAnswer> {
  if (!(await readFace(seat)) || !(await readSitting(seat))) return goTo(seat, '');
  const { form } = seat.request;
  const wordy = worded.find((each) => each === form['kind']);
  if (wordy) return askInWords(seat, wordy);
  if (form['kind'] === 'objection')
    return form['purpose'] ? ask(seat, { kind: 'objection', purpose: form['purpose'].slice(0, 60) }) : goTo(seat, 'object');
  const kind = pressed.find((each) => each === form['kind']);
  if (!kind) return goTo(seat, 'data');
  return kind === 'erasure' && form['sure'] !== '1' ? surely(seat) : ask(seat, { kind });
}

async function askInWords(seat: Seat, kind: Worded): Promise<PageAnswer> {
  const text = (seat.request.form['text'] ?? '').replace(/\r\n/g, '\n').trim().slice(0, mostLetters);
  if (!text) return wishForm(seat, kind, seat.words.kiosk.wishEmpty);
  try {
    return await ask(seat, { kind, text });
  } catch (error) {
    if (isOut(error)) throw error; // anything else may pass, and what was typed is not lost by it
    const { problems } = seat.words;
    const why = wordsFor(problems, error instanceof ProblemError ? error.code : 'unexpected') ?? problems.unexpected;
    return wishForm(seat, kind, why.join('. '), text);
  }
}

async function ask(
  seat: Seat,
  body: { kind: (typeof pressed)[number] | Worded | 'objection'; text?: string; purpose?: string },
): Promise<PageAnswer> {
  await apiOf(seat, seat.sitting).call('requestAtKiosk', { body });
  return goTo(seat, 'done', {}, { asked: '1' });
}

function wishForm(seat: Seat, kind: Worded, wrong?: string, typed = ''): PageAnswer {
  const w = seat.words.kiosk;
  const [title, lead] = kind === 'rectification' ? [w.correct, w.correctText] : [w.review, w.reviewText];
  return frame(seat, {
    title,
    status: wrong ? 422 : 200,
    body: html`<p class="lead">${lead}</p><form method="post" action="${at(seat, 'request')}" autocomplete="off">${shown(seat)}<input type="hidden" name="kind" value="${kind}">${fault(wrong)}
<label>${w.wish}<textarea name="text" rows="5" required maxlength="${mostLetters}" autocomplete="off">${typed}</textarea></label>
<button class="main">${w.wishDo}</button></form><p><a class="button" href="${at(seat, 'data')}">${w.back}</a></p>`,
  });
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
