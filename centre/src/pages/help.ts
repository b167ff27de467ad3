// A human contact, "this is not me", and the authority: one step from every page, without entering.
import { html } from '../html.ts';
import { page } from '../page.ts';
import { mailTo, prose, section } from '../parts.ts';
import { type Ctx, type PageAnswer, readCompany } from '../request.ts';
import { fill } from '../words.ts';

export async function helpPage(ctx: Ctx): Promise<PageAnswer> {
  const { contactEmail, notice } = await readCompany(ctx);
  const { help: words } = ctx.words;
  const part = (article: string) => prose(notice?.sections.find((one) => one.article === article)?.body ?? '');
  const write = contactEmail && html`<p>${mailTo(ctx, fill(words.write, { email: contactEmail }), '')}</p>`;
  const notMine = contactEmail && html`<p>${mailTo(ctx, fill(words.write, { email: contactEmail }), words.notMe)}</p>`;
  return page(ctx, {
    title: words.title,
    section: 'help',
    isHome: true,
    body: html`
${section(words.human, html`<p>${words.humanText}</p>`, write || part('13(1)(a)'))}
${section(words.notMe, html`<p>${words.notMeText}</p>`, notMine)}
${section(words.officer, part('13(1)(b)'))}
${section(words.complain, html`<p>${words.complainText}</p>`, part('13(2)(d)'))}`,
  });
}
