// From an act to what is stored of it: the payload, whom it names, its salted commitment and its leaf.
import { randomBytes } from 'node:crypto';
import type { Actor, Ctx } from '#kit/ctx';
import { type Id, newId, type SubjectId } from '#kit/ids';
import { commitmentOf, leafData, type Payload } from './leaf.ts';
import type { NewEntry } from './store.ts';
import { leafHash } from './tree.ts';

/** Ids, codes and numbers only; a text with a blank or an @ in it is refused with an Error. */
export type Facts = Readonly<Record<string, string | number | boolean | null>>;
/** `kind` is a code such as `person.erased`; `subject` is the person or member of staff it is about; `by` is who did it, when one transaction acts for many. */
export type Entry = {
  readonly kind: string;
  readonly subject?: SubjectId | undefined;
  readonly facts?: Facts | undefined;
  readonly by?: Actor | undefined;
};

// brackets for articles of the law, such as 6(1)(a)
const harmless = /^[A-Za-z0-9_.,:/+=()-]*$/;

/** The rows of a new entry; throws an Error when kind or facts are not codes. */
export function compose(ctx: Ctx, entry: Entry, id: Id<'led'> = newId('led')): NewEntry {
  const { kind, subject, facts = {}, by = ctx.actor } = entry;
  if (!/^[a-z0-9.-]{1,80}$/.test(kind)) throw new Error('the kind of a ledger entry is a code');
  for (const [name, value] of Object.entries(facts))
    if (typeof value === 'string' && !harmless.test(value))
      throw new Error(`ledger entry ${kind}: the fact ${name} is not an id, a code or a number`);
  const payload: Payload = {
    actor: by.id,
    actorKind: by.kind,
    purpose: ctx.purpose ?? null,
    subject: subject ?? null,
    facts,
  };
  const salt = randomBytes(32);
  const commitment = commitmentOf(salt, payload);
  return { id, kind, commitment, leaf: leafHash(leafData({ id, at: ctx.now, kind, commitment })), salt, payload, ...mentioned(payload) };
}

/** Whom a payload names: its subject, and beside it every other person. Staff who acted stay: who did a thing outlives their account (Art. 5(2)). */
export function mentioned(payload: Payload): { subject: string | null; others: string[] } {
  const values = [payload.actor, ...Object.values(payload.facts)];
  const people = values.flatMap((value) => (typeof value === 'string' ? (value.match(/per_[0-9a-hjkmnp-tv-z]{26}/g) ?? []) : []));
  return { subject: payload.subject, others: [...new Set(people)].filter((person) => person !== payload.subject).sort() };
}
