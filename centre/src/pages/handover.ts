// Taking one's data to another company (Art. 20): sent there by HTTPS once the person has seen who would receive it, or as a file that only that company can open.
import type { Answer } from '@parley/contract';
import { timeOf } from '../dates.ts';
import { formToken } from '../guard.ts';
import { type Html, html, raw } from '../html.ts';
import { page } from '../page.ts';
import { buttonForm, notice } from '../parts.ts';
import { type Ctx, type PageAnswer, passedOn, path, readCompany, seeOther } from '../request.ts';
import { fill } from '../words.ts';

type Handover = Answer<'showReceiver'>;
type Wrong = {
  readonly receiver?: string;
  readonly key?: string;
  readonly address?: string;
  readonly why?: 'wrongAddress' | 'unreachable' | 'large';
};

export async function handoverPage(ctx: Ctx, wrong?: Wrong): Promise<PageAnswer> {
  await readCompany(ctx);
  const { items } = await ctx.api.call('listMyHandovers');
  const { handover: words } = ctx.words;
  const sent = items.find(({ id }) => id === ctx.request.query['sent']);
  return page(ctx, {
    title: words.title,
    section: 'me',
    status: wrong ? 422 : 200,
    body: html`
${sent && notice(fill(words.sent, { number: sent.id }))}${ctx.request.query['stopped'] && notice(words.stopped)}${ctx.request.query['late'] && notice(words.tooLate)}
<p class="lead">${words.intro}</p>
<p>${words.means}</p>
<section class="card"><h2>${words.own}</h2><p>${words.ownMeans}</p><a class="button" href="${path(ctx, 'handover/own')}">${words.ownTake}</a></section>
<section class="card"><h2>${words.byNet}</h2><form method="post" action="${path(ctx, 'handover/receiver')}">${formToken(ctx)}
<label for="address">${words.address}</label><p class="pale hint" id="address-hint">${words.addressHint}</p>
<input id="address" name="address" value="${wrong?.address ?? ''}" maxlength="500" required inputmode="url" autocomplete="off" aria-describedby="address-hint${wrong?.why && ' address-wrong'}"${wrong?.why && raw(' aria-invalid="true"')}>
${wrong?.why && html`<p class="bad" id="address-wrong" role="alert">${words[wrong.why]}</p>`}<button class="main">${words.look}</button></form></section>
<section class="card"><h2>${words.byFile}</h2><form method="post" action="${path(ctx, 'handover')}">${formToken(ctx)}
<label for="receiver">${words.receiver}</label><input id="receiver" name="receiver" value="${wrong?.receiver ?? ''}" maxlength="120" required>
<label for="key">${words.key}</label><p class="pale hint" id="key-hint">${words.keyHint}</p>
<textarea id="key" name="key" rows="4" maxlength="2000" required aria-describedby="key-hint${isKeyWrong(wrong) && ' key-wrong'}"${isKeyWrong(wrong) && raw(' aria-invalid="true"')}>${wrong?.key ?? ''}</textarea>
${isKeyWrong(wrong) && wrongKey(ctx)}<button>${words.make}</button></form></section>
${items.length > 0 && html`<h2>${words.history}</h2>${items.map((each) => sentCard(ctx, each))}`}`,
  });
}

/** Shows who would receive, before anything leaves. */
export async function showReceiver(ctx: Ctx): Promise<PageAnswer> {
  const address = (ctx.request.form['address'] ?? '').trim();
  if (!address) return handoverPage(ctx, { address, why: 'wrongAddress' });
  let shown: Handover;
  try {
    shown = await ctx.api.call('showReceiver', { body: { address } });
  } catch (error) {
    const { code, problem } = error as { code?: string; problem?: { because?: string } };
    if (code !== 'invalid') throw error;
    return handoverPage(ctx, { address, why: problem?.because === 'receiver-unreachable' ? 'unreachable' : 'wrongAddress' });
  }
  await readCompany(ctx);
  const { handover: words } = ctx.words;
  return page(ctx, {
    title: words.title,
    section: 'me',
    body: html`
<p class="lead">${fill(words.who, shown.receiver)}</p>
<p>${words.check}</p>
<div class="pair"><a class="button" href="${path(ctx, 'handover')}">${words.no}</a>${buttonForm(ctx, path(ctx, 'handover/sending'), words.yes, { handover: shown.id })}</div>`,
  });
}

