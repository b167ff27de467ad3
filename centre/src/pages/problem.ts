// When something is not as expected: kind words, what to do next, never a code or a blank page.
import { ProblemError } from '@parley/sdk';
import { noCookie } from '../guard.ts';
import { html } from '../html.ts';
import { page } from '../page.ts';
import { type Ctx, type PageAnswer, path, readCompany } from '../request.ts';
import { wordsFor } from '../words.ts';
import { entryForm } from './enter.ts';

const waysIn = ['not-signed-in', 'expired', 'already-used'];

/** The page for whatever was thrown; an unknown error becomes 500 and is rethrown to nobody: the API below has logged it. */
export async function problemPage(ctx: Ctx, error: unknown): Promise<PageAnswer> {
  const problem = error instanceof ProblemError ? error : undefined;
  const isDoubted = problem?.problem.because === 'doubted'; // whoever is in doubt reaches a human (Art. 12(6))
  const code = isDoubted ? 'doubted' : problem && wordsFor(ctx.words.problems, problem.code) ? problem.code : 'unexpected';
  const answer = await explain(ctx, code as keyof Ctx['words']['problems'], problem?.status ?? 500);
  const wait = problem?.retryAfterSeconds;
  return wait === undefined ? answer : { ...answer, headers: { ...answer.headers, 'retry-after': String(wait) } };
}

/** An address within /privacy that leads nowhere; in the look of the company that it begins with. */
export function nowhere(ctx: Ctx): Promise<PageAnswer> {
  ctx.key = ctx.request.place.split('/')[2] ?? '';
  return explain(ctx, 'not-found', 404);
}

export async function explain(ctx: Ctx, code: keyof Ctx['words']['problems'], status: number): Promise<PageAnswer> {
  if (ctx.key && !ctx.company) await readCompany(ctx).catch(() => undefined); // a page without its company's look is better than none
  const isOut = ['not-signed-in', 'erased'].includes(code);
  const shown: Ctx = isOut ? { ...ctx, token: undefined } : ctx;
  const [title = '', text = ''] = ctx.words.problems[code];
  const way =
    ctx.company && waysIn.includes(code)
      ? entryForm(shown)
      : ctx.company &&
        (code === 'doubted'
          ? html`<p><a href="${path(ctx, 'help')}">${ctx.words.contact.human}</a></p>`
          : html`<p><a href="${path(ctx, '')}">${ctx.words.toHome}</a></p>`);
  const answer = page(shown, { title, status, body: html`<p class="lead">${text}</p>${way}` });
  return isOut && ctx.token ? { ...answer, headers: { ...answer.headers, 'set-cookie': noCookie(ctx) } } : answer;
}
