// Where the link in a message leads: one purpose on one channel, no entering. Looking changes nothing (scanners look); yes and no are one press each and
// look alike, whether the person was asked just now or agreed long ago.
import type { Answer } from '@parley/contract';
import { dayOf, isDay } from '../dates.ts';
import { formToken } from '../guard.ts';
import { type Html, html, type Part } from '../html.ts';
import { page } from '../page.ts';
import { answerForm, buttonForm, notice, switchButton } from '../parts.ts';
import { type Ctx, type PageAnswer, path, readCompany, seeOther, withQuery } from '../request.ts';
import { fill, wordsFor } from '../words.ts';
import { missingFor, needsIn } from './needs.ts';
import { explain } from './problem.ts';

export async function preferencesPage(ctx: Ctx): Promise<PageAnswer> {
  const found = await ctx.api.call('readPreferences', { params: { token: token(ctx) }, query: { language: ctx.language } });
  await readCompany(ctx, found.centreKey);
  const { preferences: words, notMeant } = ctx.words;
  const contested = ctx.request.query['contested'];
  if (isDay(contested))
    // who says that they are somebody else is shown no choices of theirs
    return page(ctx, { title: notMeant.title, body: html`${notice(fill(notMeant.done, { date: dayOf(contested, ctx.language) }))}` });
  const values = { purpose: wordsFor(ctx.words.purposes, found.purpose) ?? found.purposeName, channel: words.channels[found.channel] };
  const question = fill(words.ask, values);
  const done = ctx.request.query['done'];
  const waits = found.pending ? fill(ctx.words.answer.waitsSelf, values) : undefined;
  const answered = found.active && done === 'yes' ? words.givenNow : !found.active && done === 'no' ? words.declinedNow : undefined;
  // what ends soon is asked anew: neither answer is given yet
  const isAsked = Boolean(found.endsOn) && done === undefined;
  const pressed = (given: 'yes' | 'no') => (given === 'yes' ? found.active && !isAsked : !found.active && done === 'no');
  const button = (given: 'yes' | 'no'): Html =>
    switchButton(ctx, { action: here(ctx), fields: {}, given, label: words[given], isPressed: pressed(given) });
  const ages = found.ages;
  const ask = {
    action: here(ctx),
    question,
    fields: { ...(found.explicit && { explicit: 'yes' }) },
    ages,
    countries: found.countries,
    pressed: pressed('yes') ? 'yes' : undefined,
  } as const;
  return page(ctx, {
    title: words.title,
    body: html`
${(waits ?? answered) && notice(waits ?? fill(answered ?? '', values))}
<section class="card"><h2>${found.basis === 'consent' ? question : found.purposeName}</h2>
${before(ctx, found)}${found.basis === 'consent' && html`<p><q>${found.wording}</q></p>`}
${isAsked && html`<p>${fill(words.ends, { ...values, date: dayOf(found.endsOn ?? '', ctx.language) })}</p>`}
${!answered && !waits && !isAsked && found.basis !== 'law' && html`<p class="pale">${fill(found.active ? words.on : words.off, values)}</p>`}
${found.basis !== 'consent' ? withoutConsent(ctx, found) : found.explicit || ages.length > 0 ? answerForm(ctx, ask) : html`<div class="switch wide" role="group" aria-label="${question}">${button('yes')}${button('no')}</div>`}
${done === 'no' && !found.active && html`<p class="pale">${words.declinedWhy}</p>`}</section>
${found.basis === 'consent' && html`<p class="pale">${words.change}</p>`}
${found.mayContest && html`<details><summary>${notMeant.title}</summary><p>${notMeant.why}</p>${buttonForm(ctx, here(ctx, {}, '/contest'), notMeant.yes)}</details>`}
<p class="links"><a href="${path(ctx, 'notice')}">${words.notice}</a> <a href="${path(ctx, '')}">${words.more}</a></p>`,
  });
}

/** What was agreed to beside what it is now, where that changed and the yes ended with it. */
function before(ctx: Ctx, { before: then, description }: Answer<'readPreferences'>): Part {
  const { preferences: words } = ctx.words;
  if (!then) return '';
  return html`<p>${words.changed}</p><dl><dt>${words.before}</dt><dd>${then.description} <q>${then.wording}</q></dd><dt>${words.now}</dt><dd>${description}</dd></dl>`;
}

/** What rests on no consent is ended by a no, and a yes ends that no: what the person asks for themselves is answered all the same. */
function withoutConsent(ctx: Ctx, { basis, active, again }: Answer<'readPreferences'>): Html {
  const { preferences: words } = ctx.words;
  if (basis === 'law') return html`<p class="pale">${words.byLaw}</p>`;
  const press = (given: 'yes' | 'no', label: string): Html =>
    html`<form method="post" action="${here(ctx)}">${formToken(ctx)}<input type="hidden" name="given" value="${given}"><button>${label}</button></form>`;
  if (active) return press('no', words.end);
  return html`<p class="pale">${words.ended}</p>${again && press('yes', words.again)}`;
}

/** Takes the answer and shows what stands now. */
export async function choosePreference(ctx: Ctx): Promise<PageAnswer> {
  const given = ctx.request.form['given'];
  if (given !== 'yes' && given !== 'no') return explain(ctx, 'invalid', 422);
  const { centreKey } = await ctx.api.call('readPreferences', { params: { token: token(ctx) }, query: {} });
  await readCompany(ctx, centreKey); // the proof of a consent names the language in which it was asked
  const body = { given: given === 'yes', language: ctx.language, ...needsIn(ctx) };
  const refused = await ctx.api.call('changePreference', { params: { token: token(ctx) }, body }).then(() => undefined, missingFor);
  if (refused) return explain(ctx, refused, 422);
  return seeOther(here(ctx, { done: given }));
}

/** Contests the address that the message reached: one press, no entering. */
export async function contestByLink(ctx: Ctx): Promise<PageAnswer> {
  const { dueOn } = await ctx.api.call('disownByLink', { params: { token: token(ctx) } });
  return seeOther(here(ctx, { contested: dueOn }));
}

const token = (ctx: Ctx): string => ctx.request.params['token'] ?? '';
const here = (ctx: Ctx, query: Readonly<Record<string, string>> = {}, below = ''): string =>
  withQuery(`/privacy/preferences/${encodeURIComponent(token(ctx))}${below}`, { ...query, ...(ctx.chosen && { lang: ctx.chosen }) });
