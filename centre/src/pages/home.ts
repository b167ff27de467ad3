// The door of a company's privacy centre: who they are, the notice one step away, and the way in. Open to everybody, stores nothing.
import { dayOf } from '../dates.ts';
import { html } from '../html.ts';
import { page } from '../page.ts';
import { contact, notice, prose, titled } from '../parts.ts';
import { type Ctx, type PageAnswer, path, readCompany } from '../request.ts';
import { cited, fill } from '../words.ts';
import { entryForm } from './enter.ts';

export async function homePage(ctx: Ctx): Promise<PageAnswer> {
  const company = await readCompany(ctx);
  const { words } = ctx;
  const short = company.notice?.short ?? words.noNotice;
  return page(ctx, {
    title: titled(ctx, words.home.title),
    isHome: true,
    body: html`
${ctx.request.query['left'] === '1' && notice(words.left)}
<div class="lead">${prose(short)}</div>
${company.notice && html`<p><a href="${path(ctx, 'notice')}">${words.readNotice}</a></p>`}
<section class="card"><h2>${words.home.enter}</h2><p>${words.home.enterWhy}</p>${entryForm(ctx)}</section>
<section><h2>${words.home.contact}</h2><p>${words.home.contactText}</p>${contact(ctx)}<p><a href="${path(ctx, 'help')}">${words.home.more}</a></p></section>`,
  });
}

/** The full layer of the notice, each part with its article (Art. 13). */
export async function noticePage(ctx: Ctx): Promise<PageAnswer> {
  const { notice: published } = await readCompany(ctx);
  const { words, language } = ctx;
  if (!published) return page(ctx, { title: words.notice, body: html`<p>${words.noNotice}</p>`, isHome: true });
  const part = (one: (typeof published.sections)[number]) => html`<section>
<h2>${one.heading} <small>${fill(words.article, { article: [one.article, ...(one.also ?? [])].map((each) => cited(each, language)).join(', ') })}</small></h2>
<div>${prose(one.body)}</div></section>`;
  return page(ctx, {
    title: words.notice,
    isHome: true,
    body: html`
<p class="pale">${fill(words.version, { version: published.version, date: dayOf(published.publishedAt, language) })}</p>
<div class="lead">${prose(published.short)}</div>
<div class="notice">${published.sections.map(part)}</div>
<section class="card"><h2>${words.home.enter}</h2><p>${words.home.enterWhy}</p>${entryForm(ctx)}</section>`,
  });
}
