// Where the link in a mail leads for who asks for somebody else: a code to their address proves it, then they read where the request stands and fetch a copy. Nothing is remembered between visits.
import { ProblemError } from '@parley/sdk';
import { dayOf } from '../dates.ts';
import { formToken } from '../guard.ts';
import { type Html, html } from '../html.ts';
import { page } from '../page.ts';
import { buttonForm, notice } from '../parts.ts';
import { type Ctx, type PageAnswer, passedOn, path, readCompany } from '../request.ts';
import { fill } from '../words.ts';

export async function representingPage(ctx: Ctx): Promise<PageAnswer> {
  await readCompany(ctx);
  const { representing: words } = ctx.words;
  return page(ctx, {
    title: words.title,
    body: html`<p class="lead">${words.intro}</p>${buttonForm(ctx, here(ctx), words.send, { send: '1' }, 'main')}`,
  });
}

/** Sends a code, or takes one. */
export async function representing(ctx: Ctx): Promise<PageAnswer> {
  await readCompany(ctx);
  const { code } = ctx.request.form;
  if (code === undefined) {
    await ctx.api.call('sendRepresentativeCode', { params: { token: token(ctx) } });
    return codePage(ctx);
  }
  try {
    return await standing(ctx, code.replace(/\s/g, ''));
  } catch (error) {
    if (error instanceof ProblemError && ['wrong-code', 'invalid'].includes(error.code)) return codePage(ctx, ctx.words.representing.wrong);
    throw error;
  }
}

/** The copy, as the API makes it at this moment. */
export async function representedCopy(ctx: Ctx): Promise<PageAnswer> {
  const body = { pass: ctx.request.form['pass'] ?? '' };
  return passedOn(await ctx.api.blob('readRepresentedArchive', { params: { token: token(ctx) }, body }));
}

async function standing(ctx: Ctx, code: string): Promise<PageAnswer> {
  const found = await ctx.api.call('proveRepresentative', { params: { token: token(ctx) }, body: { code } });
  const { representing: words, requests } = ctx.words;
  const said = (title: string, text: string | null): Html | null => (text ? html`<h2>${title}</h2><p><q>${text}</q></p>` : null);
  const isOpen = found.state === 'received' || found.state === 'approved' || found.state === 'in-progress';
  return page(ctx, {
    title: words.title,
    body: html`
${notice(fill(words.proved, { company: found.company }))}
<section class="card"><p>${words.what}: ${requests.kinds[found.kind]} (${dayOf(found.receivedAt, ctx.language)})</p>
<p><strong>${requests.states[found.state]}</strong>${isOpen && html` · ${requests.dueOn} ${dayOf(found.dueOn, ctx.language)}`}</p>
${said(words.question, found.question)}${found.question && html`<p>${fill(words.write, { company: found.company })}</p>`}
${said(words.longer, found.extension)}${said(words.answer, found.reason)}
${found.hasCopy && html`<p>${found.kind === 'portability' ? words.packageWhy : words.copyWhy}</p>${buttonForm(ctx, `${here(ctx)}/copy`, words.copy, { pass: found.pass }, 'main')}`}</section>`,
  });
}

function codePage(ctx: Ctx, wrong?: string): PageAnswer {
  const { representing: words } = ctx.words;
  return page(ctx, {
    title: words.title,
    status: wrong ? 422 : 200,
    body: html`
<p class="lead">${words.sent}</p>
<form method="post" action="${here(ctx)}">${formToken(ctx)}
<label>${words.code}<input name="code" inputmode="numeric" autocomplete="one-time-code" required maxlength="12"></label>
${wrong && html`<p class="bad" role="alert">${wrong}</p>`}<button class="main">${words.enter}</button></form>
${buttonForm(ctx, here(ctx), words.again, { send: '1' })}`,
  });
}

const token = (ctx: Ctx): string => ctx.request.params['token'] ?? '';
const here = (ctx: Ctx): string => path(ctx, `representing/${encodeURIComponent(token(ctx))}`);
