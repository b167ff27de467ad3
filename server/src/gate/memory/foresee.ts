// What the gate would say, from memory: for screens, campaigns and bots, which ask by the hundred thousand. It decides nothing. Whoever sends, reads or hands
// over asks `permit` in the transaction that does it; here the rules are the same, and only the facts may be a moment old.
import type { Ctx } from '#kit/ctx';
import { holdings } from '#kit/holding';
import type { PersonId } from '#kit/ids';
import { standing } from '#vendors';
import { categoriesOf } from '../facts.ts';
import { askedOf, judge, type Verdict } from '../rules.ts';
import type { Question } from '../types.ts';
import { learn, tableOf } from './keeper.ts';
import { factsIn, type Table } from './table.ts';

type Foreseeable = Omit<Question, 'person' | 'people' | 'case' | 'language'> & { readonly person: PersonId };
const day = 86_400_000;

/** The verdict that `decide` would give; undefined when memory cannot tell (not loaded, out of step, or somebody it does not know yet), and then `decide` must be asked. */
export function foresee(ctx: Pick<Ctx, 'tools' | 'workspace' | 'now'>, question: Foreseeable): Verdict | undefined {
  const table = tableOf(ctx);
  if (!table) return undefined;
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
  const today = Math.floor(now.getTime() / day);
  if (table.recipients.day !== today) table.recipients = { day: today, known: new Map() };
  const known = table.recipients.known.get(code);
  if (known) return known;
  const found = standing(code, table.rules.vendors.get(code), now.toISOString().slice(0, 10));
  if (table.recipients.known.size < 1000) table.recipients.known.set(code, found);
  return found;
}
