// Ways in: a code sent to a known address or number, or a signed link. What is answered never tells whether it is known. Opening a link changes
// nothing by itself: mail programs and scanners follow links, so entering takes a press, and only that makes a session.
import { ProblemError } from '@parley/sdk';
import { formToken, noCookie, sessionCookie } from '../guard.ts';
import { type Html, html } from '../html.ts';
import { page } from '../page.ts';
import { buttonForm } from '../parts.ts';
import { type Ctx, type PageAnswer, path, readCompany, seeOther } from '../request.ts';
import { fill } from '../words.ts';

/** Whom the code goes to, as typed; it goes along in the form, never in an address line. */
type Entry = { readonly email: string } | { readonly phone: string };

export function entryForm(ctx: Ctx): Html {
  const { home } = ctx.words;
  return html`<form method="post" action="${path(ctx, 'code')}">${formToken(ctx)}
<label>${home.email}<input type="email" name="email" autocomplete="email" required maxlength="254"></label>
<button class="main">${home.sendCode}</button></form>${ctx.company?.texts ? byText(ctx) : html`<p class="pale">${home.noTexts} <a href="${path(ctx, 'help')}">${ctx.words.contact.human}</a></p>`}`;
}

export async function sendCode(ctx: Ctx): Promise<PageAnswer> {
  await readCompany(ctx);
  const entry = entryOf(ctx);
  try {
    await ctx.api.call('requestCode', { params: { key: ctx.key }, body: { ...entry, language: ctx.language } });
  } catch (error) {
    if (!('phone' in entry && error instanceof ProblemError && ['invalid', 'conflict'].includes(error.code))) throw error;
    return phonePage(ctx, error.code === 'invalid' ? entry.phone : undefined);
  }
  return codePage(ctx, entry);
}

export async function enterByCode(ctx: Ctx): Promise<PageAnswer> {
  await readCompany(ctx);
  const entry = entryOf(ctx);
  try {
    return await enter(ctx, { ...entry, code: (ctx.request.form['code'] ?? '').replace(/\s/g, '') });
  } catch (error) {
    if (error instanceof ProblemError && ['wrong-code', 'invalid'].includes(error.code)) return codePage(ctx, entry, ctx.words.code.wrong);
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

async function enter(ctx: Ctx, body: (Entry & { code: string }) | { link: string }): Promise<PageAnswer> {
  const { token, expiresAt } = await ctx.api.call('startPersonSession', { params: { key: ctx.key }, body });
  return seeOther(path(ctx, 'me'), { 'set-cookie': sessionCookie(ctx, token, expiresAt) });
}

function entryOf({ request: { form } }: Ctx): Entry {
  const { email, phone } = form;
  return email === undefined && phone !== undefined ? { phone: phone.trim().slice(0, 40) } : { email: (email ?? '').trim() };
}

/** Folded away: most are known by an address, and one field that takes both would say neither to whoever fills it in nor to their browser what it wants. */
function byText(ctx: Ctx, wrong?: string): Html {
  const { home } = ctx.words;
  const country = new Intl.DisplayNames(ctx.language, { type: 'region' }).of(ctx.company?.country ?? '') ?? '';
  const isWrong = wrong !== undefined;
  return html`<details ${isWrong ? html`open` : ''}><summary>${home.byText}</summary><form method="post" action="${path(ctx, 'code')}">${formToken(ctx)}
<label for="phone">${home.phone}</label>
<input type="tel" id="phone" name="phone" autocomplete="tel" inputmode="tel" required maxlength="40" aria-describedby="phone-hint" value="${wrong ?? ''}" ${isWrong ? html`aria-invalid="true" autofocus` : ''}>
${isWrong && html`<p class="bad" role="alert">${home.noPhone}</p>`}<p class="hint pale" id="phone-hint">${fill(home.phoneHint, { country })}</p>
<button class="main">${home.sendCode}</button></form></details>`;
}

/** A number that is none, or none to which anything can be sent from here. */
function phonePage(ctx: Ctx, wrong: string | undefined): PageAnswer {
  const { home, contact } = ctx.words;
  const body = wrong === undefined ? html`<p class="lead">${home.noTexts}</p>` : byText(ctx, wrong);
  return page(ctx, {
    title: home.enter,
    status: 422,
    body: html`${body}<p><a href="${path(ctx, '')}">${ctx.words.toHome}</a></p><p><a href="${path(ctx, 'help')}">${contact.human}</a></p>`,
  });
}

function codePage(ctx: Ctx, entry: Entry, wrong?: string): PageAnswer {
  const { code: words } = ctx.words;
  const said = 'phone' in entry ? words.byText : words;
  const [[name, value] = ['email', '']] = Object.entries(entry);
  return page(ctx, {
    title: words.title,
    status: wrong ? 422 : 200,
    body: html`
<p class="lead">${fill(said.sent, { [name]: value })}</p>
<form method="post" action="${path(ctx, 'session')}">${formToken(ctx)}<input type="hidden" name="${name}" value="${value}">
<label for="code">${said.code}</label>
<input class="code" id="code" name="code" autocomplete="one-time-code" inputmode="numeric" required maxlength="12" autofocus ${wrong ? html`aria-invalid="true" aria-describedby="wrong"` : ''}>
${wrong && html`<p class="bad" id="wrong" role="alert">${wrong}</p>`}
<button class="main">${words.enter}</button></form>
<section><p class="pale">${said.nothing}</p>
${buttonForm(ctx, path(ctx, 'code'), words.again, { [name]: value }, 'text')}
<p><a href="${path(ctx, '')}">${said.other}</a></p>
<p><a href="${path(ctx, 'help')}">${ctx.words.contact.human}</a></p></section>`,
  });
}
