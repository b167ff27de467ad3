// A human contact, the data protection officer, "this is not me", and the authority: one step from every page, without entering (Art. 13(1)(a), (b), 13(2)(d)).
import { html } from '../html.ts';
import { page } from '../page.ts';
import { contact, lines, mailTo, section } from '../parts.ts';
import { type Ctx, type PageAnswer, readCompany } from '../request.ts';
import { fill } from '../words.ts';

export async function helpPage(ctx: Ctx): Promise<PageAnswer> {
  const { contactEmail, dpoContact, authority } = await readCompany(ctx);
  const { contact: words } = ctx.words;
  const notMine = contactEmail && html`<p>${mailTo(ctx, fill(words.write, { email: contactEmail }), words.notMe)}</p>`;
  const officer = dpoContact && section(words.officer, html`<p>${words.officerText}</p><p>${lines(dpoContact)}</p>`);
  const complain = authority ? html`<p>${words.complainText}</p><p>${lines(authority)}</p>` : html`<p>${words.anyAuthority}</p>`;
  return page(ctx, {
    title: words.title,
    isHome: true,
    body: html`
${section(words.human, html`<p>${words.humanText}</p>`, contact(ctx))}
${officer}
${section(words.notMe, html`<p>${words.notMeText}</p>`, notMine, html`<p class="pale">${words.notMeInside}</p>`)}
${section(words.complain, complain)}`,
  });
}
