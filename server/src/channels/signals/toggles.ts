// What a channel shows is switched on one channel at a time, once it is there, with a reason (Art. 25(2)). No adapter has to know of it: it stands beside its settings.
import { stepDown } from '#defaults';
import type { Ctx } from '#kit/ctx';
import type { InboxId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { partCode } from '#kit/setting';
import type { Adapter, Settings } from '../adapter.ts';
import { forgetReadTokens } from '../store.ts';
import { allToggles, isOn, isWithin, type Toggle, toggles } from './rules.ts';

/** The settings of a channel with what was switched on of it. Problem `invalid` for what it could not do, for a channel that is only opened now, and for what is neither on nor off. */
export function withToggles(adapter: Adapter, settings: Settings, given: Settings, isNew: boolean): Settings {
  const shows = adapter.shows(settings);
  const on: Partial<Record<Toggle, true>> = {};
  for (const toggle of allToggles) {
    const wish = given[toggle] ?? false;
    if (typeof wish !== 'boolean') throw complaint(toggle, 'is on or off');
    if (!wish) continue;
    if (isNew) throw complaint(toggle, 'is switched on once the channel is there, with a reason');
    if (!isWithin(shows, toggle)) throw complaint(toggle, 'is nothing that this channel could do');
    on[toggle] = true;
  }
  const { tellsRead: _, showsTyping: __, ...others } = settings;
  return { ...others, ...on };
}

/** Saves the settings of a channel; what they switch on is a step of its own for this channel, and what was kept for what they switch off goes. Problem `invalid` (`reason-needed`). */
export async function saveStepping(
  ctx: Ctx,
  inbox: InboxId,
  { before, after, reason }: { before: Settings; after: Settings; reason: string | undefined },
  save: () => Promise<unknown>,
): Promise<void> {
  const on = allToggles.filter((each) => isOn(after, each) && !isOn(before, each));
  if (on.length === 0) await save();
  else await stepDown(ctx, { of: on.map((each) => partCode(toggles[each], inbox)), reason, undo: null }, save);
  // once it is saved: what was being kept at that moment has been waited for
  if (isOn(before, 'tellsRead') && !isOn(after, 'tellsRead')) await ctx.db.run(forgetReadTokens, [ctx.workspace, inbox]);
}

const complaint = (toggle: Toggle, message: string): Problem =>
  new Problem('invalid', { fields: [{ path: `settings/${toggle}`, message }] });
