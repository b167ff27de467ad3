// Buttons below the last message of an answer: the choices that an agent offers, and before them the way out of advertising. Pressing one says what stands on it.
import type { Outbound } from '../../adapter.ts';
import { leaveButton } from './leave-button.ts';

/** What stands on the buttons, in order; none where nothing is offered and nothing to be ended. */
export function buttonsOf(outbound: Outbound): readonly string[] {
  const leave = leaveButton(outbound);
  return [...(leave === undefined ? [] : [leave]), ...(outbound.choices ?? [])];
}

/** A message as an emulator shows it, with its buttons below. */
export const withButtons = (text: string, titles: readonly string[]): string =>
  titles.length === 0 ? text : `${text}\n\n${titles.map((each) => `[${each}]`).join(' ')}`;
