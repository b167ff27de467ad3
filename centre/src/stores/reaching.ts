// At a kiosk: an address for answers, proved by a code, and what may be sent there. Yes and no weigh the same, and nothing is chosen before somebody chooses.
import type { Answer } from '@parley/contract';
import { html } from '../html.ts';
import type { PageAnswer } from '../request.ts';
import { wordsFor } from '../words.ts';
import { fault, frame, noticeIn, shown } from './frame.ts';
import { apiOf, at, beginSitting, codeOf, goTo, readFace, readSitting, type Seat, type Sitting } from './seat.ts';

type Choice = Sitting['choices'][number];
type Kind = 'email' | 'phone';

export async function reachPage(seat: Seat): Promise<PageAnswer> {
  if (!(await readFace(seat))) return goTo(seat, '');
  await readSitting(seat);
  return addressForm(seat);
}

export async function reach(seat: Seat): Promise<PageAnswer> {
  if (!(await readFace(seat))) return goTo(seat, '');
  const kind = kindOf(seat, seat.request.form['kind']);
  const value = (seat.request.form['value'] ?? '').trim();
  const { token, cookie } = await beginSitting(seat);
  try {
    const body = kind === 'email' ? ({ kind, value } as const) : ({ kind, value: value.slice(0, 30) } as const);
    await apiOf(seat, token).call('giveAddressAtKiosk', { body });
    return goTo(seat, 'code', cookie, backOf(seat));
  } catch (error) {
    const { noAddress, noCodes } = seat.words.kiosk;
    const wrong = wordsFor({ invalid: noAddress, 'too-many': noCodes }, codeOf(error));
    if (!wrong) throw error;
    const again = addressForm(seat, wrong);
    return { ...again, headers: { ...again.headers, ...cookie } };
  }
}

export async function codePage(seat: Seat): Promise<PageAnswer> {
  const isHere = (await readFace(seat)) && (await readSitting(seat))?.address;
  return isHere ? codeForm(seat) : goTo(seat, '');
}

export async function prove(seat: Seat): Promise<PageAnswer> {
  if (!(await readFace(seat)) || !(await readSitting(seat))?.address) return goTo(seat, '');
  const code = (seat.request.form['code'] ?? '').replace(/\s/g, '').slice(0, 12) || '-';
  const { proved } = await apiOf(seat, seat.sitting).call('proveAddressAtKiosk', { body: { code } });
  return proved ? goTo(seat, backOf(seat)['back'] ?? 'choices') : codeForm(seat, seat.words.kiosk.wrongCode);
}

export async function choicesPage(seat: Seat, wrong?: string): Promise<PageAnswer> {
  const sitting = (await readFace(seat)) && (await readSitting(seat));
  if (!sitting?.address?.proved) return goTo(seat, '');
  const w = seat.words.kiosk;
  const answers = sitting.asked && html`<p class="said" role="status">${w.answers}</p>`;
  if (sitting.choices.length === 0)
    return frame(seat, { title: w.choicesTitle, body: html`${answers}<p class="lead">${w.noChoices}</p>${goOn(seat)}` });
  return frame(seat, {
    title: w.choicesTitle,
    status: wrong ? 409 : 200,
    body: html`${answers}${fault(wrong)}<p class="lead">${w.choicesText}</p>
<form method="post" action="${at(seat, 'choices')}" autocomplete="off">${shown(seat)}${sitting.choices.map((each) => question(seat, each))}
${signature(seat)}<button class="main">${w.save}</button></form>${goOn(seat)}${noticeIn(seat)}`,
  });
}

/** What nobody answered is not asked again, and counts for nothing. What was shown goes along: where it is no longer so, the page asks anew. */
export async function choose(seat: Seat): Promise<PageAnswer> {
  const sitting = (await readFace(seat)) && (await readSitting(seat));
  if (!sitting) return goTo(seat, '');
  const { form } = seat.request;
  const answers = Object.entries(form).flatMap(([name, value]) => {
    const [, purpose, channel] = /^answer:(.+):(email|sms)$/.exec(name) ?? [];
    if (!purpose || !channel || (value !== 'yes' && value !== 'no')) return [];
    const shown = form[name.replace('answer:', 'shown:')] ?? '';
    return [{ purpose, channel: channel as Choice['channel'], given: value === 'yes', shown }];
  });
  if (answers.length === 0) return goTo(seat, 'done');
  const signed = form['signature']?.startsWith('data:image/png;base64,') ? { signature: form['signature'] } : {};
  const named = form['signedName']?.trim() ? { signedName: form['signedName'].trim().slice(0, 120) } : {};
  const notice = { noticeId: form['notice'] ?? '', noticeHash: form['hash'] ?? '' };
  try {
    const said = await apiOf(seat, seat.sitting).call('chooseAtKiosk', {
      body: { ...notice, language: seat.language, answers, ...signed, ...named },
    });
    return goTo(seat, 'done', {}, { saved: [...new Set(said.answers.map(codeFor))].join('.') });
  } catch (error) {
    if (codeOf(error) !== 'conflict') throw error;
    return choicesPage(seat, seat.words.kiosk.changed);
  }
}

