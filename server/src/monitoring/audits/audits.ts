// Audits by checklist: planned for a day, repeated, worked through item by item. What is not met becomes a finding; what is done stays as it was.
import type { Answer, Body } from '@parley/contract';
import { staffNames } from '#access';
import { sealSecret } from '#keys';
import type { Ctx } from '#kit/ctx';
import { newId } from '#kit/ids';
import { tellPages } from '#kit/live';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { ownerOf, refusePast, wrong } from '../findings/findings.ts';
import { changeTo, openRow, reopenRow } from '../findings/record.ts';
import { lockedOfItem } from '../findings/store.ts';
import { dayAfter, isClosed, monthsLater } from '../rules.ts';
import { controlStates, givenAnswers, placeOfNote, viewItems } from './answers.ts';
import { type Item, itemsOf } from './checklists.ts';
import * as store from './store.ts';

type View = Answer<'planAudit'>;
const gracedDays = 14; // an audit takes a while: late is what is not done two weeks after its day

export async function listAudits(ctx: Ctx): Promise<View[]> {
  return viewed(ctx, await store.auditRows(ctx));
}

/** Plans an audit. Problem `invalid` for a day that is over or an auditor who is not here. */
export async function planAudit(ctx: Ctx, { checklist, plannedOn, everyMonths, auditor }: Body<'planAudit'>): Promise<View> {
  refusePast(ctx, 'plannedOn', plannedOn);
  const who = await ownerOf(ctx, auditor ?? null, 'auditor');
  return view(ctx, await plan(ctx, { checklist, plannedOn, everyMonths: everyMonths ?? null, auditor: who }));
}

/** Another day, repetition or auditor. Problem `conflict` once it is done. */
export async function changeAudit(ctx: Ctx, id: string, change: Body<'changeAudit'>): Promise<View> {
  const audit = await openAudit(ctx, id);
  if (change.plannedOn !== undefined && change.plannedOn !== audit.plannedOn) refusePast(ctx, 'plannedOn', change.plannedOn);
  const next = {
    ...audit,
    plannedOn: change.plannedOn ?? audit.plannedOn,
    everyMonths: change.everyMonths === undefined ? audit.everyMonths : change.everyMonths,
    auditor: change.auditor === undefined ? audit.auditor : await ownerOf(ctx, change.auditor, 'auditor'),
  };
  await store.changeAuditRow(ctx, next);
  await append(ctx, { kind: 'audit.changed', facts: { audit: next.id, plannedOn: next.plannedOn, everyMonths: next.everyMonths } });
  return told(ctx, next);
}

export async function readAudit(ctx: Ctx, id: string, language: string | undefined): Promise<Answer<'readAudit'>> {
  const audit = await store.auditRow(ctx, id);
  if (!audit) throw new Problem('not-found');
  return { ...(await view(ctx, audit)), items: await viewItems(ctx, audit, language) };
}

/** Answers an item; null takes the answer back. Problem `invalid` for a no without a reason, `not-found` for an item of another checklist, `conflict` once it is done. */
export async function answerItem(
  ctx: Ctx,
  { id, item, language }: { id: string; item: string; language: string | undefined },
  { answer, note }: Body<'answerItem'>,
): Promise<Answer<'answerItem'>> {
  let audit = await openAudit(ctx, id);
  const asked = itemsOf(audit.checklist).find((each) => each.id === item);
  if (!asked) throw new Problem('not-found');
  if (answer !== null && answer !== 'met' && !note) throw wrong('body/note', 'Say why.');
  if (audit.startedAt === null) {
    audit = { ...audit, startedAt: ctx.now };
    await store.changeAuditRow(ctx, audit);
  }
  if (answer === null) await store.takeAnswerBack(ctx, audit.id, item);
  else {
    const answeredBy = ctx.actor.kind === 'staff' ? ctx.actor.id : null;
    const sealed = note === undefined ? null : await sealSecret(ctx, placeOfNote(audit.id, item), note);
    await store.keepAnswer(ctx, audit.id, { item, answer, byMachine: false, answeredBy, answeredAt: ctx.now, note: sealed });
  }
  await append(ctx, { kind: 'audit.answered', facts: { audit: audit.id, item, answer } });
  await settle(ctx, audit, asked, answer === 'not-met');
  const [shown] = await viewItems(ctx, audit, language, item);
  return { audit: await told(ctx, audit), item: shown as Answer<'answerItem'>['item'] };
}

