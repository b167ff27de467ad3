// How long something is kept, as data (Art. 13(2)(a), 15(1)(d)): ISO 8601 durations counted from events. Shared by server, centre and console, so that every page and file says the same.
import { type Static, Type } from 'typebox';

/** Events from which a duration runs; the first four are those of purposes. */
export const keptFrom = [
  ...([
    'collected',
    'last-contact',
    'closing',
    'end-of-contract',
    'message-deleted',
    'record-deleted',
    'choice-deleted',
    'forgotten',
  ] as const),
  ...(['request-closed', 'certified', 'consent-ended', 'lifted', 'day-set', 'swept', 'tagged', 'complete', 'campaign-ended'] as const),
  ...(['sign-in', 'signed-out', 'last-use', 'switched-off', 'used', 'expired', 'revoked', 'reviewed', 'discarded', 'left-work'] as const),
  'company-left',
] as const;
export type KeptFrom = (typeof keptFrom)[number];

/** One unit; `P0D` is the event itself. */
export const lastingPattern = '^P(0D|[1-9][0-9]{0,3}[DMY]|T[1-9][0-9]{0,3}[HM])$';
const lasting = Type.Object({
  for: Type.String({ pattern: lastingPattern, description: 'ISO 8601 duration in one unit; P0D until the event itself' }),
  from: Type.Enum([...keptFrom], { description: 'The event from which it runs' }),
  as: Type.Optional(
    Type.Enum(['most', 'rule'], { description: 'most: an upper bound; rule: what stands unless the company chose otherwise' }),
  ),
});
export type Lasting = Static<typeof lasting>;
/** The first of these to come ends it. */
export const kept = Type.Array(lasting, { maxItems: 4, description: 'Until when it is kept: the first of these to come' });
