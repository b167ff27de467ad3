// What the server says of controls, findings and audits.
import type { Answer } from '@parley/contract';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import type { Language } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';

export type Posture = Answer<'readPosture'>;
export type Control = Posture['controls'][number];
export type Finding = Answer<'changeFinding'>;
export type Audit = Answer<'planAudit'>;
export type AuditInFull = Answer<'readAudit'>;
export type Item = AuditInFull['items'][number];

export const postureQuery = queryOptions({ queryKey: keys.posture, queryFn: () => client.call('readPosture') });
export const auditsQuery = queryOptions({ queryKey: keys.audits, queryFn: () => client.call('listAudits') });
export const auditQuery = (id: string, language: Language) =>
  queryOptions({
    queryKey: keys.audit(id, language),
    queryFn: () => client.call('readAudit', { params: { audit: id }, query: { language } }),
  });

/** Colleagues to choose from, who have joined and can come in; nobody for whoever may not read the list. */
export function useColleagues(): { id: string; name: string }[] {
  const enabled = useMe().permissions.includes('staff.read');
  const staff = useQuery({ queryKey: keys.staff, queryFn: () => client.call('listStaff'), enabled });
  return (staff.data?.items ?? [])
    .filter((member) => member.joinedAt && !member.leftAt && !member.suspendedAt)
    .map(({ id, name }) => ({ id, name }));
}
