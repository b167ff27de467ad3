// The approved messages of a campaign, on channels that take no other words from a company that writes first: chosen language by language, and looked at again all the while.
import { againstTemplates, askForTemplates, isInDoubt, type Named } from '#channels';
import type { Ctx } from '#kit/ctx';
import { lookup } from '#kit/db';
import type { InboxId, WorkspaceId } from '#kit/ids';
import { errorCode, log } from '#kit/log';
import { act, clock, pool } from '#kit/pool';
import { Problem } from '#kit/problem';
import type { Tools } from '#kit/tool';
import { seenCampaign } from './reach.ts';
import { fill, oneLine } from './rules.ts';
import { due } from './store.ts';
import type { Campaign, CampaignId, Draft, Version } from './types.ts';

type Known = { readonly name: string | null; readonly company: string };

/** A version as the template that it is, its gaps filled for somebody; as it was written without `known`. Undefined for words of one's own. */
export function namedIn({ text, template }: Version, known?: Known): Named | undefined {
  if (!template) return undefined;
  const values = template.values.map((value) => (known ? oneLine(fill(value, known)) : value));
  return { name: template.name, language: template.language, values, seen: text, buttons: template.buttons };
}

/** Why the templates of a draft may not be sent now, version by version; undefined for one that may, or that is none. */
export async function againstEach(
  ctx: Ctx,
  { inbox, purpose, texts }: Pick<Draft, 'inbox' | 'purpose' | 'texts'>,
): Promise<(string | undefined)[]> {
  const named = texts.map((version) => namedIn(version));
  const found = await againstTemplates(
    ctx,
    inbox,
    purpose,
    named.flatMap((each) => each ?? []),
  );
  return named.map((each) => each && found.shift());
}

/** What stands against sending it at this moment: a code to pause it by, or `wait` until the provider was asked again. */
export async function againstNow(ctx: Ctx, campaign: Campaign): Promise<string | undefined> {
  if (!campaign.texts.some(({ template }) => template)) return undefined;
  if (await isInDoubt(ctx, campaign.inbox)) return 'wait';
  return (await againstEach(ctx, campaign)).find((because) => because !== undefined);
}

/** Asks the provider of an inbox, if it has approved messages and was not asked within ten minutes. While no transaction is open. */
export const freshen = (tools: Tools, workspace: WorkspaceId, inbox: string): Promise<boolean> =>
  askForTemplates(tools, workspace, { inbox: inbox as InboxId }, false);

/** The same for the inbox of a campaign; nothing for one that is not there. */
export async function freshenFor(tools: Tools, workspace: WorkspaceId, id: CampaignId): Promise<void> {
  const inbox = await act(tools, { workspace, actor: { kind: 'system', id: 'campaigns' } }, async (ctx) => {
    const { texts, inbox } = await seenCampaign(ctx, id);
    return texts.some(({ template }) => template) ? inbox : undefined;
  }).catch((error: unknown) => {
    if (error instanceof Problem) return undefined; // whoever asks is told in their own transaction
    throw error;
  });
  if (inbox) await freshen(tools, workspace, inbox);
}

/** The clock beside the sending: providers of what is under way are asked again, and none of them holds the sending up. */
export async function lookAgain(tools: Tools): Promise<void> {
  const rows = await lookup(pool.of({ tools }), 'every-workspace', (db) => db.all(due, [clock.of({ tools })()]));
  for (const { workspace, id: campaign } of rows)
    await freshenFor(tools, workspace, campaign).catch((error: unknown) =>
      log.of({ tools })('error', 'campaigns.templates-not-asked', { workspace, campaign, error: errorCode(error) }),
    );
}
