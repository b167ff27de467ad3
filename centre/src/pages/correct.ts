// Correcting (Art. 16): name and language change at once; anything else is told in own words, and a person answers within the clock of Art. 12(3).
import type { Answer } from '@parley/contract';
import { formToken } from '../guard.ts';
import { type Html, html, raw } from '../html.ts';
import { asLanguage, type Language, languageNames, languages } from '../language.ts';
import { page } from '../page.ts';
import { notice } from '../parts.ts';
import { type Ctx, type PageAnswer, path, readCompany, seeOther } from '../request.ts';
import { existing, wishForm } from './wish.ts';

export async function correctPage(ctx: Ctx): Promise<PageAnswer> {
  await readCompany(ctx);
  const [me, { items }] = await Promise.all([
    ctx.api.call('readMe', { query: { language: ctx.language } }),
    ctx.api.call('listMyRequests', { query: { language: ctx.language } }),
  ]);
  const { correct: words, rights } = ctx.words;
  const isEmpty = ctx.request.query['empty'] === '1';
  const open = existing(ctx, items, 'rectification');
  const form = wishForm(ctx, {
    kind: 'rectification',
    label: rights.ownMust,
    button: rights.send,
    mustSay: true,
    wrong: isEmpty ? rights.empty : '',
  });
  const other = html`${open && html`${open}<p>${rights.more}</p>`}${!open && html`<p>${words.otherText}</p>`}${form}`;
  return page(ctx, {
    title: words.title,
    section: 'me',
    body: html`
${ctx.request.query['saved'] === '1' && notice(words.saved)}
<p class="lead">${words.intro}</p>
<section class="card"><div><h2>${words.atOnce}</h2><p class="pale">${words.atOnceText}</p></div>${profileForm(ctx, me)}</section>
<section class="card" id="other"><h2>${words.other}</h2>${other}</section>`,
  });
}

export async function correct(ctx: Ctx): Promise<PageAnswer> {
  await readCompany(ctx);
  const name = (ctx.request.form['name'] ?? '').trim();
  const language = asLanguage(ctx.request.form['language']);
  await ctx.api.call('correctMe', { body: { name: name || null, ...(language && { language }) } });
  return seeOther(path(ctx, 'correct', { saved: '1' }));
}

function profileForm(ctx: Ctx, me: Answer<'readMe'>): Html {
  const { correct: words } = ctx.words;
  const option = (language: Language) =>
    html`<option value="${language}" lang="${language}"${language === me.language && raw(' selected')}>${languageNames[language]}</option>`;
  return html`<form method="post" action="${path(ctx, 'correct')}">${formToken(ctx)}
<label>${words.name}<input name="name" value="${me.name ?? ''}" maxlength="160" autocomplete="name" aria-describedby="name-hint"></label>
<p class="pale hint" id="name-hint">${words.nameHint}</p>
<label>${words.language}<select name="language">${me.language === null && raw('<option value=""></option>')}${languages.map(option)}</select></label>
<button class="main">${words.save}</button></form>`;
}
