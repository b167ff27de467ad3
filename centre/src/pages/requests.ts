// Requests and their clocks (Art. 12(3)): what was asked, by when it is answered, what became of it. Every right is asked for through `ask`.
import { randomUUID } from 'node:crypto';
import type { Answer, Body } from '@parley/contract';
import { dayOf, timeOf } from '../dates.ts';
import { formToken } from '../guard.ts';
import { type Html, html, raw } from '../html.ts';
import { page } from '../page.ts';
import { buttonForm, notice } from '../parts.ts';
import { type Ctx, type PageAnswer, passedOn, path, readCompany, seeOther } from '../request.ts';
import { counted, fill, wordsFor } from '../words.ts';
import { othersWhoHear } from './others.ts';
import { explain } from './problem.ts';

type Request = Answer<'listMyRequests'>['items'][number];
type Kind = Body<'openMyRequest'>['kind'];

export async function requestsPage(ctx: Ctx): Promise<PageAnswer> {
  await readCompany(ctx);
  const { items } = await ctx.api.call('listMyRequests', { query: { language: ctx.language } });
  const { requests: words } = ctx.words;
  const opened = items.find((request) => request.id === ctx.request.query['opened']);
  const answered = items.find((request) => request.id === ctx.request.query['answered']);
  return page(ctx, {
    title: words.title,
    section: 'requests',
    body: html`
${opened && notice(next(ctx, opened))}${answered && notice(fill(words.answeredNow, { date: dayOf(answered.dueOn, ctx.language) }))}
<p class="lead">${items.length === 0 ? words.none : !items.some((request) => request.extendedFor) && words.intro}</p>
${items.length === 0 && html`<p>${words.noneWhy} ${words.intro}</p>`}
${items.map((request) => requestCard(ctx, request))}
<p><a href="${path(ctx, 'me')}">${words.what}</a></p>`,
  });
}

/** Asks for a right; the number in the form makes a second press the same request. */
export async function ask(ctx: Ctx): Promise<PageAnswer> {
  await readCompany(ctx);
  const { kind = '', purpose, decision, once } = ctx.request.form;
  const text = (ctx.request.form['text'] ?? '').trim();
  if (!isKind(ctx, kind)) return explain(ctx, 'invalid', 422);
  if (kind === 'rectification' && !text) return seeOther(`${path(ctx, 'correct', { empty: '1' })}#other`);
  const body = { kind, ...(purpose && { purpose }), ...(decision && { decision }), ...(text && { text }) };
  const { id } = await ctx.api.call('openMyRequest', { body, idempotencyKey: once || randomUUID() });
  return seeOther(path(ctx, 'requests', { opened: id }));
}

/** Answers what was asked about a request; the day of the answer is today. */
export async function answerQuestion(ctx: Ctx): Promise<PageAnswer> {
  await readCompany(ctx);
  const request = ctx.request.params['request'] ?? '';
  const answer = (ctx.request.form['answer'] ?? '').trim();
  if (!answer) return seeOther(`${path(ctx, 'requests')}#${encodeURIComponent(request)}`);
  const { id } = await ctx.api.call('answerMyRequest', { params: { request }, body: { answer } });
  return seeOther(path(ctx, 'requests', { answered: id }));
}

/** Accepts the fee that is asked. */
export async function acceptFee(ctx: Ctx): Promise<PageAnswer> {
  await readCompany(ctx);
  const { id } = await ctx.api.call('acceptMyFee', { params: { request: ctx.request.params['request'] ?? '' } });
  return seeOther(`${path(ctx, 'requests')}#${id}`);
}

/** Takes an open request back. */
export async function takeBack(ctx: Ctx): Promise<PageAnswer> {
  await readCompany(ctx);
  const { id } = await ctx.api.call('takeBackMyRequest', { params: { request: ctx.request.params['request'] ?? '' } });
  return seeOther(`${path(ctx, 'requests')}#${id}`);
}

/** Lets nothing more go to who asked for them. */
export async function endElsewhere(ctx: Ctx): Promise<PageAnswer> {
  await readCompany(ctx);
  const { id } = await ctx.api.call('endMyRepresentative', { params: { request: ctx.request.params['request'] ?? '' } });
  return seeOther(`${path(ctx, 'requests')}#${id}`);
}

/** The archive, as the API makes it at this moment. */
export async function downloadCopy(ctx: Ctx): Promise<PageAnswer> {
  return passedOn(await ctx.api.blob('readMyArchive', { params: { request: ctx.request.params['request'] ?? '' } }));
}

const isKind = (ctx: Ctx, kind: string): kind is Kind => Object.hasOwn(ctx.words.requests.kinds, kind);

/** What happens next, and by which day. */
function next(ctx: Ctx, request: Request): string {
  const { requests: words } = ctx.words;
  if (request.state === 'refused') return words.states.refused;
  if (request.closedAt !== null) return words.done[request.kind];
  return fill(words.opened[request.kind], { date: dayOf(request.dueOn, ctx.language) });
}

