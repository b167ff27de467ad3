// Buttons below the last message of an answer: the choices that an agent offers, and before them the way out of advertising. Pressing one says what stands on it.
import type { Outbound } from '../../adapter.ts';
import type { Choice } from '../../playing.ts';
import { leaveButton } from './leave-button.ts';

/** What stands on the buttons, in order; none where nothing is offered and nothing to be ended. */
export function buttonsOf(outbound: Outbound): readonly string[] {
  const leave = leaveButton(outbound);
  return [...(leave === undefined ? [] : [leave]), ...(outbound.choices ?? [])];
}

/** As an emulator keeps them, where a button has no id and says what stands on it. */
export const asChoices = (titles: readonly string[]): Choice[] => titles.map((title) => ({ id: title, title }));
