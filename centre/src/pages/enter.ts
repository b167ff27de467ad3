// Ways in: a code sent to a known address, or a signed link. What is answered never tells whether an address is known. Opening a link changes
// nothing by itself: mail programs and scanners follow links, so entering takes a press, and only that makes a session.
import { ProblemError } from '@parley/sdk';
import { formToken, noCookie, sessionCookie } from '../guard.ts';
import { type Html, html } from '../html.ts';
import { page } from '../page.ts';
import { buttonForm } from '../parts.ts';
import { type Ctx, type PageAnswer, path, readCompany, seeOther } from '../request.ts';
import { fill } from '../words.ts';

export function entryForm(ctx: Ctx): Html {
  const { home } = ctx.words;
  return html`<form method="post" action="${path(ctx, 'code')}">${formToken(ctx)}
<label>${home.email}<input type="email" name="email" autocomplete="email" required maxlength="254"></label>
<button class="main">${home.sendCode}</button></form>`;
}

/** Sends a code and asks for it; the address goes along in the form, never in an address line. */
export async function sendCode(ctx: Ctx): Promise<PageAnswer> {
  await readCompany(ctx);
  const email = (ctx.request.form['email'] ?? '').trim();
  await ctx.api.call('requestCode', { params: { key: ctx.key }, body: { email, language: ctx.language } });
  return codePage(ctx, email);
}

export async function enterByCode(ctx: Ctx): Promise<PageAnswer> {
  await readCompany(ctx);
  const { email = '', code = '' } = ctx.request.form;
  try {
    return await enter(ctx, { email, code: code.replace(/\s/g, '') });
  } catch (error) {
    if (error instanceof ProblemError && ['wrong-code', 'invalid'].includes(error.code)) return codePage(ctx, email, ctx.words.code.wrong);
    throw error;
  }
}

/** Where a signed link leads: shows a button. */
export async function linkPage(ctx: Ctx): Promise<PageAnswer> {
  await readCompany(ctx);
  const { title, why, open } = ctx.words.link;
  const link = ctx.request.query['link'] ?? '';
  return page(ctx, {
    title,
    body: html`<p class="lead">${why}</p>${buttonForm(ctx, path(ctx, 'enter'), open, { link }, 'main')}`,
  });
}

export async function enterByLink(ctx: Ctx): Promise<PageAnswer> {
  await readCompany(ctx);
  return enter(ctx, { link: ctx.request.form['link'] ?? '' });
}

/** Ends the session here and at the server. */
export async function leave(ctx: Ctx): Promise<PageAnswer> {
  if (ctx.token) await ctx.api.call('endPersonSession').catch(() => undefined); // it may be over already
  return seeOther(path(ctx, '', { left: '1' }), { 'set-cookie': noCookie(ctx) });
}

async function enter(ctx: Ctx, body: { email: string; code: string } | { link: string }): Promise<PageAnswer> {
  const { token, expiresAt } = await ctx.api.call('startPersonSession', { params: { key: ctx.key }, body });
  return seeOther(path(ctx, 'me'), { 'set-cookie': sessionCookie(ctx, token, expiresAt) });
}

function codePage(ctx: Ctx, email: string, wrong?: string): PageAnswer {
  const { code: words } = ctx.words;
  return page(ctx, {
    title: words.title,
    status: wrong ? 422 : 200,
    body: html`
<p class="lead">${fill(words.sent, { email })}</p>
<form method="post" action="${path(ctx, 'session')}">${formToken(ctx)}<input type="hidden" name="email" value="${email}">
<label for="code">${words.code}</label>
<input class="code" id="code" name="code" autocomplete="one-time-code" inputmode="numeric" required maxlength="12" autofocus ${wrong ? html`aria-invalid="true" aria-describedby="wrong"` : ''}>
${wrong && html`<p class="bad" id="wrong" role="alert">${wrong}</p>`}
<button class="main">${words.enter}</button></form>
<section><p class="pale">${words.nothing}</p>
${buttonForm(ctx, path(ctx, 'code'), words.again, { email }, 'text')}
<p><a href="${path(ctx, '')}">${words.other}</a></p>
<p><a href="${path(ctx, 'help')}">${ctx.words.contact.human}</a></p></section>`,
  });
}
