// Small parts that pages are made of.
import { formToken } from './guard.ts';
import { type Html, html, type Part, raw } from './html.ts';
import type { Ctx } from './request.ts';
import { fill, type Words } from './words.ts';

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

/** How to reach a person of the company: by email and by letter, whatever it has given. */
export function contact(ctx: Ctx): Html {
  const { contact: words } = ctx.words;
  const { contactEmail, address, company } = ctx.company ?? { contactEmail: null, address: '', company: '' };
  const mail = contactEmail ? mailTo(ctx, fill(words.write, { email: contactEmail }), '') : words.noEmail;
  const letter =
    address && html`<dl><dt>${words.address}</dt><dd>${!address.startsWith(company) && html`${company}<br>`}${lines(address)}</dd></dl>`;
  return html`<p>${mail}</p>${letter}`;
}

/** Text of the company with its line breaks; email addresses in it can be pressed. */
export function lines(text: string): Html[] {
  const address = /([^\s@<>"(),;:]+@[^\s@<>"(),;:]+\.[a-z]{2,})/i;
  const link = (part: string, place: number) =>
    place % 2 === 1 ? html`<a href="mailto:${encodeURIComponent(part).replace('%40', '@')}">${part}</a>` : html`${part}`;
  const lineOf = (line: string, place: number) => html`${place > 0 && raw('<br>')}${line.trim().split(address).map(link)}`;
  return text.split('\n').map(lineOf);
}

export type Asked = {
  readonly action: string;
  readonly question: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly ages: readonly AgeBand[];
  readonly countries: readonly string[];
  readonly pressed: 'yes' | 'no' | undefined;
};
type AgeBand = keyof Words['answer']['ages'];

/** A question with what must be known for a yes: how old, and a parent. No needs none of it, and both buttons are alike (EDPB 03/2022). */
export function answerForm(ctx: Ctx, { action, question, fields, ages, countries, pressed }: Asked): Html {
  const { answer: words, choices } = ctx.words;
  const hidden = Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`);
  const options = ages.map((band) => html`<option value="${band}">${words.ages[band]}</option>`);
  const names = new Intl.DisplayNames(ctx.language, { type: 'region' });
  const places = countries.map((code) => html`<option value="${code}">${code === 'ZZ' ? words.elsewhere : names.of(code)}</option>`);
  const needs = html`<label>${words.country}<select name="country">${places}</select></label>
<label>${words.age}<select name="age" required><option value="">${words.choose}</option>${options}</select></label>
<label>${words.parent}<input type="email" name="parent" maxlength="254" autocomplete="off"></label><p class="hint pale">${words.parentWhy}</p>`;
  const button = (given: 'yes' | 'no') =>
    html`<button name="given" value="${given}" aria-pressed="${String(pressed === given)}" formnovalidate>${choices[given]}</button>`;
  return html`<form method="post" action="${action}">${formToken(ctx)}${hidden}${ages.length > 0 && needs}<div class="switch wide" role="group" aria-label="${question}">${button('yes')}${button('no')}</div></form>`;
}

export type Answering = {
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly given: 'yes' | 'no';
  readonly label: string;
  readonly isPressed: boolean;
};

/** One half of a choice. Yes and no are made here and nowhere else, so that neither can weigh more (EDPB 03/2022). */
export function switchButton(ctx: Ctx, { action, fields, given, label, isPressed }: Answering): Html {
  const hidden = Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`);
  return html`<form method="post" action="${action}">${formToken(ctx)}${hidden}<button name="given" value="${given}" aria-pressed="${String(isPressed)}">${label}</button></form>`;
}
