// Where the link at the foot of a message leads: one purpose on one channel, no entering. Looking changes nothing (scanners look); one press stops it.
// A yes cannot be given here: whoever was forwarded the mail could give it.
import { html } from '../html.ts';
import { page } from '../page.ts';
import { buttonForm, notice, titled } from '../parts.ts';
import { type Ctx, type PageAnswer, path, readCompany, seeOther, withQuery } from '../request.ts';
import { fill, wordsFor } from '../words.ts';

export async function preferencesPage(ctx: Ctx): Promise<PageAnswer> {
  const found = await ctx.api.call('readPreferences', { params: { token: token(ctx) } });
  await readCompany(ctx, found.centreKey);
  const { preferences: words } = ctx.words;
  const values = { purpose: wordsFor(ctx.words.purposes, found.purpose) ?? found.purposeName, channel: words.channels[found.channel] };
  const done = ctx.request.query['done'];
  const more = html`<p class="pale"><a href="${path(ctx, '')}">${words.more}</a></p>`;
  const ask = html`<p class="lead">${fill(words.on, values)} ${words.ask}</p>
<div class="pair"><a class="button" href="${here(ctx, { done: 'kept' })}">${words.keep}</a>${buttonForm(ctx, here(ctx), words.stop)}</div>`;
  const off =
    done === 'stopped'
      ? html`${notice(fill(words.stopped, values))}<p>${words.stoppedWhy}</p>`
      : html`<p class="lead">${fill(words.off, values)}</p>`;
  const body = found.active ? (done === 'kept' ? notice(fill(words.kept, values)) : ask) : off;
  return page(ctx, { title: titled(ctx, words.title), body: html`${body}${more}` });
}

export async function stopMessages(ctx: Ctx): Promise<PageAnswer> {
  await ctx.api.call('unsubscribe', { params: { token: token(ctx) } });
  return seeOther(here(ctx, { done: 'stopped' }));
}

const token = (ctx: Ctx): string => ctx.request.params['token'] ?? '';
const here = (ctx: Ctx, query: Readonly<Record<string, string>> = {}): string =>
  withQuery(`/privacy/preferences/${encodeURIComponent(token(ctx))}`, { ...query, ...(ctx.chosen && { lang: ctx.chosen }) });
