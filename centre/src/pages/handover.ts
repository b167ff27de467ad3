// Taking one's data to another company (Art. 20): as a file that only that company can open.
import { formToken } from '../guard.ts';
import { type Html, html, raw } from '../html.ts';
import { page } from '../page.ts';
import { type Ctx, type PageAnswer, passedOn, path, readCompany } from '../request.ts';

export async function handoverPage(ctx: Ctx, wrong?: { receiver: string; key: string }): Promise<PageAnswer> {
  await readCompany(ctx);
  const { handover: words } = ctx.words;
  return page(ctx, {
    title: words.title,
    section: 'me',
    status: wrong ? 422 : 200,
    body: html`
<p class="lead">${words.intro}</p>
<p>${words.means}</p>
<section class="card"><form method="post" action="${path(ctx, 'handover')}">${formToken(ctx)}
<label for="receiver">${words.receiver}</label><input id="receiver" name="receiver" value="${wrong?.receiver ?? ''}" maxlength="120" required>
<label for="key">${words.key}</label><p class="pale hint" id="key-hint">${words.keyHint}</p>
<textarea id="key" name="key" rows="4" maxlength="2000" required aria-describedby="key-hint${wrong && ' key-wrong'}"${wrong && raw(' aria-invalid="true"')}>${wrong?.key ?? ''}</textarea>
${wrong && wrongKey(ctx)}<button class="main">${words.make}</button></form></section>`,
  });
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

const wrongKey = (ctx: Ctx): Html => html`<p class="bad" id="key-wrong" role="alert">${ctx.words.handover.wrong}</p>`;
