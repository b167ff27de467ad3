// Small parts that pages are made of.
import { formToken } from './guard.ts';
import { type Html, html, type Part } from './html.ts';
import type { Ctx } from './request.ts';
import { fill } from './words.ts';

/** A section with a heading. */
export function section(title: string, ...children: Part[]): Html {
  return html`<section><h2>${title}</h2>${children}</section>`;
}

/** A form of one button. */
export function buttonForm(ctx: Ctx, action: string, label: string, fields: Readonly<Record<string, string>> = {}, kind = ''): Html {
  const hidden = Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`);
  return html`<form method="post" action="${action}">${formToken(ctx)}${hidden}<button class="${kind}">${label}</button></form>`;
}

/** Plain text of a notice: a line is a paragraph, lines that begin with • are a list. */
export function prose(text: string): Html[] {
  const blocks: Html[] = [];
  let items: string[] = [];
  const close = () => {
    if (items.length > 0) blocks.push(html`<ul>${items.map((item) => html`<li>${item}</li>`)}</ul>`);
    items = [];
  };
  for (const line of text.split('\n').map((one) => one.trim())) {
    if (line.startsWith('•')) items.push(line.slice(1).trim());
    else {
      close();
      if (line) blocks.push(html`<p>${line}</p>`);
    }
  }
  close();
  return blocks;
}

export const notice = (text: string): Html => html`<p class="said" role="status">${text}</p>`;
export const titled = (ctx: Ctx, text: string): string => fill(text, { company: ctx.company?.company ?? '' });

/** A link to write to the company, with a subject of ours; only the text where there is no address. */
export function mailTo(ctx: Ctx, text: string, subject: string): Html {
  const email = ctx.company?.contactEmail;
  if (!email) return html`${text}`;
  const query = subject && `?subject=${encodeURIComponent(subject)}`;
  return html`<a href="mailto:${encodeURIComponent(email).replace('%40', '@')}${query}">${text}</a>`;
}