/** A fee that is asked for, with the two answers to it side by side. */
function fee(ctx: Ctx, { id, fee: asked, closedAt }: Request): Html | null {
  const { requests: words } = ctx.words;
  if (!asked) return null;
  const shown = new Intl.NumberFormat(ctx.language, { style: 'currency', currency: asked.currency });
  const amount = shown.format(asked.amount / 10 ** (shown.resolvedOptions().maximumFractionDigits ?? 2));
  if (asked.state !== 'asked') return html`<p>${asked.state === 'waived' ? words.feeWaived : fill(words.feeAccepted, { amount })}</p>`;
  const calculation = html`<div class="quote"><p>${words.costs}:</p><blockquote>${asked.calculation}</blockquote></div>`;
  if (closedAt !== null) return calculation;
  return html`<p>${fill(words.fee, { amount })}</p>${calculation}
<div class="pair">${buttonForm(ctx, path(ctx, `requests/${id}/fee`), words.acceptFee)}${buttonForm(ctx, path(ctx, `requests/${id}/withdrawal`), words.takeBack)}</div>
<p><a href="${path(ctx, 'help')}">${words.feeRight}</a></p>`;
}

/** Where whoever asked for them is answered, which they can end. */
function elsewhere(ctx: Ctx, { id, representative }: Request): Html | null {
  const { requests: words } = ctx.words;
  if (!representative) return null;
  return html`<p>${fill(words.answersElsewhere, { email: representative.email })}</p>${buttonForm(ctx, path(ctx, `requests/${id}/representative`), words.endElsewhere)}`;
}

/** The question waits for an answer, which may be written here. */
function replyForm(ctx: Ctx, request: Request): Html {
  const { requests: words } = ctx.words;
  const id = `answer-${request.id}`;
  return html`<p>${words.pausedText}</p>
<form method="post" action="${path(ctx, `requests/${request.id}/answer`)}">${formToken(ctx)}
<label for="${id}">${words.yourAnswer}</label><textarea id="${id}" name="answer" rows="4" maxlength="2000" required></textarea>
<button class="main">${words.sendAnswer}</button></form>${request.paused?.ground === 'identity' && toHuman(ctx)}`;
}

/** Who cannot show that it is them reaches a person, while they are asked and after they were refused for it (Art. 12(2), 12(6)). */
const toHuman = (ctx: Ctx): Html => html`<p><a href="${path(ctx, 'help')}">${ctx.words.contact.human}</a></p>`;

function requestCard(ctx: Ctx, request: Request): Html {
  const { requests: words } = ctx.words;
  const isOpen = request.closedAt === null;
  const isCopy = request.kind === 'access' || request.kind === 'portability';
  const isReady = isCopy && request.state === 'fulfilled' && request.outcome !== 'nothing-held';
  const title = request.purposeName ? fill(words.against, { purpose: request.purposeName }) : words.kinds[request.kind];
  const left = request.daysLeft >= 0 && ` (${counted(words.daysLeft, request.daysLeft)})`;
  const said = (label: string, text: string | null | undefined) =>
    text && html`<div class="quote"><p>${label}:</p><blockquote>${text}</blockquote></div>`;
  return html`<section class="card" id="${request.id}"${isOpen && raw(' data-open')}>
<div class="split"><h2>${title}</h2><span class="tag${request.state === 'fulfilled' && ' good'}">${words.states[request.state]}</span></div>
<dl class="dates"><dt>${words.receivedOn}</dt><dd>${timeOf(request.receivedAt, ctx.language)}</dd>
${isOpen ? html`<dt>${words.dueOn}</dt><dd>${timeOf(request.dueOn, ctx.language)}${left}</dd>${request.statutoryOn !== request.dueOn && html`<dt>${words.firstMonth}</dt><dd>${timeOf(request.statutoryOn, ctx.language)}</dd>`}` : html`<dt>${words.closedOn}</dt><dd>${timeOf(request.closedAt ?? '', ctx.language)}</dd>`}</dl>
${said(words.wrote, request.text)}
${request.onBehalf && html`<p>${words.forYou[request.onBehalf]} <a href="${path(ctx, 'help')}">${words.notMine}</a></p>`}
${elsewhere(ctx, request)}
${request.added.map(({ kind, text }) => said({ text: words.addedLater, question: words.asked, answer: words.youAnswered, why: '', shown: '', doubt: '' }[kind], kind === 'shown' || kind === 'doubt' ? null : text))}
${!request.added.some(({ kind }) => kind === 'question') && said(words.asked, request.question)}
${fee(ctx, request)}
${said(words.longer, request.extension)}
${isOpen && (request.paused ? replyForm(ctx, request) : request.daysLeft < 0 ? html`<p class="bad">${words.late}</p>` : html`<p>${words.waiting}</p>`)}
${request.state === 'refused' && html`<p>${wordsFor(words.grounds, request.outcome ?? '')}</p>`}
${said(words.answered, request.reason)}
${othersWhoHear(ctx, request.recipients)}
${request.outcome === 'not-identified' && toHuman(ctx)}
${request.state === 'refused' && html`<p><a href="${path(ctx, 'help')}">${words.refusedWhy}</a></p>`}
${request.state === 'received' && !request.fee && html`<details><summary>${words.takeBack}</summary>${buttonForm(ctx, path(ctx, `requests/${request.id}/withdrawal`), words.takeBack)}</details>`}
${isReady && html`<p><a class="button main" href="${path(ctx, `requests/${request.id}/archive`)}" download>${words.download}</a></p><p class="pale">${request.kind === 'access' ? words.downloadWhy : words.downloadPackageWhy}</p>`}
</section>`;
}
