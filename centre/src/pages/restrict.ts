// Restriction (Art. 18): keep, but do not use. One press; a reason may be given.
import { html } from '../html.ts';
import { page } from '../page.ts';
import { type Ctx, type PageAnswer, readCompany } from '../request.ts';
import { existing, wishForm } from './wish.ts';

export async function restrictPage(ctx: Ctx): Promise<PageAnswer> {
  await readCompany(ctx);
  const [{ restricted }, { items }] = await Promise.all([
    ctx.api.call('listMyPurposes', { query: { language: ctx.language } }),
    ctx.api.call('listMyRequests', { query: { language: ctx.language } }),
  ]);
  const { restrict: words, rights } = ctx.words;
  const form = html`<p>${words.next}</p>${wishForm(ctx, { kind: 'restriction', label: rights.own, button: words.yes })}`;
  const found = existing(ctx, items, 'restriction');
  const isOn = restricted && html`<p class="said">${words.restricted}</p>`;
  return page(ctx, {
    title: words.title,
    section: 'me',
    body: html`
<p class="lead">${words.intro}</p>
<p>${words.means}</p>
${isOn}
${(found || !restricted) && html`<section class="card">${found || form}</section>`}`,
  });
}
