// Consents as choices (Art. 7): each purpose on each channel by itself, one press for yes and one for no, both of the same weight, none pressed
// beforehand; and the history with what was shown.
import type { Answer } from '@parley/contract';
import { dayOf, momentOf } from '../dates.ts';
import { type Html, html } from '../html.ts';
import { asLanguage, languageNames } from '../language.ts';
import { page } from '../page.ts';
import { answerForm, switchButton, titled } from '../parts.ts';
import { type Ctx, type PageAnswer, passedOn, path, readCompany, seeOther } from '../request.ts';
import { fill, wordsFor } from '../words.ts';
import { missingFor, needsIn } from './needs.ts';
import { explain } from './problem.ts';

type Choices = Answer<'readMyConsents'>;
type Choice = Choices['states'][number];

export async function choicesPage(ctx: Ctx): Promise<PageAnswer> {
  await readCompany(ctx);
  const { states, history } = await ctx.api.call('readMyConsents', { query: { language: ctx.language } });
  const { choices: words } = ctx.words;
  const byPurpose = [...Map.groupBy(states, (state) => state.purpose).values()];
  return page(ctx, {
    title: words.title,
    section: 'choices',
    body: html`
<p class="lead">${states.length > 0 ? words.intro : titled(ctx, words.none)}</p>
<p><a href="${path(ctx, 'notice')}">${words.notice}</a></p>
${byPurpose.map((some) => purposeCard(ctx, some))}
<details><summary>${words.history}</summary>${history.length > 0 ? html`<ul class="rows">${history.map((event) => eventRow(ctx, event))}</ul><p><a href="${path(ctx, 'choices/receipts')}" download>${words.receipts}</a> <span class="pale">${words.receiptsWhy}</span></p>` : html`<p>${words.historyNone}</p>`}</details>`,
  });
}

/** What was agreed to and taken back, as receipts for other programs (ISO/IEC TS 27560). */
export async function downloadReceipts(ctx: Ctx): Promise<PageAnswer> {
  return passedOn(await ctx.api.blob('readMyConsentReceipts'));
}

/** Takes one choice and leads back to its place. */
export async function choose(ctx: Ctx): Promise<PageAnswer> {
  await readCompany(ctx);
  const { purpose = '', channel = '', given = '' } = ctx.request.form;
  const body = { purpose, channel: channel as Choice['channel'], given: given === 'yes', language: ctx.language, ...needsIn(ctx) };
  const refused = await ctx.api.call('changeMyConsent', { body }).then(() => undefined, missingFor);
  if (refused) return explain(ctx, refused, 422);
  return seeOther(`${path(ctx, 'choices', { saved: `${purpose}.${channel}` })}#${purpose}.${channel}`);
}

/** One question by itself: an explicit statement, which stands beside no other choice (Art. 9(2)(a)), or one that children may be asked. */
export async function choicePage(ctx: Ctx): Promise<PageAnswer> {
  await readCompany(ctx);
  const { states } = await ctx.api.call('readMyConsents', { query: { language: ctx.language } });
  const { purpose, channel } = ctx.request.query;
  const choice = states.find((each) => each.purpose === purpose && each.channel === channel);
  if (!choice) return explain(ctx, 'not-found', 404);
  const { answer: words, choices } = ctx.words;
  const question = `${choice.purposeName}, ${choices.channels[choice.channel]}`;
  const fields = { purpose: choice.purpose, channel: choice.channel, ...(choice.explicit && { explicit: 'yes' }) };
  return page(ctx, {
    title: words.title,
    section: 'choices',
    body: html`<section class="card"><h2>${question}</h2><p class="pale">${choice.description}</p><p>${words.statement}</p><p><q>${choice.wording}</q></p>
${answerForm(ctx, { action: path(ctx, 'choices'), question, fields, ages: choice.ages, countries: choice.countries, pressed: pressedIn(choice) })}</section>`,
  });
}

function purposeCard(ctx: Ctx, some: readonly Choice[]): Html {
  return html`<section class="card"><div><h2>${some[0]?.purposeName}</h2><p class="pale">${some[0]?.description}</p></div>${some.map((choice) => choiceRow(ctx, choice))}</section>`;
}

function choiceRow(ctx: Ctx, choice: Choice): Html {
  const { choices: words } = ctx.words;
  const id = `${choice.purpose}.${choice.channel}`;
  const state = fill(waitsFor(ctx, choice) ?? words.states[choice.state], { date: choice.at ? dayOf(choice.at, ctx.language) : '' });
  const isOwnQuestion = choice.explicit || choice.ages.length > 0;
  const no = answerButton(ctx, choice, 'no', words.no, pressedIn(choice) === 'no');
  return html`<div class="choice" id="${id}">
<div><h3>${words.channels[choice.channel]}</h3><p><q>${choice.wording}</q></p>
<p class="pale"${ctx.request.query['saved'] === id && html` role="status"`}>${ctx.request.query['saved'] === id && html`<strong>${words.saved}</strong> `}${state}</p></div>
<div class="switch" role="group" aria-label="${choice.purposeName}, ${words.channels[choice.channel]}">
${isOwnQuestion ? ownQuestion(ctx, choice) : answerButton(ctx, choice, 'yes', words.yes, pressedIn(choice) === 'yes')}${no}</div></div>`;
}

/** What is said where the message to confirm could not leave: to say yes again helps as long as it is sent again. */
const waitsFor = (ctx: Ctx, { unsent, again }: Choice): string | undefined =>
  unsent ? (again === 'now' ? ctx.words.choices.unsent : ctx.words.choices.unsentForGood) : undefined;

/** Leads to the question; looks like the button that it stands beside. */
function ownQuestion(ctx: Ctx, { purpose, channel, state }: Choice): Html {
  return html`<form method="get" action="${path(ctx, 'choices/answer')}"><input type="hidden" name="purpose" value="${purpose}"><input type="hidden" name="channel" value="${channel}">${ctx.chosen && html`<input type="hidden" name="lang" value="${ctx.chosen}">`}<button aria-pressed="${String(state === 'given')}">${ctx.words.choices.yes}</button></form>`;
}

const pressedIn = ({ state }: Choice): 'yes' | 'no' | undefined =>
  state === 'given' ? 'yes' : state === 'refused' || state === 'withdrawn' ? 'no' : undefined;

function answerButton(ctx: Ctx, choice: Choice, given: 'yes' | 'no', label: string, isPressed: boolean): Html {
  const fields = { purpose: choice.purpose, channel: choice.channel };
  return switchButton(ctx, { action: path(ctx, 'choices'), fields, given, label, isPressed });
}

function eventRow(ctx: Ctx, event: Choices['history'][number]): Html {
  const { choices: words } = ctx.words;
  const notice = event.notice && {
    version: event.notice.version,
    language: languageNames[asLanguage(event.notice.language) ?? 'en'],
    hash: event.notice.hash,
  };
  return html`<li><div class="split"><strong>${event.purposeName}, ${words.channels[event.channel]}</strong><span class="tag">${words.events[event.state]}</span></div>
<span class="pale">${momentOf(event.at, ctx.language)}, ${wordsFor(words.methods, event.method) ?? event.method}</span>
${event.wording && html`<p>${words.shown}:</p><blockquote>${event.wording}</blockquote>`}
${notice && html`<p class="pale">${fill(words.proof, notice)}</p>`}</li>`;
}
