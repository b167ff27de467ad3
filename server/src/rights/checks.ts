// Compliance checks over requests: nothing silently late, nothing half erased, nothing that holds for ever because nobody looked.
import { statement } from '#kit/db';
import type { Check } from '#kit/room';
import { courseStore } from './course/store.ts';
import { untold } from './course/untold.ts';
import { dayOf } from './deadlines.ts';
import { waitingFor } from './hints/everywhere.ts';
import { keptStore } from './keeping/store.ts';
import { noticeStore } from './notices/store.ts';

const overdue = statement<{ n: number }>(
  'rights.overdue',
  `SELECT count(*)::int AS n FROM requests WHERE workspace_id = $1 AND closed_at IS NULL AND due_on < $2::date
     AND NOT EXISTS (SELECT 1 FROM request_pauses p WHERE p.workspace_id = requests.workspace_id AND p.request_id = requests.id AND p.ended_at IS NULL AND p.told_at IS NOT NULL)`,
);
const stuck = statement<{ n: number }>(
  'rights.stuck',
  `SELECT count(*)::int AS n FROM requests WHERE workspace_id = $1 AND kind = 'erasure' AND state = 'in-progress' AND EXISTS (SELECT 1 FROM request_steps s WHERE s.workspace_id = requests.workspace_id AND s.request_id = requests.id AND s.step = 'traces-found')`,
);
const unsettled = statement<{ n: number }>(
  'rights.unsettled',
  'SELECT count(*)::int AS n FROM requests WHERE workspace_id = $1 AND fact_id IS NOT NULL AND closed_at IS NULL AND received_at < $2',
);
const stillHolding = statement<{ n: number }>(
  'rights.stillHolding',
  `SELECT count(*)::int AS n FROM requests r WHERE r.workspace_id = $1 AND r.fact_id IS NOT NULL AND r.state = 'refused' AND r.closed_at < $2
     AND NOT EXISTS (SELECT 1 FROM request_steps s WHERE s.workspace_id = r.workspace_id AND s.request_id = r.id AND s.step = 'lifted')`,
);
/** Somebody who was asked and never answered gets an answer too: refused, or done as far as it can be. */
const waiting = statement<{ n: number }>(
  'rights.waiting',
  'SELECT count(*)::int AS n FROM request_pauses WHERE workspace_id = $1 AND ended_at IS NULL AND began_at < $2',
);
const neverAsked = statement<{ n: number }>(
  'rights.neverAsked',
  'SELECT count(*)::int AS n FROM request_pauses WHERE workspace_id = $1 AND ended_at IS NULL AND told_at IS NULL AND began_at < $2',
);
const day = 86_400_000;

export const rightsChecks: readonly Check[] = [
  {
    id: 'rights.kept-ends',
    article: '17(3)',
    question: 'Was everything that was kept back from an erasure erased or renewed by its day?',
    severity: 'high',
    run: (ctx) => keptStore.overdue(ctx, dayOf(ctx.now).toString()),
  },
  {
    id: 'rights.requests-in-time',
    article: '12(3)',
    question: 'Is every request answered within its period?',
    severity: 'high',
    run: async (ctx) => (await ctx.db.one(overdue, [ctx.workspace, ctx.now])).n,
  },
  {
    id: 'rights.pauses-end',
    article: '12(6)',
    question: 'Does no request wait for its person longer than two months?',
    severity: 'medium',
    run: async (ctx) => (await ctx.db.one(waiting, [ctx.workspace, new Date(ctx.now.getTime() - 60 * day)])).n,
  },
  {
    id: 'rights.extensions-told',
    article: '12(3)',
    question: 'Was everybody whose request takes longer told within the first month?',
    severity: 'high',
    run: untold,
  },
  {
    id: 'rights.answers-told', // Art. 12(4) as well
    article: '12(3)',
    question: 'Did every answer and every refusal reach its person within three days?',
    severity: 'high',
    run: async (ctx) => (await courseStore.unheardLong(ctx)).length,
    evidence: courseStore.unheardLong,
  },
  {
    id: 'rights.questions-reach',
    article: '12(6)',
    question: 'Did every question to a person who is waited for reach them within three days?',
    severity: 'medium',
    run: async (ctx) => (await ctx.db.one(neverAsked, [ctx.workspace, new Date(ctx.now.getTime() - 3 * day)])).n,
  },
  {
    id: 'rights.askings-decided',
    article: '12(2)',
    question: 'Did somebody decide within a week about every message that seems to ask for a right?',
    severity: 'high',
    run: (ctx) => waitingFor(ctx, 7),
  },
  {
    id: 'rights.erasures-complete',
    article: '17(1)',
    question: 'Did every erasure end without traces?',
    severity: 'high',
    run: async (ctx) => (await ctx.db.one(stuck, [ctx.workspace])).n,
  },
  {
    id: 'rights.recipients-told',
    article: '19',
    question:
      'Was every recipient told within two weeks of what was corrected, erased or restricted, and every joint controller of what was asked?',
    severity: 'high',
    run: noticeStore.late,
    evidence: noticeStore.lateRequests,
  },
  {
    id: 'rights.effects-are-settled',
    article: '18(1)',
    question: 'Did somebody settle every restriction and objection that holds meanwhile, within two weeks?',
    severity: 'medium',
    run: async (ctx) => (await ctx.db.one(unsettled, [ctx.workspace, new Date(ctx.now.getTime() - 14 * day)])).n,
  },
  {
    id: 'rights.refused-is-lifted',
    article: '18(3)',
    question: 'Was the person told of every refusal, so that what held meanwhile could end within a day?',
    severity: 'medium',
    run: async (ctx) => (await ctx.db.one(stillHolding, [ctx.workspace, new Date(ctx.now.getTime() - day)])).n,
  },
];
