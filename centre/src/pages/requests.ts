// Requests and their clocks (Art. 12(3)): what was asked, by when it is answered, what became of it; and what else can be asked.
import { randomUUID } from 'node:crypto';
import type { Answer } from '@parley/contract';
import { dayOf, timeOf } from '../dates.ts';
import { type Html, html } from '../html.ts';
import { page } from '../page.ts';
import { buttonForm, mailTo, notice, section } from '../parts.ts';
import { type Ctx, type PageAnswer, path, readCompany, seeOther } from '../request.ts';
import { counted, wordsFor } from '../words.ts';

type Request = Answer<'listMyRequests'>['items'][number];

export async function requestsPage(ctx: Ctx): Promise<PageAnswer> {
  await readCompany(ctx);
  const { items } = await ctx.api.call('listMyRequests');
  const { requests: words } = ctx.words;
  const isErasing = items.some((request) => request.kind === 'erasure' && request.closedAt === null);
  const opened = ctx.request.query['opened'] === '1';
  return page(ctx, {
    title: words.title,
    section: 'requests',
    body: html`
${opened && notice(words.opened)}
<p class="lead">${items.length > 0 ? words.intro : `${words.none} ${words.intro}`}</p>
${items.map((request) => requestCard(ctx, request))}
<section class="card"><h2>${words.copy}</h2><p>${words.copyWhy}</p>${buttonForm(ctx, path(ctx, 'requests'), words.askCopy, { once: randomUUID() })}</section>
${!isErasing && html`<section class="card"><h2>${words.erase}</h2><p>${words.eraseWhy}</p><p><a class="button" href="${path(ctx, 'erase')}">${words.askErase}</a></p></section>`}
${section(words.others, html`<p>${words.othersWhy}</p><ul class="plain">${Object.values(words.rights).map((right) => html`<li>${mailTo(ctx, right, right)}</li>`)}</ul>`)}`,
  });
}

/** Asks for a copy; the number in the form makes a second press the same request. */
export async function askForCopy(ctx: Ctx): Promise<PageAnswer> {
  await readCompany(ctx);
  await ctx.api.call('openMyRequest', { body: { kind: 'access' }, idempotencyKey: ctx.request.form['once'] || randomUUID() });
  return seeOther(path(ctx, 'requests', { opened: '1' }));
}

/** The archive, as the API makes it at this moment. */
export async function downloadCopy(ctx: Ctx): Promise<PageAnswer> {
  const answer = await ctx.api.blob('readMyArchive', { params: { request: ctx.request.params['request'] ?? '' } });
  const kept = ['content-type', 'content-disposition'].flatMap((name) => {
    const value = answer.headers.get(name);
    return value ? [[name, value]] : [];
  });
  const headers = { ...Object.fromEntries(kept), 'cache-control': 'no-store' };
  return { status: 200, headers, body: new Uint8Array(await answer.arrayBuffer()) };
}

function requestCard(ctx: Ctx, request: Request): Html {
  const { requests: words } = ctx.words;
  const isOpen = request.closedAt === null;
  const isReady = request.kind === 'access' && request.state === 'fulfilled';
  return html`<section class="card">
<div class="split"><h2>${words.kinds[request.kind]}</h2><span class="tag ${request.state === 'fulfilled' && 'good'}">${words.states[request.state]}</span></div>
<dl class="dates"><dt>${words.receivedOn}</dt><dd>${timeOf(request.receivedAt, ctx.language)}</dd>
${isOpen ? html`<dt>${words.dueOn}</dt><dd>${dayOf(request.dueOn, ctx.language)} (${request.daysLeft >= 0 && counted(words.daysLeft, request.daysLeft)})</dd>` : html`<dt>${words.closedOn}</dt><dd>${timeOf(request.closedAt ?? '', ctx.language)}</dd>`}</dl>
${isOpen && (request.daysLeft < 0 ? html`<p class="bad">${words.late}</p>` : html`<p>${words.waiting}</p>`)}
${request.state === 'refused' && html`<p>${wordsFor(words.grounds, request.outcome ?? '')}</p>${request.reason && html`<blockquote>${request.reason}</blockquote>`}<p><a href="${path(ctx, 'help')}">${words.refusedWhy}</a></p>`}
${isReady && html`<p><a class="button main" href="${path(ctx, `requests/${request.id}/archive`)}" download>${words.download}</a></p><p class="pale">${words.downloadWhy}</p>`}
</section>`;
}
