// The certificate of an erasure, by the link in the answer: the person's session died with their data. Names nobody; can be checked by anyone.
import type { Answer } from '@parley/contract';
import { sentencesOf } from '@parley/contract/kept-there';
import { ProblemError } from '@parley/sdk';
import { dayOf, momentOf } from '../dates.ts';
import { type Html, html } from '../html.ts';
import { page } from '../page.ts';
import { section } from '../parts.ts';
import { type Ctx, type PageAnswer, readCompany, withQuery } from '../request.ts';
import { cited, counted, fill } from '../words.ts';
import { othersWhoHear } from './others.ts';
import { explain } from './problem.ts';

type Certificate = Answer<'readCertificateByLink'>;

export async function certificatePage(ctx: Ctx): Promise<PageAnswer> {
  const token = ctx.request.params['token'] ?? '';
  const certificate = await ctx.api.call('readCertificateByLink', { params: { token } }).catch(notYet);
  if (!certificate) return explain(ctx, 'not-yet', 404);
  if (ctx.request.query['as'] === 'json') return asFile(certificate);
  const { key } = await ctx.api.call('readCertificateCentre', { params: { token } });
  await readCompany(ctx, key);
  const { certificate: all } = ctx.words;
  const words = certificate.kept.length > 0 ? { ...all, ...all.some } : all; // with something kept, they speak of all else only
  const step = (at: string, what: string) => html`<li><strong>${what}</strong><span class="pale">${momentOf(at, ctx.language)}</span></li>`;
  return page(ctx, {
    title: words.title,
    body: html`
<p class="lead">${words.intro}</p>
<ol class="steps">${step(certificate.receivedAt, words.received)}${step(certificate.unreadableAt, words.unreadable)}${step(certificate.deletedAt, words.deleted)}${step(certificate.probedAt, words.probed)}${step(certificate.unrecoverableBy, words.unrecoverable)}</ol>
${section(words.gone, deleted(ctx, certificate))}
${section(words.kept, kept(ctx, certificate))}
${section(words.recipients, recipients(ctx, certificate))}
${section(words.check, html`<p>${words.checkText}</p>`, byProgram(ctx, certificate), proof(ctx, certificate))}
<p><a class="button" href="${withQuery(ctx.request.place, { as: 'json' })}" download="certificate.json">${words.download}</a></p>`,
  });
}

/** The answer leaves moments before its certificate stands. */
function notYet(error: unknown): undefined {
  if (!(error instanceof ProblemError) || error.code !== 'not-found') throw error;
}

function deleted(ctx: Ctx, { holdings, subjectKeys }: Certificate): Html {
  const { certificate: words } = ctx.words;
  const count = holdings.reduce((sum, one) => sum + one.erased, 0);
  return html`<p>${fill(words.goneText, { count, keys: counted(words.keys, subjectKeys) })}</p>`;
}

function kept(ctx: Ctx, { kept: items }: Certificate): Html {
  const { certificate: words } = ctx.words;
  if (items.length === 0) return html`<p>${words.nothingKept}</p>`;
  const { some } = words;
  const line = (one: Certificate['kept'][number]) => {
    const what = counted(some.scopes[one.scope], one.items) + (one.category === null ? '' : ` (${one.category})`);
    const values = {
      what,
      ground: some.grounds[one.ground],
      article: fill(ctx.words.article, { article: cited(one.article, ctx.language) }),
    };
    return fill(one.isHeld ? some.held : some.line, { ...values, date: dayOf(one.until, ctx.language) });
  };
  return html`<p>${some.stays}</p>
<ul>${items.map((one) => html`<li>${line(one)} <span class="pale">${fill(some.size, { records: one.records, files: one.files })}</span></li>`)}</ul>`;
}

/** As it stands now, which the signed words cannot say; a certificate from before that was kept has those alone. */
function recipients(ctx: Ctx, { recipients: all, toldSince }: Certificate): Html {
  if (all.length + toldSince.length === 0) return html`<p>${ctx.words.certificate.noRecipients}</p>`;
  const alone = all.filter(({ code }) => !toldSince.some((each) => each.code === code));
  const keptBy = (code: string) => all.flatMap((each) => (each.code === code ? [mayKeep(ctx, each)] : []))[0];
  return html`${othersWhoHear(ctx, toldSince, ({ code }) => keptBy(code))}${alone.length > 0 && html`<ul>${alone.map((one) => html`<li>${one.code}${one.toldAt && html`, ${momentOf(one.toldAt, ctx.language)}`}${mayKeep(ctx, one)}</li>`)}</ul>`}`;
}

/** What it may keep, and how long; of a certificate from before this was written down in codes, as it was signed. */
function mayKeep({ words: { keeps: words, choices }, language }: Ctx, { note, keeps }: Certificate['recipients'][number]): Html {
  if (keeps === undefined) return html`<br><span class="pale">${words.signed} <span lang="en">${note}</span></span>`;
  const channelsOf = (channels: readonly (keyof typeof choices.channels)[]) =>
    channels.length === 0 ? '' : fill(words.lead, { channels: channels.map((each) => choices.channels[each]).join(', ') });
  const sentences = sentencesOf(keeps, words, { channelsOf, dayOf: (day) => dayOf(day, language) });
  const said = [...(keeps.basis === 'carries' ? [words.carries] : []), ...sentences].join(' ');
  return html`${said !== '' && html`<br><span class="pale">${said}</span>`}`;
}

/** By a program that shares nothing with us; the key stands at an address of its own, since what comes with the certificate proves only that both agree. */
function byProgram(ctx: Ctx, { workspace }: Certificate): Html {
  const { certificate: words } = ctx.words;
  const program = 'verify-certificate.mjs';
  return html`<p>${words.byProgram}</p>
<ul><li><a href="/v1/${program}" download="${program}">${words.program}</a></li><li><a href="/v1/ledgers/${workspace}/keys" download="key">${words.ledgerKey}</a></li></ul>
<pre>node ${program} certificate.json key</pre>`;
}

function proof(ctx: Ctx, { ledger, signature }: Certificate): Html {
  const { certificate: words } = ctx.words;
  return html`<p>${fill(words.entry, { entry: ledger.entry, position: ledger.position })}</p>
<details><summary>${words.signature}</summary><pre>${signature}</pre></details>
<details><summary>${words.checkpoint}</summary><pre>${ledger.checkpoint}</pre></details>
<details><summary>${words.proof}</summary><pre>${[ledger.leaf, ...ledger.proof].join('\n')}</pre></details>`;
}

function asFile(certificate: Certificate): PageAnswer {
  const headers = {
    'content-type': 'application/json',
    'content-disposition': 'attachment; filename="certificate.json"',
    'cache-control': 'no-store',
  };
  return { status: 200, headers, body: JSON.stringify(certificate, null, 2) };
}
