// The accessibility statement of these pages, also where no company is known. Its date is that of the words: change both together.
import { dayOf } from '../dates.ts';
import { type Html, html } from '../html.ts';
import { page } from '../page.ts';
import { mailTo, section } from '../parts.ts';
import { type Ctx, type PageAnswer, readCompany } from '../request.ts';
import { fill } from '../words.ts';

const madeOn = '2026-11-24';

export async function accessibilityPage(ctx: Ctx): Promise<PageAnswer> {
  if (ctx.key) await readCompany(ctx);
  const { statement: words, contact } = ctx.words;
  const email = ctx.company?.contactEmail;
  const list = (items: readonly string[]): Html => html`<ul>${items.map((item) => html`<li>${item}</li>`)}</ul>`;
  const write = email
    ? html`<p>${words.writeText}</p><p>${mailTo(ctx, fill(contact.write, { email }), words.subject)}</p>`
    : html`<p>${words.writeNobody}</p>`;
  return page(ctx, {
    title: words.title,
    isHome: true,
    body: html`
<p class="lead">${words.intro}</p>
<div class="notice">
${section(words.standard, html`<p>${words.standardText}</p>`, list(words.means))}
${section(words.tested, html`<p>${words.testedText}</p>`)}
${section(words.gaps, list(words.gapList))}
${section(words.write, write, html`<p>${words.body}</p>`)}
</div>
<p class="pale">${fill(words.date, { date: dayOf(madeOn, ctx.language) })}</p>`,
  });
}