type Said = Answer<'chooseAtKiosk'>['answers'][number];
const codeFor = ({ state, isNew }: Said): string =>
  state === 'withdrawn' ? 'no' : state === 'pending' ? (isNew ? 'pending' : 'waits') : isNew ? 'given' : 'stood';

/** Whoever came from their data goes back there once the address is proved. */
const backOf = ({ request }: Seat): Record<string, string> =>
  (request.form['back'] ?? request.query['back']) === 'data' ? { back: 'data' } : {};
const backIn = (seat: Seat) => backOf(seat)['back'] && html`<input type="hidden" name="back" value="data">`;

/** Who came from their data gives what opens them. */
const kindOf = (seat: Seat, asked: string | undefined): Kind => {
  const { texts = false, textsOpen = false } = seat.face ?? {};
  return asked === 'phone' && (backOf(seat)['back'] ? textsOpen : texts) ? 'phone' : 'email';
};
const fieldOf = ({ purpose, channel }: Pick<Choice, 'purpose' | 'channel'>): string => `answer:${purpose}:${channel}`;

function addressForm(seat: Seat, wrong?: string): PageAnswer {
  const w = seat.words.kiosk;
  const kind = kindOf(seat, seat.request.form['kind'] ?? seat.request.query['kind']);
  const other = kind === 'email' ? 'phone' : 'email';
  const field =
    kind === 'email'
      ? html`<label>${w.email}<input type="email" name="value" required maxlength="254" autocomplete="off" inputmode="email" spellcheck="false"></label>`
      : html`<label>${w.phone}<input type="tel" name="value" required maxlength="30" autocomplete="off" inputmode="tel"></label><p class="hint pale">${w.phoneHint}</p>`;
  return frame(seat, {
    title: w.reachTitle,
    status: wrong ? 422 : 200,
    body: html`<form method="post" action="${at(seat, 'reach')}" autocomplete="off">${shown(seat)}${backIn(seat)}<input type="hidden" name="kind" value="${kind}">${fault(wrong)}${field}
<button class="main">${w.sendCode}</button></form>
${seat.face?.texts && !backOf(seat)['back'] && html`<p><a class="button" href="${at(seat, 'reach', { kind: other })}">${w[other === 'email' ? 'byEmail' : 'byText']}</a></p>`}${noticeIn(seat)}`,
  });
}

function codeForm(seat: Seat, wrong?: string): PageAnswer {
  const w = seat.words.kiosk;
  return frame(seat, {
    title: w.codeTitle,
    status: wrong ? 422 : 200,
    body: html`<p class="lead">${w.codeText}</p><form method="post" action="${at(seat, 'code')}" autocomplete="off">${shown(seat)}${backIn(seat)}${fault(wrong)}
<label>${w.code}<input class="code" name="code" required maxlength="12" inputmode="numeric" autocomplete="off"></label>
<button class="main">${w.check}</button></form><p><a class="button" href="${at(seat, 'reach', backOf(seat))}">${w.back}</a></p>`,
  });
}

/** Two answers of the same size, neither chosen (Art. 4(11), recital 32, EDPB 03/2022). */
function question(seat: Seat, choice: Choice) {
  const w = seat.words.kiosk;
  const name = fieldOf(choice);
  const either = (value: 'yes' | 'no') => html`<label><input type="radio" name="${name}" value="${value}">${w[value]}</label>`;
  return html`<fieldset><legend>${choice.purposeName}</legend><input type="hidden" name="${name.replace('answer:', 'shown:')}" value="${choice.shown}"><p>${choice.wording}</p><p class="pale">${choice.description}</p><div class="either">${either('yes')}${either('no')}</div></fieldset>`;
}

/** Drawn or typed, or left out: a yes counts by itself. The field to draw in shows only where it works. */
function signature(seat: Seat) {
  const w = seat.words.kiosk;
  return html`<fieldset><legend>${w.sign}</legend><div id="pad" class="group" hidden><p id="pad-words">${w.signHere}</p><canvas aria-labelledby="pad-words"></canvas>
<button id="clear" type="button">${w.clear}</button></div><input type="hidden" id="signature" name="signature" value="">
<label>${w.typed}<input name="signedName" maxlength="120" autocomplete="off" spellcheck="false"></label></fieldset>`;
}

const goOn = (seat: Seat) =>
  html`<p><a class="button" href="${at(seat, 'done')}">${seat.words.kiosk.skip}</a></p><p><a class="button" href="${at(seat, 'data')}">${seat.words.kiosk.data}</a></p>`;
