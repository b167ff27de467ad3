// One calm page before an erasure is asked for: what goes, what stays and why (Art. 17), what happens then. Both answers weigh the same.
import { randomUUID } from 'node:crypto';
import { html } from '../html.ts';
import { page } from '../page.ts';
import { buttonForm, section } from '../parts.ts';
import { type Ctx, type PageAnswer, path, readCompany, seeOther } from '../request.ts';

export async function erasePage(ctx: Ctx): Promise<PageAnswer> {
  await readCompany(ctx);
  await ctx.api.call('listMyRequests'); // somebody whose session is over learns it here, not after pressing
  const { erase: words } = ctx.words;
  return page(ctx, {
    title: words.title,
    section: 'requests',
    body: html`
<p class="lead">${words.intro}</p>
${section(words.goes, html`<p>${words.goesText}</p><p>${words.backups} ${words.others}</p>`)}
${section(words.stays, html`<p>${words.staysText}</p>`)}
${section(words.after, html`<p>${words.afterText}</p>`)}
<p>${words.copyFirst} <a href="${path(ctx, 'requests')}">${words.copyLink}</a></p>
<div class="pair"><a class="button" href="${path(ctx, 'me')}">${words.no}</a>${buttonForm(ctx, path(ctx, 'erase'), words.yes, { once: randomUUID() })}</div>`,
  });
}

export async function askForErasure(ctx: Ctx): Promise<PageAnswer> {
  await readCompany(ctx);
  await ctx.api.call('openMyRequest', { body: { kind: 'erasure' }, idempotencyKey: ctx.request.form['once'] || randomUUID() });
  return seeOther(path(ctx, 'requests', { opened: '1' }));
}
