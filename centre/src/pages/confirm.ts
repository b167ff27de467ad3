// Where the link leads by which a yes is confirmed: by the person, or by the parent of a child. Opening it confirms nothing (programs that look for viruses open
// links); yes and no are one press each and look alike.
import { type Html, html } from '../html.ts';
import { page } from '../page.ts';
import { notice, switchButton } from '../parts.ts';
import { type Ctx, type PageAnswer, path, readCompany, seeOther, withQuery } from '../request.ts';
import { explain } from './problem.ts';

export async function confirmPage(ctx: Ctx): Promise<PageAnswer> {
  const found = await ctx.api.call('readConfirmation', { params: { token: token(ctx) }, query: { language: ctx.language } });
  await readCompany(ctx, found.centreKey);
  const { confirm: words } = ctx.words;
  const isParent = found.from === 'parent';
  const question = isParent ? words.askParent : words.ask;
  const button = (given: 'yes' | 'no', label: string, isPressed = false): Html =>
    switchButton(ctx, { action: here(ctx), fields: {}, given, label, isPressed });
  const open = html`<div class="switch wide" role="group" aria-label="${question}">${button('yes', words.yes)}${button('no', words.no)}</div>
<p class="pale">${words.free}</p>`;
  // a child's parent has no other page of theirs, so what they allowed is taken back here (Art. 7(3))
  const standing =
    isParent &&
    html`<div class="switch wide" role="group" aria-label="${question}">${button('yes', words.yes, true)}${button('no', words.no)}</div>`;
  return page(ctx, {
    title: words.title,
    body: html`
${said(ctx, found.state)}
<section class="card"><h2>${question}</h2>
<p>${isParent ? words.saidParent : words.said}</p><p><q>${found.wording}</q></p><p class="pale">${found.description}</p>
${found.state === 'open' ? open : (found.state === 'given' || found.state === 'waiting') && standing}</section>
<p class="links"><a href="${path(ctx, 'notice')}">${words.notice}</a></p>`,
  });
}

/** Takes the answer and shows what stands now. */
export async function answerConfirmation(ctx: Ctx): Promise<PageAnswer> {
  const given = ctx.request.form['given'];
  if (given !== 'yes' && given !== 'no') return explain(ctx, 'invalid', 422);
  const { state } = await ctx.api.call('answerConfirmation', { params: { token: token(ctx) }, body: { given: given === 'yes' } });
  return seeOther(here(ctx, { done: given === 'no' ? 'declined' : state }));
}

function said(ctx: Ctx, state: 'open' | 'waiting' | 'given' | 'over'): Html | undefined {
  const { confirm: words } = ctx.words;
  const done = ctx.request.query['done'];
  if (state === 'given') return notice(words.given);
  if (state === 'waiting') return notice(words.pending);
  if (state === 'over') return notice(done === 'declined' ? words.declined : words.over);
  return undefined;
}

const token = (ctx: Ctx): string => ctx.request.params['token'] ?? '';
const here = (ctx: Ctx, query: Readonly<Record<string, string>> = {}): string =>
  withQuery(`/privacy/confirm/${encodeURIComponent(token(ctx))}`, { ...query, ...(ctx.chosen && { lang: ctx.chosen }) });
