// Art. 15(1)(c) and 15(2): who really received something of a person, by name (CJEU C-154/21), and who has it all because the house runs with them.
import { recipientsOf } from '#channels';
import type { Permit } from '#keys';
import type { Ctx } from '#kit/ctx';
import { type ExportItem, holdings } from '#kit/holding';
import type { PersonId } from '#kit/ids';
import { keepers } from '#kit/keeper';
import type { Language } from '#purposes';
import { listVendors, type Vendor } from '#vendors';
import { wordsIn } from './archive-words.ts';
import { keeperWords } from './keeper-words.ts';

/** `gets` says what somebody has to whom nothing was sent: they have it all the time, and not since a message. */
export type RecipientTold = {
  readonly name: string;
  readonly service: string;
  readonly gets?: string;
  readonly country: string;
  readonly messages?: number;
  readonly lastAt?: string;
  readonly transfer: string | null;
};
type Then = { readonly language: Language; readonly isThen: (at: string | undefined) => boolean };

/** `readable` are those of `people` whose data opens; `isNow` where the copy is of now, since who runs the machines is known as of now alone. */
export async function recipientsIn(
  ctx: Ctx,
  permit: Permit,
  people: readonly PersonId[],
  readable: readonly PersonId[],
  { isNow, ...then }: Then & { readonly isNow: boolean },
): Promise<RecipientTold[]> {
  const vendors = await listVendors(ctx);
  const carried = (await recipientsOf(ctx, people)).filter(({ lastAt }) => then.isThen(lastAt.toISOString()));
  return [
    ...(await handedOver(ctx, permit, readable, then)),
    ...carried.map(({ recipient, messages, lastAt }) => {
      const vendor = vendors.find(({ code }) => code === recipient);
      return {
        ...{ name: vendor?.name ?? recipient, service: vendor?.service ?? '', country: vendor?.region ?? '' },
        ...{ messages, lastAt: lastAt.toISOString(), transfer: vendor?.transfer ?? null },
      };
    }),
    ...(isNow ? await keptWith(ctx, vendors, then.language) : []),
  ];
}

/** Whoever is the same by name is told once, as the first of what they do; a code that the register does not know is found by the data map, and names nobody. */
async function keptWith(ctx: Ctx, vendors: readonly Vendor[], language: Language): Promise<RecipientTold[]> {
  const told = new Map<string, RecipientTold>();
  for (const known of keepers.of(ctx))
    for (const { what, code, name: said, country } of await known(ctx)) {
      const vendor = vendors.find((each) => each.code === code);
      const name = vendor?.name ?? said;
      if (!name || told.has(nameKey(name))) continue;
      told.set(nameKey(name), {
        ...{ name, service: vendor?.service ?? '', gets: keeperWords[language][what] },
        ...{ country: country ?? vendor?.region ?? '', transfer: vendor?.transfer ?? null },
      });
    }
  return [...told.values()];
}

const nameKey = (name: string): string => name.normalize('NFC').trim().toLowerCase();

/** Other companies to which they had their data sent: those that signed for it or about it, and those that may have it without having signed. */
async function handedOver(ctx: Ctx, permit: Permit, people: readonly PersonId[], { language, isThen }: Then): Promise<RecipientTold[]> {
  const service = wordsIn(language).sent;
  return (await itemsIn(ctx, 'handovers', permit, people))
    .filter(({ at }) => isThen(at))
    .filter(({ fields }) => fields['state'] === 'delivered' || fields['mayBeThere'])
    .map(({ at = '', fields }) => ({
      ...{ name: `${fields['receiver']} (${fields['host']})`, service, country: '', messages: 0, lastAt: at, transfer: null },
    }));
}

/** What is held in one table, as the copy has it. */
export async function itemsIn(ctx: Ctx, table: string, permit: Permit, people: readonly PersonId[]): Promise<readonly ExportItem[]> {
  const holding = holdings.of(ctx).find((each) => each.table === table);
  return (await holding?.export?.(ctx, permit, people, { withoutFiles: true })) ?? [];
}
