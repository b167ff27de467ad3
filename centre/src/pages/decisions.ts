// What is decided by machine (Art. 15(1)(h), 22): by which logic, what came of it, and a form that asks for a person.
import type { Answer } from '@parley/contract';
import { dayOf } from '../dates.ts';
import { type Html, html } from '../html.ts';
import { page } from '../page.ts';
import { section } from '../parts.ts';
import { type Ctx, type PageAnswer, path, readCompany } from '../request.ts';
import { counted } from '../words.ts';
import { existing, wishForm } from './wish.ts';

type Mine = Answer<'listMyDecisions'>;

export async function decisionsPage(ctx: Ctx): Promise<PageAnswer> {
  await readCompany(ctx);
  const [{ automations, items }, requests] = await Promise.all([
    ctx.api.call('listMyDecisions', { query: { language: ctx.language } }),
    ctx.api.call('listMyRequests', { query: { language: ctx.language } }),
  ]);
  const { decisions: words, rights } = ctx.words;
  const isSerious = automations.some(({ isSignificant }) => isSignificant);
  const general =
    existing(ctx, requests.items, 'human-review') ??
    wishForm(ctx, { kind: 'human-review', label: rights.own, button: words.ask, mustSay: true });
  return page(ctx, {
    title: words.title,
    section: 'me',
    body: html`
<p class="lead">${isSerious ? words.serious : words.none}</p>
${items.length > 0 && section(words.taken, html`${items.map((one) => taken(ctx, one))}`)}
${section(words.byItself, html`${automations.map((one) => automation(ctx, one))}`)}
${section(words.askTitle, html`<p>${words.askWhy}</p>${general}`)}`,
  });
}

function automation(ctx: Ctx, { title, logic, inputs, times, logged, isSignificant }: Mine['automations'][number]): Html {
  const { decisions: words } = ctx.words;
  const shows = times === null || logged !== 'entries' ? words.logged[logged] : times > 0 && counted(words.times, times);
  return html`<section class="card"><h3>${title}</h3><p>${logic}</p>
<p class="pale">${words.inputs}: ${inputs.join(', ')}. ${isSignificant ? words.significant : words.notSignificant}${shows && html` ${shows}`}</p></section>`;
}

function taken(ctx: Ctx, { id, title, logic, outcome, at, state, changedTo, request }: Mine['items'][number]): Html {
  const { decisions: words } = ctx.words;
  const asks = wishForm(ctx, { kind: 'human-review', decision: id, button: words.ask, about: title });
  const link = request && html`<p><a href="${path(ctx, 'requests')}#${request}">${ctx.words.rights.see}</a></p>`;
  return html`<section class="card" id="${id}"><h3>${title}</h3><p>${logic}</p>
<dl class="dates"><dt>${words.outcome}</dt><dd>${changedTo ?? outcome}</dd><dt>${words.on}</dt><dd>${dayOf(at, ctx.language)}</dd></dl>
<p>${words.states[state]}</p>${state === 'stands' ? asks : link}</section>`;
}
