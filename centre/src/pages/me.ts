// The home of somebody who has entered: every task in one place, each explained in a sentence, and what is open at the top.
import { randomUUID } from 'node:crypto';
import type { Answer } from '@parley/contract';
import { dayOf } from '../dates.ts';
import { formToken } from '../guard.ts';
import { type Html, html } from '../html.ts';
import { page } from '../page.ts';
import { section, titled } from '../parts.ts';
import { type Ctx, type PageAnswer, path, readCompany } from '../request.ts';
import { counted, fill } from '../words.ts';

type Requests = Answer<'listMyRequests'>['items'];

export async function mePage(ctx: Ctx): Promise<PageAnswer> {
  await readCompany(ctx);
  const [me, { items }, { restricted }] = await Promise.all([
    ctx.api.call('readMe', { query: { language: ctx.language } }),
    ctx.api.call('listMyRequests', { query: { language: ctx.language } }),
    ctx.api.call('listMyPurposes', { query: { language: ctx.language } }),
  ]);
  const { me: words } = ctx.words;
  const rights = ['correct', 'object', 'restrict', 'decisions', 'erase'] as const;
  return page(ctx, {
    title: words.title,
    section: 'me',
    body: html`
<p class="lead">${me.name && `${fill(words.hello, { name: me.name })} `}${titled(ctx, words.intro)}</p>
${openLine(ctx, items)}
${restricted && html`<p class="said">${words.restricted}</p>`}
${section(words.look, html`<ul class="tiles">${tile(ctx, 'data')}${tile(ctx, 'choices')}${copyTile(ctx, items)}${tile(ctx, 'handover')}${tile(ctx, 'requests')}</ul>`)}
${section(words.rights, html`<ul class="tiles">${rights.map((right) => tile(ctx, right))}</ul>`)}
<p><a href="${path(ctx, 'help')}">${words.person}</a></p>`,
  });
}

function openLine(ctx: Ctx, items: Requests): Html | false {
  const due = items.flatMap((request) => (request.closedAt === null ? [request.dueOn] : [])).sort()[0];
  if (!due) return false;
  const count = items.filter((request) => request.closedAt === null).length;
  const text = fill(counted(ctx.words.me.open, count), { date: dayOf(due, ctx.language) });
  return html`<p class="said"><a href="${path(ctx, 'requests')}">${text}</a></p>`;
}

function tile(
  ctx: Ctx,
  to: 'data' | 'handover' | 'choices' | 'requests' | 'correct' | 'object' | 'restrict' | 'decisions' | 'erase',
): Html {
  const { me: words } = ctx.words;
  return html`<li><a class="tile" href="${path(ctx, to)}"><strong>${words[to]}</strong><span>${words[`${to}Why`]}</span></a></li>`;
}

/** One press asks for the copy; where there is one already, it leads there, and nothing is asked twice. */
function copyTile(ctx: Ctx, items: Requests): Html {
  const { me: words } = ctx.words;
  const ready = items.find((request) => request.kind === 'access' && request.state === 'fulfilled' && request.outcome !== 'nothing-held');
  if (ready)
    return html`<li><a class="tile" href="${path(ctx, 'requests')}#${ready.id}"><strong>${words.copy}</strong><span>${words.copyReady}</span></a></li>`;
  return html`<li><form method="post" action="${path(ctx, 'requests')}">${formToken(ctx)}<input type="hidden" name="kind" value="access"><input type="hidden" name="once" value="${randomUUID()}"><button class="tile"><strong>${words.copy}</strong><span>${words.copyWhy}</span></button></form></li>`;
}