/** Ends an audit: the machine's answers are written down as they stand. Problem `conflict` while an item is open. */
export async function finishAudit(ctx: Ctx, id: string): Promise<Answer<'finishAudit'>> {
  const audit = await openAudit(ctx, id);
  const given = givenAnswers(audit, await store.answerRows(ctx, [audit.id]), await controlStates(ctx));
  const open = given.filter((each) => each.answer === undefined).length;
  if (open > 0) throw new Problem('conflict', { because: 'items-open', detail: `${open} items have no answer yet.` });
  for (const { item, answer, row } of given)
    if (!row && answer)
      await store.keepAnswer(ctx, audit.id, { item: item.id, answer, byMachine: true, answeredBy: null, answeredAt: ctx.now, note: null });
  const done = { ...audit, startedAt: audit.startedAt ?? ctx.now, doneAt: ctx.now };
  await store.changeAuditRow(ctx, done);
  const count = (answer: string) => given.filter((each) => each.answer === answer).length;
  const facts = {
    audit: done.id,
    checklist: done.checklist,
    met: count('met'),
    notMet: count('not-met'),
    notApplicable: count('not-applicable'),
  };
  await append(ctx, { kind: 'audit.done', facts });
  const { checklist, everyMonths, auditor } = done;
  const next =
    everyMonths && (await plan(ctx, { checklist, everyMonths, auditor, plannedOn: monthsLater(dayAfter(ctx.now, 0), everyMonths) }));
  return { audit: await told(ctx, done), next: next ? await view(ctx, next) : null };
}

async function plan(ctx: Ctx, parts: Omit<store.AuditRow, 'id' | 'startedAt' | 'doneAt'>): Promise<store.AuditRow> {
  const audit: store.AuditRow = { id: newId('adt'), startedAt: null, doneAt: null, ...parts };
  await store.addAuditRow(ctx, audit);
  const { id, checklist, plannedOn, everyMonths } = audit;
  await append(ctx, { kind: 'audit.planned', facts: { audit: id, checklist, plannedOn, everyMonths } });
  tellPages(ctx, { topic: 'audit.changed', ids: { audit: id } });
  return audit;
}

async function openAudit(ctx: Ctx, id: string): Promise<store.AuditRow> {
  const audit = await store.lockedAudit(ctx, id);
  if (!audit) throw new Problem('not-found');
  if (audit.doneAt !== null) throw new Problem('conflict', { because: 'audit-done', detail: 'This audit is done and stays as it is.' });
  return audit;
}

/** An item has one finding in its audit: opened by a no, repaired by what is not one, opened again by the next no. */
async function settle(ctx: Ctx, audit: store.AuditRow, item: Item, isMissed: boolean): Promise<void> {
  const finding = await lockedOfItem(ctx, audit.id, item.id);
  const severity = item.level === 1 ? 'high' : 'medium';
  if (isMissed && !finding)
    await openRow(ctx, { source: 'audit', control: null, audit: audit.id, item: item.id, severity, faults: 1, evidence: [] });
  if (isMissed && finding && isClosed(finding.state)) await reopenRow(ctx, finding);
  if (!isMissed && finding && !isClosed(finding.state))
    await changeTo(ctx, 'finding.repaired', { ...finding, state: 'repaired', acceptedUntil: null });
}

async function told(ctx: Ctx, audit: store.AuditRow): Promise<View> {
  tellPages(ctx, { topic: 'audit.changed', ids: { audit: audit.id } });
  return view(ctx, audit);
}

const view = async (ctx: Ctx, audit: store.AuditRow): Promise<View> => (await viewed(ctx, [audit]))[0] as View;

async function viewed(ctx: Ctx, audits: readonly store.AuditRow[]): Promise<View[]> {
  const answers = Map.groupBy(
    await store.answerRows(
      ctx,
      audits.map((audit) => audit.id),
    ),
    (row) => row.audit,
  );
  const states = await controlStates(ctx);
  const names = await staffNames(ctx, [...new Set(audits.flatMap((audit) => audit.auditor ?? []))]);
  const late = dayAfter(ctx.now, -gracedDays);
  return audits.map((audit) => {
    const given = givenAnswers(audit, answers.get(audit.id) ?? [], states);
    const count = (answer: string) => given.filter((each) => each.answer === answer).length;
    return {
      id: audit.id,
      checklist: audit.checklist as View['checklist'],
      plannedOn: audit.plannedOn,
      everyMonths: audit.everyMonths,
      auditor: audit.auditor && { id: audit.auditor, name: names.get(audit.auditor) ?? '' },
      state: audit.doneAt ? 'done' : audit.startedAt ? 'running' : 'planned',
      overdue: audit.doneAt === null && audit.plannedOn < late,
      startedAt: audit.startedAt?.toISOString() ?? null,
      doneAt: audit.doneAt?.toISOString() ?? null,
      total: given.length,
      met: count('met'),
      notMet: count('not-met'),
      notApplicable: count('not-applicable'),
    };
  });
}
