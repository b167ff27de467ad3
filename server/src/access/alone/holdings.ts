// What acts that somebody did alone leave behind: evidence about staff.
import type { Holding } from '#kit/holding';
import { after } from '#kit/lasting';
import { staffPurpose } from '../purpose.ts';
import { keptDays } from './acts.ts';
import * as store from './store.ts';

export const aloneHoldings: readonly Holding[] = [
  {
    table: 'acts_alone',
    about: 'staff',
    purpose: staffPurpose,
    title: { en: 'What was done alone, by me or with me', de: 'Was allein getan wurde, von mir oder mit mir' },
    period: after(`P${keptDays}D`, 'reviewed'),
    columns: {
      workspace_id: 'key',
      id: 'key',
      staff_id: 'pseudonym',
      kind: 'code',
      grant_id: 'key',
      role_id: 'key',
      whom: 'pseudonym',
      entry_id: 'key',
      done_at: 'time',
      verdict: 'code',
      judged_by: 'pseudonym',
      judged_at: 'time',
    },
    // what waits for a verdict stays: whoever did it could have themselves erased before anybody looks; and what was done with them is evidence about who did it
    count: async (ctx, subjects) =>
      (await store.of(ctx.db, ctx.workspace, subjects)).filter((row) => row.verdict && subjects.some((each) => each === row.staff_id))
        .length,
    export: async (ctx, _permit, subjects) =>
      (await store.of(ctx.db, ctx.workspace, subjects)).map((row) => ({
        at: row.done_at.toISOString(),
        fields: {
          kind: row.kind,
          part: (subjects as readonly string[]).includes(row.staff_id) ? 'by-me' : 'about-me',
          role: row.role_id,
          verdict: row.verdict,
        },
      })),
    erase: (ctx, subjects) => store.dropJudgedOf(ctx.db, ctx.workspace, subjects),
  },
];
