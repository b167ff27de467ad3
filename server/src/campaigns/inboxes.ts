// From where a campaign may go: each inbox says it by its provider's rules, and why not where it cannot. What can be chosen there is told by the provider.
import type { Answer } from '@parley/contract';
import { areasIn, isInAreas, reachOf } from '#access';
import { askForTemplates, leaveShown, manyFrom, templatesForMany } from '#channels';
import { listInboxes } from '#conversations';
import type { Ctx } from '#kit/ctx';
import type { InboxId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { type Route, route } from '#kit/route';

type Seen = Answer<'listCampaignInboxes'>['items'][number];

export const inboxRoutes: readonly Route[] = [
  route('listCampaignInboxes', {
    permission: 'campaigns.write',
    purpose: null,
    handle: async (ctx) => {
      const isMine = await reached(ctx);
      const items: Seen[] = [];
      for (const { id, name, channel } of (await listInboxes(ctx)).slice(0, 200))
        if (isMine(id)) items.push({ inbox: id, name, channel, ...(await formOf(ctx, id)) });
      return { items };
    },
  }),
  route('listCampaignTemplates', {
    permission: 'campaigns.write',
    purpose: null,
    perMinute: 60,
    prepare: (tools, { params, query }, { workspace }) =>
      askForTemplates(tools, workspace, { inbox: params.inbox as InboxId }, query.anew === 'yes'),
    handle: async (ctx, { params, prepared: isFresh }) => {
      const inbox = params.inbox as InboxId;
      if (!(await reached(ctx))(inbox)) throw new Problem('not-found');
      const items = await templatesForMany(ctx, inbox);
      return {
        items: items.map(({ name, language, text, gaps, buttons, because }) => ({
          name,
          language,
          text,
          ...{ gaps: [...gaps], buttons: [...buttons] },
          because: because ?? null,
        })),
        isFresh,
      };
    },
  }),
];

async function formOf(ctx: Ctx, inbox: InboxId): Promise<Omit<Seen, 'inbox' | 'name' | 'channel'>> {
  const many = await manyFrom(ctx, inbox);
  const { campaigning, hours } = many;
  const added = { ...(await leaveShown(ctx, inbox, many)) };
  if (!campaigning.may) return { form: 'none', because: campaigning.because, most: 0, counts: 'utf-16', hours, added };
  const { form, most, counts, alphabet } = campaigning;
  return { form, because: null, most, counts, ...(alphabet && { alphabet }), hours, added };
}

/** As of campaigns, others' inboxes are as if they were not there (Art. 32(4)). */
async function reached(ctx: Ctx): Promise<(inbox: InboxId) => boolean> {
  const reach = await reachOf(ctx);
  const areas = reach === undefined ? null : areasIn(reach, undefined);
  return (inbox) => isInAreas(areas, { inbox });
}
