// What campaigns keep. The order is the order in which rows may go.
import type { Holding } from '#kit/holding';
import { after, until } from '#kit/lasting';
import { countChangesBy, unnameChanges } from './limits/store.ts';
import * as sending from './sending/store.ts';
import * as store from './store.ts';
import * as tags from './tags/store.ts';

const limits = {
  workspace_id: 'key',
  quiet_from: 'code',
  quiet_until: 'code',
  sundays: 'code',
  time_zone: 'code',
  most: 'code',
  days: 'code',
} as const;
const nobody = { about: 'nobody', purpose: null, period: null } as const;

export const campaignHoldings: readonly Holding[] = [
  {
    table: 'campaign_recipients',
    about: 'person',
    title: { en: 'Campaigns you were written to in', de: 'Kampagnen, in denen Sie angeschrieben wurden' },
    purpose: 'marketing',
    period: until('message-deleted'),
    columns: { workspace_id: 'key', campaign_id: 'key', person_id: 'pseudonym', message_id: 'key', at: 'time' },
    count: async (ctx, subjects) => (await ctx.db.one(sending.countRecipients, [ctx.workspace, subjects])).count,
    export: async (ctx, _permit, people) =>
      (await ctx.db.all(sending.recipientsOf, [ctx.workspace, people])).map(({ campaign, at }) => ({
        at: at.toISOString(),
        fields: { campaign },
      })),
    erase: (ctx, subjects) => ctx.db.run(sending.eraseRecipients, [ctx.workspace, subjects]),
    letGo: (ctx, { messages }) => ctx.db.run(sending.letGoRecipients, [ctx.workspace, messages]),
  },
  {
    // the place of a campaign may be a person; when they are erased it is the one before them
    table: 'campaign_places',
    about: 'person',
    title: { en: 'How far a campaign has come', de: 'Wie weit eine Kampagne gekommen ist' },
    purpose: 'marketing',
    period: until('campaign-ended'),
    columns: { workspace_id: 'key', campaign_id: 'key', after_id: 'pseudonym' },
    count: async (ctx, subjects) => (await ctx.db.one(sending.countPlaces, [ctx.workspace, subjects])).count,
    erase: (ctx, subjects) => ctx.db.run(sending.stepBack, [ctx.workspace, subjects]),
  },
  {
    table: 'taggings',
    about: 'person',
    title: { en: 'Tags', de: 'Schlagwörter' },
    purpose: 'marketing',
    period: after('P36M', 'tagged', 'most'),
    columns: { workspace_id: 'key', person_id: 'pseudonym', tag_id: 'key', at: 'time', until: 'time' },
    count: async (ctx, subjects) => (await ctx.db.one(tags.countTaggings, [ctx.workspace, subjects])).count,
    export: async (ctx, _permit, people) =>
      (await ctx.db.all(tags.taggingsOf, [ctx.workspace, people, null])).map(({ name, at, until }) => ({
        at: at.toISOString(),
        fields: { tag: name, until: until.toISOString() },
      })),
    erase: (ctx, subjects) => ctx.db.run(tags.eraseTaggings, [ctx.workspace, subjects]),
  },
  {
    table: 'campaign_left_out',
    ...nobody,
    columns: { workspace_id: 'key', campaign_id: 'key', because: 'code', article: 'code', people: 'code' },
  },
  {
    table: 'campaigns',
    about: 'staff',
    title: { en: 'Campaigns you sent or approved', de: 'Kampagnen, die Sie versandt oder freigegeben haben' },
    purpose: 'staff-administration',
    period: [...after('P3Y', 'campaign-ended'), ...until('discarded')],
    columns: {
      ...{
        workspace_id: 'key',
        id: 'key',
        name: 'public',
        purpose: 'code',
        inbox_id: 'key',
        texts: 'public',
        audience: 'key',
        state: 'code',
      },
      ...{ planned_at: 'time', begun_at: 'time', ended_at: 'time', queued: 'code', created_at: 'time' },
      ...{ asked_by: 'pseudonym', approved_by: 'pseudonym', version: 'code', paused_because: 'code', stumbles: 'code', moved_at: 'time' },
    },
    count: async (ctx, subjects) => (await ctx.db.one(store.countNaming, [ctx.workspace, subjects])).count,
    export: async (ctx, _permit, subjects) => {
      const { count } = await ctx.db.one(store.countNaming, [ctx.workspace, subjects]);
      return count === 0 ? [] : [{ fields: { entries: count } }];
    },
    erase: (ctx, subjects) => ctx.db.run(store.unname, [ctx.workspace, subjects]),
  },
  {
    table: 'tags',
    ...nobody,
    columns: { workspace_id: 'key', id: 'key', name: 'public', months: 'code', created_at: 'time', removed_at: 'time' },
  },
  { table: 'campaign_limits', ...nobody, columns: { ...limits, changed_at: 'time' } },
  {
    table: 'campaign_limit_changes',
    about: 'staff',
    title: { en: 'Quiet hours and frequency that you changed', de: 'Ruhezeiten und Häufigkeit, die Sie geändert haben' },
    purpose: 'staff-administration',
    period: until('company-left'),
    seals: { under: 'workspace_id', row: ['id'] },
    columns: { ...limits, id: 'key', at: 'time', changed_by: 'pseudonym', less: 'code', reason: 'secret' },
    count: async (ctx, subjects) => (await ctx.db.one(countChangesBy, [ctx.workspace, subjects])).count,
    export: async (ctx, _permit, subjects) => {
      const { count } = await ctx.db.one(countChangesBy, [ctx.workspace, subjects]);
      return count === 0 ? [] : [{ fields: { entries: count } }];
    },
    erase: (ctx, subjects) => ctx.db.run(unnameChanges, [ctx.workspace, subjects]),
  },
];
