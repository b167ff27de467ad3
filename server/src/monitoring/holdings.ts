// What monitoring keeps is about the house. Members of staff stand in it by their pseudonyms, and leave it when they are erased; free texts lie sealed.
import type { Ctx } from '#kit/ctx';
import type { Column, Holding, SealPlaces } from '#kit/holding';
import type { SubjectId } from '#kit/ids';
import { until } from '#kit/lasting';
import { countAnswersOf, countAuditsOf, unnameAnswers, unnameAudits } from './audits/store.ts';
import { countNaming, unnameStates } from './controls/store.ts';
import { countEvidenceOf, unnameEvidence } from './findings/evidence-store.ts';
import { countFindingsNaming, unnameFindings } from './findings/store.ts';

type Verb = (ctx: Ctx, subjects: readonly SubjectId[]) => Promise<number>;
const ofStaff = (
  table: string,
  columns: Record<string, Column>,
  title: { en: string; de: string },
  count: Verb,
  erase: Verb,
  seals?: SealPlaces,
): Holding => ({
  table,
  ...(seals && { seals }),
  about: 'staff',
  columns: { workspace_id: 'key', ...columns },
  ...(seals && { seals }),
  title,
  purpose: 'staff-administration',
  period: until('discarded'),
  count,
  export: async (ctx, _permit, subjects) => {
    const entries = await count(ctx, subjects);
    return entries === 0 ? [] : [{ fields: { entries } }];
  },
  erase,
});

export const monitoringHoldings: readonly Holding[] = [
  ofStaff(
    'findings',
    {
      id: 'key',
      source: 'code',
      control: 'code',
      audit_id: 'key',
      item: 'code',
      severity: 'code',
      state: 'code',
      owner_id: 'pseudonym',
      due_on: 'time',
      accepted_until: 'time',
      takes_two: 'code',
      last_owner: 'pseudonym',
      repaired_by: 'pseudonym',
      verified_by: 'pseudonym',
      told: 'code',
      told_on: 'time',
      faults: 'code',
      evidence: 'pseudonym',
      title: 'secret', // a free text: under the key of the company
      note: 'secret',
      opened_at: 'time',
      changed_at: 'time',
      closed_at: 'time',
    },
    { en: 'Findings they own, repaired or verified', de: 'Befunde, für die sie zuständig sind, die sie behoben oder bestätigt haben' },
    countFindingsNaming,
    unnameFindings,
    { under: 'workspace_id', row: ['id'] },
  ),
  ofStaff(
    'finding_evidence',
    {
      id: 'key',
      finding_id: 'key',
      said_by: 'pseudonym',
      said_at: 'time',
      note: 'secret',
      file_name: 'secret',
      file_hash: 'code',
      taken_back_at: 'time',
    },
    { en: 'Evidence they gave for findings', de: 'Belege, die sie zu Befunden gaben' },
    countEvidenceOf,
    unnameEvidence,
    { under: 'workspace_id', row: ['id'] },
  ),
  ofStaff(
    'audit_answers',
    {
      audit_id: 'key',
      item: 'code',
      answer: 'code',
      by_machine: 'code',
      answered_by: 'pseudonym',
      answered_at: 'time',
      note: 'secret',
    },
    { en: 'Answers they gave in audits', de: 'Antworten, die sie in Prüfungen gaben' },
    countAnswersOf,
    unnameAnswers,
    { under: 'workspace_id', row: ['audit_id', 'item'] },
  ),
  ofStaff(
    'audits',
    {
      id: 'key',
      checklist: 'code',
      planned_on: 'time',
      every_months: 'code',
      auditor_id: 'pseudonym',
      started_at: 'time',
      done_at: 'time',
    },
    { en: 'Audits they lead', de: 'Prüfungen, die sie leiten' },
    countAuditsOf,
    unnameAudits,
  ),
  ofStaff(
    'control_states',
    {
      id: 'key',
      control: 'code',
      state: 'code',
      faults: 'code',
      evidence: 'pseudonym',
      since: 'time',
      seen_at: 'time',
      until: 'time',
    },
    { en: 'Controls that name their account', de: 'Kontrollen, die ihr Konto nennen' },
    countNaming,
    unnameStates,
  ),
  {
    table: 'control_runs',
    about: 'nobody',
    columns: { workspace_id: 'key', id: 'key', at: 'time', passing: 'code', failing: 'code', unknown: 'code' },
    purpose: null,
    period: null,
  },
];
