// One calm page before an erasure is asked for: what goes, what stays and why (Art. 17), what happens then. Both answers weigh the same.
import { randomUUID } from 'node:crypto';
import { html } from '../html.ts';
import { page } from '../page.ts';
import { buttonForm, section } from '../parts.ts';
import { type Ctx, type PageAnswer, path, readCompany } from '../request.ts';
import { existing } from './wish.ts';

export async function erasePage(ctx: Ctx): Promise<PageAnswer> {
  await readCompany(ctx);
  const { items } = await ctx.api.call('listMyRequests', { query: { language: ctx.language } }); // somebody whose session is over learns it here, not after pressing
  const { erase: words } = ctx.words;
  const found = existing(ctx, items, 'erasure');
  const choice = html`<p>${words.copyFirst} <a href="${path(ctx, 'me')}">${words.copyLink}</a></p>
<div class="pair"><a class="button" href="${path(ctx, 'me')}">${words.no}</a>${buttonForm(ctx, path(ctx, 'requests'), words.yes, { kind: 'erasure', once: randomUUID() })}</div>`;
  return page(ctx, {
    title: words.title,
    section: 'me',
    body: html`
${found ? html`<section class="card">${found}</section>` : html`<p class="lead">${words.intro}</p>`}
${section(words.goes, html`<p>${words.goesText}</p><p>${words.backups} ${words.others}</p>`)}
${section(words.stays, html`<p>${words.staysText}</p>`)}
${section(words.after, html`<p>${words.afterText}</p>`)}
${!found && choice}`,
  });
}
