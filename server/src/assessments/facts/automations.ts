// What the house does with people's data by itself, by purpose, from what the rooms declare: so that an assessment says it, and is looked at again when the house learns to do more.
import type { Decider } from '#kit/decider';
import type { Purpose } from '#purposes';
import type { Facts } from '../types.ts';

/** `what` says how far it goes, in codes; of a significant one with its ground (Art. 22(2)) and the version of its logic. */
export const automationsOf = (purposes: readonly Purpose[], declared: readonly Decider[]): Facts['automations'] =>
  declared
    .filter(({ of }) => purposes.some(of))
    .map(({ code, extent, significance, version }) => ({
      code,
      what: significance.is === 'none' ? extent : `${extent} (Art. ${significance.ground}, version ${version})`,
    }));
