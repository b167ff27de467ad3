// Copies that are being fetched take up room on this node's disk until their last byte went out, so there are only so many at once: one for a person, some for a company, and some for the house.
import type { Ctx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { Problem } from '#kit/problem';
import type { Tools } from '#kit/tool';

export const mostCopies = 16;
export const mostOfOne = 4; // of one company: its customers do not take the places of all the others
const waitSeconds = 60; // after so long `handOut` lets go of a reader who stopped, and the place with them
const taken = new WeakMap<Tools, Set<string>>();

/** Takes the place of a person, to be given back when nothing is read any more. Problem `too-many` while they have it, or all of their company or of the house are taken. */
export function takeSlot({ tools, workspace }: Pick<Ctx, 'tools' | 'workspace'>, person: PersonId): { free: () => void } {
  const slots = taken.get(tools) ?? new Set();
  taken.set(tools, slots);
  const name = `${workspace}/${person}`;
  const own = [...slots].filter((each) => each.startsWith(`${workspace}/`)).length;
  if (slots.has(name) || own >= mostOfOne || slots.size >= mostCopies) throw new Problem('too-many', { retryAfterSeconds: waitSeconds });
  slots.add(name);
  let isFree = false;
  return {
    free() {
      if (!isFree) slots.delete(name); // who came after us has their own
      isFree = true;
    },
  };
}