/** Sends to whom was shown. */
export async function sendData(ctx: Ctx): Promise<PageAnswer> {
  try {
    const { id } = await ctx.api.call('sendMyData', { params: { handover: ctx.request.form['handover'] ?? '' } });
    return seeOther(path(ctx, 'handover', { sent: id }));
  } catch (error) {
    if ((error as { code?: string }).code === 'too-large') return handoverPage(ctx, { why: 'large' });
    throw error;
  }
}

/** Takes back what was sent, as long as nobody there decided about it. */
export async function stopSent(ctx: Ctx): Promise<PageAnswer> {
  try {
    await ctx.api.call('stopMyHandover', { params: { handover: ctx.request.form['handover'] ?? '' } });
    return seeOther(path(ctx, 'handover', { stopped: '1' }));
  } catch (error) {
    if ((error as { code?: string }).code === 'conflict') return seeOther(path(ctx, 'handover', { late: '1' }));
    throw error;
  }
}

/** The file, as the API makes it at this moment. */
export async function handOver(ctx: Ctx): Promise<PageAnswer> {
  const { receiver = '', key = '' } = ctx.request.form;
  if (!receiver.trim() || !key.trim()) return handoverPage(ctx, { receiver, key });
  try {
    return await passedOn(await ctx.api.blob('handMeOver', { body: { receiver, key } }));
  } catch (error) {
    if ((error as { code?: string }).code === 'invalid') return handoverPage(ctx, { receiver, key });
    throw error;
  }
}

/** The person's own package, as the API makes it at this moment. */
export async function takeAlong(ctx: Ctx): Promise<PageAnswer> {
  return passedOn(await ctx.api.blob('takeMyData'));
}

function sentCard(ctx: Ctx, sent: Handover): Html {
  const { handover: words } = ctx.words;
  const { id, receiver, at, receipt, word } = sent;
  const signed = [receipt, word].filter(Boolean).join('\n');
  const mayStop = isOpen(sent) && !sent.stoppedAt;
  return html`<section class="card"><h3>${receiver.name} (${receiver.host})</h3><p>${timeOf(at, ctx.language)}: ${cameOf(ctx, sent)}</p>
<p class="pale">${words.number}: ${id}</p>${signed && html`<details><summary>${words.receipt}</summary><pre>${signed}</pre></details>`}
${mayStop && html`<form method="post" action="${path(ctx, 'handover/stop')}">${formToken(ctx)}<input type="hidden" name="handover" value="${id}"><button>${words.stop}</button></form>`}</section>`;
}

/** Whether nobody has decided about it: on its way, or waiting there, or perhaps there. */
const isOpen = ({ state, standing, isInDoubt }: Handover): boolean =>
  (state === 'waiting' || state === 'delivered' || isInDoubt) && (standing === null || standing === 'waiting');

function cameOf(ctx: Ctx, sent: Handover): string {
  const { handover: words } = ctx.words;
  if (isOpen(sent) && sent.stoppedAt) return words.stopping;
  if (sent.standing && (sent.state === 'delivered' || sent.standing !== 'waiting')) return words.standing[sent.standing];
  if (sent.state === 'failed') return `${words.failed[sent.because ?? 'no-receipt']}${sent.isInDoubt ? ` ${words.inDoubt}` : ''}`;
  return sent.state === 'delivered' ? words.delivered : words.waiting;
}

const isKeyWrong = (wrong: Wrong | undefined): boolean => wrong?.key !== undefined;
const wrongKey = (ctx: Ctx): Html => html`<p class="bad" id="key-wrong" role="alert">${ctx.words.handover.wrong}</p>`;
