// Who looked at a person: every use of a permit on their data, read from the ledger (Art. 5(2), 15(1)(c)). No field of the person is opened for it.
import type { Answer } from '@parley/contract';
import { staffNames } from '#access';
import type { Ctx } from '#kit/ctx';
import type { PersonId, StaffId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { listUsesOf, type Use } from '#ledger';
import { type Language, listPurposes } from '#purposes';
import { group } from './merges.ts';

type Looks = Answer<'readLooks'>;
type Look = Looks['items'][number];
const acts: Readonly<Record<string, Look['act']>> = {
  'data.revealed': 'revealed',
  'data.sent': 'sent',
  'data.exported': 'exported',
  'data.handed-over': 'handed-over',
};

/** Uses of the data of a person and everyone joined to them, newest first. Problem `not-found` for somebody unknown or erased. */
export async function looksAt(
  ctx: Ctx,
  person: PersonId,
  query: { language?: Language | undefined; cursor?: string | undefined; limit?: number | undefined },
): Promise<Looks> {
  const people = await group(ctx, person);
  if (people.length === 0) throw new Problem('not-found');
  const { items, next } = await listUsesOf(ctx, {
    subjects: people,
    kinds: Object.keys(acts),
    cursor: query.cursor,
    limit: query.limit ?? 50,
  });
  const names = await namesOf(ctx, items);
  const purposes = new Map((await listPurposes(ctx)).map((each) => [each.code, each.texts[query.language ?? 'en'].name]));
  return {
    next,
    items: items.map((use) => {
      const purpose = text(use.facts['purpose']);
      return {
        at: use.at,
        act: acts[use.kind] ?? 'revealed',
        actor: actorOf(use, names),
        purpose,
        purposeName: purposes.get(purpose) ?? purpose,
        fields: text(use.facts['fields']).split(',').filter(Boolean),
        entry: use.id,
      };
    }),
  };
}

/** Whoever writes in the chat or opens the privacy page is the person; staff who left stay without a name, and their id with the ledger. */
function actorOf({ by }: Use, names: ReadonlyMap<StaffId, string>): Look['actor'] {
  if (by.kind === 'staff') return { kind: 'staff', name: names.get(by.id as StaffId) ?? '' };
  return by.kind === 'system' ? { kind: 'system', name: by.id } : { kind: 'person', name: '' };
}

function namesOf(ctx: Ctx, uses: readonly Use[]): Promise<ReadonlyMap<StaffId, string>> {
  const staff = uses.filter(({ by }) => by.kind === 'staff').map(({ by }) => by.id as StaffId);
  return staffNames(ctx, [...new Set(staff)]);
}

const text = (fact: unknown): string => (typeof fact === 'string' ? fact : '');
