// What the rights have in common: a form that asks, with own words where they help, and the open request in its place where there is one already.
import { randomUUID } from 'node:crypto';
import type { Answer } from '@parley/contract';
import { dayOf } from '../dates.ts';
import { formToken } from '../guard.ts';
import { type Html, html, raw } from '../html.ts';
import { mailTo } from '../parts.ts';
import { type Ctx, path } from '../request.ts';

type Request = Answer<'listMyRequests'>['items'][number];
export type Wish = {
  readonly kind: Request['kind'];
  readonly button: string;
  readonly purpose?: string;
  /** A decision by machine that a person shall look at. */
  readonly decision?: string;
  /** What the button is about, for those who hear it out of its place. */
  readonly about?: string;
  /** Above the field for own words; without it there is no field. */
  readonly label?: string;
  readonly mustSay?: boolean;
  readonly wrong?: string;
};

/** A form that asks for something; the number in it makes a second press the same request. */
export function wishForm(ctx: Ctx, { kind, button, purpose, decision, about, label, mustSay, wrong }: Wish): Html {
  const id = `text-${kind}${purpose ? `-${purpose}` : ''}`;
  const described = `${id}-hint${wrong ? ` ${id}-wrong` : ''}`;
  const field = html`<label for="${id}">${label}</label><p class="pale hint" id="${id}-hint">${ctx.words.rights.hint}</p>
<textarea id="${id}" name="text" rows="4" maxlength="2000" aria-describedby="${described}"${mustSay && raw(' required')}${wrong && raw(' aria-invalid="true" autofocus')}></textarea>
${wrong && html`<p class="bad" id="${id}-wrong" role="alert">${wrong}</p>`}`;
  return html`<form method="post" action="${path(ctx, 'requests')}">${formToken(ctx)}<input type="hidden" name="kind" value="${kind}"><input type="hidden" name="once" value="${randomUUID()}">${purpose && html`<input type="hidden" name="purpose" value="${purpose}">`}${decision && html`<input type="hidden" name="decision" value="${decision}">`}
${label && field}<button${about && html` aria-label="${button}: ${about}"`}>${button}</button></form>`;
}

/** The open request of this kind (and purpose), in place of a form that would ask again; undefined when there is none. */
export function existing(ctx: Ctx, items: readonly Request[], kind: Request['kind'], purpose?: string): Html | undefined {
  const found = items.find((one) => one.kind === kind && one.closedAt === null && (purpose === undefined || one.purpose === purpose));
  if (!found) return undefined;
  const { rights, requests } = ctx.words;
  return html`<p>${rights.exists}</p>
<dl class="dates"><dt>${requests.receivedOn}</dt><dd>${dayOf(found.receivedAt, ctx.language)}</dd><dt>${requests.dueOn}</dt><dd>${dayOf(found.dueOn, ctx.language)}</dd></dl>
<p><a class="button" href="${path(ctx, 'requests')}#${found.id}">${rights.see}</a></p>
${kind !== 'rectification' && ctx.company?.contactEmail && html`<p class="pale">${mailTo(ctx, rights.add, requests.kinds[kind])}</p>`}`;
}
