// What is known about the person, in groups, each with its purpose and period (Art. 15(1)); beside each identity "this is not me", which contests it
// at once (Art. 16, 18(1)(a)).
import type { Answer } from '@parley/contract';
import { keptWords } from '@parley/contract/kept-words';
import { dayOf, isDay } from '../dates.ts';
import { type Html, html } from '../html.ts';
import { page } from '../page.ts';
import { buttonForm, notice, section, titled } from '../parts.ts';
import { type Ctx, type PageAnswer, path, readCompany, seeOther } from '../request.ts';
import { counted, fill, wordsFor } from '../words.ts';

type Me = Answer<'readMe'>;
const order: readonly (readonly ['talk' | 'person' | 'rights' | 'proof', readonly string[]])[] = [
  ['talk', ['conversations', 'messages', 'attachments', 'visits', 'deliveries', 'external_ids']],
  ['person', ['people', 'identities', 'person_field_values', 'merges', 'codes']],
  ['rights', ['consent_events', 'gate_facts', 'legal_holds', 'requests', 'person_sessions']],
  ['proof', ['subject_keys', 'ledger_payloads', 'retention_sweeps']],
];

export async function dataPage(ctx: Ctx): Promise<PageAnswer> {
  await readCompany(ctx);
  const me = await ctx.api.call('readMe', { query: { language: ctx.language } });
  const { data: words } = ctx.words;
  const due = ctx.request.query['contested'];
  return page(ctx, {
    title: words.title,
    section: 'data',
    body: html`
${isDay(due) && notice(fill(words.notMeDone, { date: dayOf(due, ctx.language) }))}
<p class="lead">${titled(ctx, words.intro)}</p>
${section(words.identities, html`<ul class="rows">${nameRow(ctx, me)}${me.identities.map((one) => identityRow(ctx, one))}</ul>`)}
${me.noted.length > 0 && section(words.noted, html`<ul class="rows">${me.noted.map((each) => notedRow(ctx, each))}</ul>`)}
${section(words.until, untilWhen(ctx, me.until))}
${section(words.kept, me.groups.length > 0 ? html`${themes(ctx, me.groups)}` : html`<p>${words.nothing}</p>`)}`,
  });
}

/** Contests one identity; the answer comes by the day that the request names. */
export async function disown(ctx: Ctx): Promise<PageAnswer> {
  await readCompany(ctx);
  const { dueOn } = await ctx.api.call('disownIdentity', { params: { identity: ctx.request.form['identity'] ?? '' } });
  return seeOther(path(ctx, 'data', { contested: dueOn }));
}

function nameRow(ctx: Ctx, me: Me): Html | false {
  const { data: words, correct } = ctx.words;
  return (
    me.name !== null &&
    html`<li><div class="split"><strong>${me.name}</strong><span class="tag">${correct.name}</span></div><a class="act" href="${path(ctx, 'correct')}">${words.correct}</a></li>`
  );
}

function identityRow(ctx: Ctx, identity: Me['identities'][number]): Html {
  const { data: words } = ctx.words;
  const { kind, value, proof, provedAt } = identity;
  const proved = proof && provedAt ? html`${words.proofs[proof]}, ${dayOf(provedAt, ctx.language)}` : words.unproved;
  const since = fill(words.since, { date: dayOf(identity.addedAt, ctx.language) });
  const shown = kind === 'visitor' ? words.visitor : value;
  return html`<li><div class="split"><strong>${shown}</strong><span class="tag">${words.kinds[kind]}</span></div>
<span class="pale">${proved}; ${since}</span>
<details class="act"><summary aria-label="${words.notMe}: ${shown}">${words.notMe}</summary><p>${words.notMeWhy}</p>${buttonForm(ctx, path(ctx, 'data'), words.notMeYes, { identity: identity.id })}</details></li>`;
}

/** What the company noted in fields of its own; a mistake in it is put right as with any other data (Art. 16). */
function notedRow(ctx: Ctx, { name, value, purpose, until }: Me['noted'][number]): Html {
  const { data: words, purposes } = ctx.words;
  const why = fill(words.notedFor, { purpose: wordsFor(purposes, purpose) ?? purpose, date: dayOf(until, ctx.language) });
  return html`<li><div class="split"><strong>${value}</strong><span class="tag">${name}</span></div><span class="pale">${why}</span>
<a class="act" href="${path(ctx, 'correct')}#other">${words.correct}</a></li>`;
}

/** The same rule as that by which it is deleted. */
function untilWhen(ctx: Ctx, { conversations, personGoesOn }: Me['until']): Html {
  const { data: words, purposes, choices } = ctx.words;
  const day = (at: string) => dayOf(at, ctx.language);
  const rows = conversations.map(({ purpose, channel, count, goesOn, because }) => {
    const what = fill(words.untilRow, { what: counted(words.conversations, count), purpose: wordsFor(purposes, purpose) ?? purpose });
    const end = because === null ? fill(words.goesOn, { date: day(goesOn) }) : words.heldBecause[because];
    return html`<li><div class="split"><strong>${what}</strong><span class="tag">${choices.channels[channel]}</span></div><span class="pale">${end}</span></li>`;
  });
  return html`<p>${words.untilIntro}</p>${rows.length > 0 && html`<ul class="rows">${rows}</ul>`}
${personGoesOn !== null && html`<p class="pale">${fill(words.forgottenOn, { date: day(personGoesOn) })}</p>`}`;
}

/** Holdings by theme, in the order a person would ask for them; what we have no theme for comes last. */
function themes(ctx: Ctx, groups: Me['groups']): Html[] {
  const { themes: names } = ctx.words.data;
  const themeOf = ({ holding }: Me['groups'][number]) => order.find(([, tables]) => tables.includes(holding))?.[0] ?? 'proof';
  const place = (group: Me['groups'][number]) => order.flatMap(([, tables]) => tables).indexOf(group.holding);
  const byTheme = Map.groupBy(
    [...groups].sort((one, other) => place(one) - place(other)),
    themeOf,
  );
  return order.flatMap(([theme]) => {
    const some = byTheme.get(theme);
    return some
      ? [html`<div class="group"><h3>${names[theme]}</h3><ul class="rows">${some.map((group) => groupRow(ctx, group))}</ul></div>`]
      : [];
  });
}

function groupRow(ctx: Ctx, group: Me['groups'][number]): Html {
  const { data: words, holdings, purposes } = ctx.words;
  const title = wordsFor(holdings, group.holding) ?? group.title;
  return html`<li><div class="split"><strong>${title}</strong><span class="pale">${counted(words.entries, group.count)}</span></div>
<span class="pale">${words.purpose}: ${wordsFor(purposes, group.purpose) ?? group.purpose}. ${words.period}: ${keptWords(group.kept, ctx.language)}.</span></li>`;
}
