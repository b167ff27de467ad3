// The answers to a checklist: a person's counts; where none is given, the machine's, as its controls stand at this moment.
import type { Answer } from '@parley/contract';
import { staffNames } from '#access';
import { openSecret } from '#keys';
import type { Ctx } from '#kit/ctx';
import { statesNow } from '../controls/store.ts';
import { findingsOfAudit } from '../findings/store.ts';
import type { ControlState } from '../rules.ts';
import { type Item, itemsOf, wordsOf } from './checklists.ts';
import { type AnswerRow, type AuditRow, answerRows } from './store.ts';

type View = Answer<'answerItem'>['item'];
/** `at` is undefined where a person answered nothing and no machine can. */
export type Given = {
  readonly item: Item;
  readonly answer: AnswerRow['answer'] | undefined;
  readonly byMachine: boolean;
  readonly row?: AnswerRow;
};
export const placeOfNote = (audit: string, item: string) => ({ table: 'audit_answers', row: `${audit}/${item}`, column: 'note' });

/** The controls as they stand, by id. */
export async function controlStates(ctx: Ctx): Promise<ReadonlyMap<string, ControlState>> {
  return new Map((await statesNow(ctx)).map((row) => [row.control, row.state]));
}

/** Every item of the audit with its answer. Once the audit is done only what was written down counts. */
export function givenAnswers(audit: AuditRow, rows: readonly AnswerRow[], states: ReadonlyMap<string, ControlState>): Given[] {
  const written = new Map(rows.map((row) => [row.item, row]));
  return itemsOf(audit.checklist).map((item) => {
    const row = written.get(item.id);
    if (row) return { item, answer: row.answer, byMachine: row.byMachine, row };
    const answer = audit.doneAt === null ? byMachine(item, states) : undefined;
    return { item, answer, byMachine: answer !== undefined };
  });
}

/** Not met when one control fails, met when all pass; nothing as long as one was not looked at. */
export function byMachine({ controls }: Pick<Item, 'controls'>, states: ReadonlyMap<string, ControlState>): 'met' | 'not-met' | undefined {
  if (controls.length === 0) return undefined;
  if (controls.some((control) => states.get(control) === 'fails')) return 'not-met';
  return controls.every((control) => states.get(control) === 'passes') ? 'met' : undefined;
}

/** Items as they are shown, notes opened, in a language. */
export async function viewItems(ctx: Ctx, audit: AuditRow, language: string | undefined, only?: string): Promise<View[]> {
  const given = givenAnswers(audit, await answerRows(ctx, [audit.id]), await controlStates(ctx));
  const findings = new Map((await findingsOfAudit(ctx, audit.id)).map((row) => [row.item, row.id as string]));
  const names = await staffNames(ctx, [...new Set(given.flatMap(({ row }) => row?.answeredBy ?? []))]);
  const views: View[] = [];
  for (const { item, answer, byMachine: isMachine, row } of given.filter((each) => only === undefined || each.item.id === only))
    views.push({
      item: item.id,
      ...wordsOf(item, language),
      level: item.level,
      controls: [...item.controls],
      answer: answer ?? null,
      byMachine: isMachine,
      note: row?.note ? await openSecret(ctx, placeOfNote(audit.id, item.id), row.note) : null,
      answeredBy: row?.answeredBy ? (names.get(row.answeredBy) ?? '') : null,
      answeredAt: row?.answeredAt.toISOString() ?? null,
      finding: findings.get(item.id) ?? null,
    });
  return views;
}
