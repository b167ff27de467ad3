// The facts an assessment rests on (Art. 35(7)(a)): its purposes, who gets data for them, where it lies, what is done by machine, and where the machines stand. Whether
// a purpose is switched on is none of them: an assessment comes first.
import { createHash } from 'node:crypto';
import { openWays } from '#channels';
import { readFacts, servingsOf, spotsOf } from '#datamap';
import { canonical } from '#kit/canonical';
import type { Ctx } from '#kit/ctx';
import { type Decider, deciders } from '#kit/decider';
import { holdings } from '#kit/holding';
import { codeOfLasting } from '#kit/lasting';
import { listPurposes, type Purpose } from '#purposes';
import { everyVendor, isOurselves, noticeRecipients } from '#vendors';
import type { Facts } from '../types.ts';
import { automationsOf } from './automations.ts';

export type Sources = {
  readonly purposes: readonly Purpose[];
  readonly recipients: Facts['recipients'];
  readonly ways: readonly { readonly channel: string; readonly recipient: string | null }[];
  readonly spots: ReturnType<typeof spotsOf>;
  readonly deciders: readonly Decider[];
  readonly hosting: Facts['hosting'];
};

/** Everything the house knows that an assessment could rest on; read once for many. */
export async function sourcesOf(ctx: Ctx): Promise<Sources> {
  const vendors = new Map((await everyVendor(ctx)).map((each) => [each.code, each]));
  const { hostedIn, hostedBy, operator } = await readFacts(ctx);
  return {
    purposes: await listPurposes(ctx),
    recipients: (await noticeRecipients(ctx)).map(({ code, name, service, region, safeguard }) => {
      const vendor = vendors.get(code);
      const agreement = vendor?.agreementReference ?? null;
      return {
        code,
        name,
        service,
        role: vendor?.role ?? 'processor',
        country: region,
        transfer: vendor?.transfer ?? null,
        safeguard,
        agreement,
      };
    }),
    ways: await openWays(ctx),
    spots: spotsOf(holdings.of(ctx), await servingsOf(ctx, holdings.of(ctx))),
    deciders: deciders.of(ctx),
    hosting: { country: hostedIn, by: hostedBy, operator: operator?.name ?? null },
  };
}

/** The facts behind these purposes; a purpose that is not there any more is left out. */
export function factsOf(codes: readonly string[], sources: Sources): Facts {
  const purposes = sources.purposes.filter(({ code }) => codes.includes(code));
  const carried = sources.ways.filter(({ channel }) => purposes.some((each) => (each.channels as readonly string[]).includes(channel)));
  const named = [...purposes.flatMap(({ recipients }) => recipients), ...carried.flatMap(({ recipient }) => recipient ?? [])];
  const getting = new Set([...named, ...(sources.hosting.by ? [sources.hosting.by] : [])].filter((code) => !isOurselves(code)));
  return {
    purposes: purposes.map(purposeFacts),
    recipients: sources.recipients.filter(({ code }) => getting.has(code)),
    places: placesOf(codes, sources.spots),
    automations: automationsOf(purposes, sources.deciders),
    hosting: sources.hosting,
  };
}

/** By which two sets of facts are told apart. */
export const hashOf = (facts: Facts): string => createHash('sha256').update(canonical(facts)).digest('hex');

/** Special categories and children are said only where there are any: an assessment of before, which did not say them, keeps its hash. */
function purposeFacts(purpose: Purpose): Facts['purposes'][number] {
  const { code, about, lawfulBasis, article, acts, categories, channels, recipients, period, starts, advertising, texts } = purpose;
  const each = (part: 'name' | 'description') =>
    Object.fromEntries(Object.entries(texts).map(([language, words]) => [language, words[part]]));
  const sorted = (list: readonly string[]) => [...list].sort();
  return {
    ...{ code, name: each('name'), description: each('description'), about, lawfulBasis, article, period, starts, advertising },
    ...{ acts: sorted(acts), categories: sorted(categories), channels: sorted(channels), recipients: sorted(recipients) },
    ...{
      ...(purpose.special.length > 0 && { specialCategories: sorted(purpose.special) }),
      ...(purpose.toChildren && { toChildren: true }),
    },
  };
}

function placesOf(codes: readonly string[], spots: Sources['spots']): Facts['places'] {
  const ours = spots.filter(({ purpose }) => purpose !== null && codes.includes(purpose));
  const grouped = Map.groupBy(ours, ({ purpose, place }) => `${purpose} ${place}`);
  const sorted = (list: readonly (string | null)[]) => [...new Set(list.flatMap((each) => each ?? []))].sort();
  return [...grouped.values()]
    .map((of) => ({
      ...{ purpose: of[0]?.purpose ?? '', place: of[0]?.place ?? '' },
      ...{
        categories: sorted(of.map(({ category }) => category)),
        periods: sorted(of.flatMap(({ period }) => (period ?? []).map(codeOfLasting))),
      },
    }))
    .sort((one, other) => (`${one.purpose} ${one.place}` < `${other.purpose} ${other.place}` ? -1 : 1));
}
