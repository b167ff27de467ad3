// The list of settings: what the rooms say of themselves and the options of the configuration, in the words of one language.
import type { Ctx } from '#kit/ctx';
import { settings } from '#kit/setting';

/** Every setting with value, default and reason. `isStandard` compares what is shown, so that a deviation is never hidden by a detail. */
export async function listSettings(ctx: Ctx, language: 'en' | 'de') {
  const items = [];
  for (const { code, group, title, reason, article, standard, value, where, page } of settings.of(ctx)) {
    const now = value ? await value(ctx) : standard; // one after the other: they share the transaction
    items.push({
      code,
      group,
      title: title[language],
      value: now[language],
      standard: standard[language],
      isStandard: now[language] === standard[language],
      reason: reason[language],
      article,
      where,
      page,
    });
  }
  return { items };
}
