// What is known about the person, in groups, each with its purpose and period (Art. 15(1)), and what they can do about it.
import type { Answer } from '@parley/contract';
import { dayOf } from '../dates.ts';
import { type Html, html } from '../html.ts';
import { page } from '../page.ts';
import { section, titled } from '../parts.ts';
import { type Ctx, type PageAnswer, path, readCompany } from '../request.ts';
import { counted, fill, wordsFor } from '../words.ts';

type Me = Answer<'readMe'>;
const order: readonly (readonly ['talk' | 'person' | 'rights' | 'proof', readonly string[]])[] = [
  ['talk', ['conversations', 'messages', 'attachments', 'visits', 'deliveries', 'external_ids']],
  ['person', ['people', 'identities', 'merges', 'codes']],
  ['rights', ['consent_events', 'gate_facts', 'requests', 'person_sessions']],
  ['proof', ['subject_keys', 'ledger_payloads']],
];

export async function mePage(ctx: Ctx): Promise<PageAnswer> {
  await readCompany(ctx);
  const me = await ctx.api.call('readMe');
  const { me: words } = ctx.words;
  return page(ctx, {
    title: words.title,
    section: 'me',
    body: html`
<p class="lead">${me.name && `${fill(words.hello, { name: me.name })} `}${titled(ctx, words.intro)}</p>
${section(words.identities, html`<ul class="rows">${me.identities.map((one) => identityRow(ctx, one))}</ul>`)}
${section(words.kept, me.groups.length > 0 ? html`${themes(ctx, me.groups)}` : html`<p>${words.nothing}</p>`)}
${section(words.actions, actions(ctx))}`,
  });
}

function identityRow(ctx: Ctx, identity: Me['identities'][number]): Html {
  const { me: words } = ctx.words;
  const { kind, value, proof, provedAt } = identity;
  const proved = proof && provedAt ? html`${words.proofs[proof]}, ${dayOf(provedAt, ctx.language)}` : words.unproved;
  const since = fill(words.since, { date: dayOf(identity.addedAt, ctx.language) });
  return html`<li><div class="split"><strong>${kind === 'visitor' ? words.visitor : value}</strong><span class="tag">${words.kinds[kind]}</span></div>
<span class="pale">${proved}; ${since}</span></li>`;
}

/** Holdings by theme, in the order a person would ask for them; what we have no theme for comes last. */
function themes(ctx: Ctx, groups: Me['groups']): Html[] {
  const { themes: names } = ctx.words.me;
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
  const { me: words, holdings, purposes } = ctx.words;
  const [title = group.title, period = group.keptFor] = wordsFor(holdings, group.holding) ?? [];
  return html`<li><div class="split"><strong>${title}</strong><span class="pale">${counted(words.entries, group.count)}</span></div>
<span class="pale">${words.purpose}: ${wordsFor(purposes, group.purpose) ?? group.purpose}. ${words.period}: ${period}.</span></li>`;
}

function actions(ctx: Ctx): Html {
  const { me: words } = ctx.words;
  const tile = (to: string, title: string, why: string) => html`<li><a href="${to}"><strong>${title}</strong><span>${why}</span></a></li>`;
  return html`<ul class="tiles">
${tile(path(ctx, 'requests'), words.copy, words.copyWhy)}
${tile(path(ctx, 'choices'), words.choose, words.chooseWhy)}
${tile(path(ctx, 'erase'), words.erase, words.eraseWhy)}
${tile(path(ctx, 'help'), words.wrong, words.wrongWhy)}
</ul>`;
}
