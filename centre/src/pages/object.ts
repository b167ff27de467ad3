// Objecting (Art. 21): each purpose with why it is used. Against advertising one press is enough, without a reason, and it is final (Art. 21(2), (3)).
import type { Answer } from '@parley/contract';
import { type Html, html } from '../html.ts';
import { page } from '../page.ts';
import { type Ctx, type PageAnswer, path, readCompany } from '../request.ts';
import { wordsFor } from '../words.ts';
import { existing, wishForm } from './wish.ts';

type Purpose = Answer<'listMyPurposes'>['items'][number];
type Requests = Answer<'listMyRequests'>['items'];

export async function objectPage(ctx: Ctx): Promise<PageAnswer> {
  await readCompany(ctx);
  const [{ items: purposes }, { items }] = await Promise.all([
    ctx.api.call('listMyPurposes', { query: { language: ctx.language } }),
    ctx.api.call('listMyRequests', { query: { language: ctx.language } }),
  ]);
  const { object: words } = ctx.words;
  return page(ctx, {
    title: words.title,
    section: 'me',
    body: html`
<p class="lead">${purposes.length > 0 ? words.intro : words.none}</p>
${purposes.map((purpose) => purposeCard(ctx, purpose, items))}
<p><a href="${path(ctx, 'choices')}">${words.choices}</a></p>`,
  });
}

function purposeCard(ctx: Ctx, purpose: Purpose, items: Requests): Html {
  const { object: words } = ctx.words;
  const why = wordsFor(words.bases, purpose.lawfulBasis);
  return html`<section class="card" id="${purpose.code}"><div><h2>${purpose.name}</h2><p>${purpose.description}</p>${why && html`<p class="pale">${why}</p>`}</div>
${purpose.objected && html`<p><strong>${words.objected}</strong></p>`}${existing(ctx, items, 'objection', purpose.code) ?? (!purpose.objected && objection(ctx, purpose))}</section>`;
}

function objection(ctx: Ctx, purpose: Purpose): Html {
  const { object: words, rights } = ctx.words;
  const wish = { kind: 'objection', purpose: purpose.code, button: words.yes, about: purpose.name } as const;
  if (purpose.isMarketing) return html`<p>${words.marketing}</p>${wishForm(ctx, wish)}`;
  return html`<p>${words.weighed}</p>${wishForm(ctx, { ...wish, label: rights.own })}`;
}
