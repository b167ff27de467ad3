// Others who have data of the person and have to hear of what was done, or of what was asked, with how far that has come (Art. 19, 26).
import type { Answer } from '@parley/contract';
import { dayOf } from '../dates.ts';
import { type Html, html } from '../html.ts';
import type { Ctx } from '../request.ts';
import { fill } from '../words.ts';

type Heard = Answer<'listMyRequests'>['items'][number]['recipients'];

/** A list for each duty; nothing where nobody has to hear of it. `more` is said below one that hears of what was done. */
export function othersWhoHear<T extends Heard[number]>(ctx: Ctx, all: readonly T[], more?: (one: T) => Html | undefined): Html[] {
  const { heard: words } = ctx.words;
  return (['19', '18', '26'] as const).flatMap((duty) => {
    const own = all.filter((each) => each.duty === duty);
    const said = ({ state, on }: Heard[number]) => fill(words.states[state], { date: on === null ? '' : dayOf(on, ctx.language) });
    return own.length === 0
      ? []
      : [
          html`<p>${words[duty]}</p><ul>${own.map((each) => html`<li>${each.name}: ${said(each)}${duty === '19' && more?.(each)}</li>`)}</ul>`,
        ];
  });
}
