// What the gate would say, from memory: for screens, campaigns and bots, which ask by the hundred thousand. It decides nothing. Whoever sends, reads or hands
// over asks `permit` in the transaction that does it; here the rules are the same, and only the facts may be a moment old.
import { carriesPurpose, reachKnown } from '#access';
import type { Actor, Ctx } from '#kit/ctx';
import { holdings } from '#kit/holding';
import type { PersonId } from '#kit/ids';
import { standing } from '#vendors';
import { categoriesOf } from '../facts.ts';
import { askedOf, judge, no, type Verdict } from '../rules.ts';
import type { Question } from '../types.ts';
import { learn, tableOf } from './keeper.ts';
import { begin, factsIn, type Table, usualCode, usualIn } from './table.ts';

type Foreseeable = Omit<Question, 'person' | 'people' | 'case' | 'language'> & { readonly person: PersonId };
/** Left out for the system; for staff, how far they reach is what their door said, and where none did, memory cannot tell. */
type Asking = Pick<Ctx, 'tools' | 'workspace' | 'now'> & { readonly actor?: Actor };
const day = 86_400_000;

/** The verdict that `decide` would give; undefined when memory cannot tell (not loaded, out of step, or somebody it does not know yet), and then `decide` must be asked. */
export function foresee(ctx: Asking, question: Foreseeable): Verdict | undefined {
  if (ctx.actor?.kind === 'staff') {
    const reach = reachKnown(ctx.actor);
    if (!reach) return undefined;
    if (!carriesPurpose(reach, question.purpose, question.spot, [question.person]))
      return reach.some(({ people }) => people !== undefined) ? undefined : no('purpose-not-of-role'); // with whom they are merged is not known here
  }
  const table = tableOf(ctx);
  if (!table) return undefined;
  const today = Math.floor(ctx.now.getTime() / day);
  if (table.day !== today) begin(table, today);
  return usually(ctx, table, question) ?? exactly(ctx, table, question);
}

/** Nearly everybody is somebody of whom nothing stands, and then the answer hangs on their consent alone: it is worked out once for each of its states. */
function usually(ctx: Asking, table: Table, question: Foreseeable): Verdict | undefined {
  const { act, purpose, channel, recipient, fields, answering } = question;
  if (fields !== undefined || answering !== undefined) return undefined;
  const usual = usualIn(table, purpose, act, channel, recipient);
  if (!usual) return undefined;
  const code = usualCode(table, question.person, usual.column);
  if (code === undefined) return undefined;
  const known = usual.answers[code];
  if (known) return known;
  const found = exactly(ctx, table, question);
  if (found) usual.answers[code] = Object.freeze(found);
  return found;
}

function exactly(ctx: Asking, table: Table, question: Foreseeable): Verdict | undefined {
  const person = factsIn(table, question.person, question.purpose, question.channel ?? null, ctx.now);
  if (!person) {
    learn(ctx, question.person);
    return undefined;
  }
  const { recipient, fields } = question;
  return judge(askedOf(question), {
    purpose: table.rules.purposes.get(question.purpose),
    categories: fields ? categoriesOf(holdings.of(ctx), fields) : [],
    recipient: recipient === undefined ? null : recipientIn(table, recipient, ctx.now),
    person,
  });
}

/** Where a recipient stands changes with the day at most; worked out once for each. */
function recipientIn(table: Table, code: string, now: Date) {
  const known = table.recipients.get(code);
  if (known) return known;
  const found = standing(code, table.rules.vendors.get(code), now.toISOString().slice(0, 10));
  if (table.recipients.size < 1000) table.recipients.set(code, found);
  return found;
}
