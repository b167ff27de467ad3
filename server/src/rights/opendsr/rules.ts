// What OpenDSR says, in our words: kinds of identities and requests, and the status of a request as a platform hears it. No I/O.
import type { Body, ProblemBody } from '@parley/contract';
import type { IdentityKind } from '#people';
import type { RequestRow } from '../store.ts';

export type Filed = Body<'fileOpenDsr'>;
export type Status = 'pending' | 'in_progress' | 'completed' | 'cancelled';
export type Identity = { readonly kind: IdentityKind; readonly value: string; readonly path: string };
type Fault = { readonly path: string; readonly message: string };

export const versions = { v2: '2.0', v3: '3.0' } as const;
export const taken: Readonly<Record<string, IdentityKind>> = { email: 'email', controller_customer_id: 'account' };
const longestAgoDays = 90;

/** The identities of a filing, and what is wrong with them: a shape of the other version, a kind or an encoding that is not taken, none at all. `extra` is our extension, with `phone`. */
export function identitiesIn(version: 'v2' | 'v3', filed: Filed, domain: string): { identities: Identity[]; faults: Fault[] } {
  const { subject_identities: said } = filed;
  const [identities, faults]: [Identity[], Fault[]] = [[], []];
  if (said !== undefined && Array.isArray(said) !== (version === 'v2'))
    faults.push({ path: '/subject_identities', message: version === 'v2' ? 'Version 2 takes a list.' : 'Version 3 takes them by kind.' });
  const listed = Array.isArray(said)
    ? said.map((each, at) => ({
        type: each.identity_type,
        value: each.identity_value,
        format: each.identity_format,
        path: `/subject_identities/${at}`,
      }))
    : Object.entries(said ?? {}).map(([type, { value, encoding }]) => ({
        type,
        value,
        format: encoding,
        path: `/subject_identities/${type}`,
      }));
  for (const { type, value, format, path } of listed) {
    const kind = Object.hasOwn(taken, type) ? taken[type] : undefined;
    if (!kind) faults.push({ path, message: `Of identities ${Object.keys(taken).join(' and ')} are taken.` });
    else if (format !== 'raw') faults.push({ path, message: 'Only raw identities are taken: nobody can be found by a hash.' });
    else identities.push({ kind, value, path });
  }
  const phone = (filed.extensions?.[domain] as { phone?: unknown } | null | undefined)?.phone;
  if (typeof phone === 'string' && phone.length <= 40)
    identities.push({ kind: 'phone', value: phone, path: `/extensions/${domain}/phone` });
  else if (phone !== undefined) faults.push({ path: `/extensions/${domain}/phone`, message: 'Not a telephone number.' });
  if (identities.length + faults.length === 0) faults.push({ path: '/subject_identities', message: 'Say whose request it is.' });
  return { identities, faults };
}

/** What is wrong with the rest of a filing: another regulation, a day ahead or long ago, an address that is not https and of none of the named hosts inside. */
export function faultsOf(filed: Filed, now: Date, inside: readonly string[]): Fault[] {
  const submitted = Date.parse(filed.submitted_time);
  const isTime = submitted <= now.getTime() + 300_000 && submitted > now.getTime() - longestAgoDays * 86_400_000;
  const urls = (filed.status_callback_urls ?? []).flatMap((text, at) => {
    const url = URL.parse(text);
    const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && inside.includes(url.hostname));
    const isOurs = url && isSafe && !url.username && !url.password && !url.hash;
    return isOurs ? [] : [{ path: `/status_callback_urls/${at}`, message: 'Not an address of https.' }];
  });
  return [
    ...(filed.regulation === 'gdpr' ? [] : [{ path: '/regulation', message: 'Only gdpr is taken.' }]),
    ...(isTime ? [] : [{ path: '/submitted_time', message: `A time within the last ${longestAgoDays} days.` }]),
    ...urls,
  ];
}

/** A refusal as OpenDSR wants it (7.5, 7.6) beside the problem of RFC 9457: 400 for what cannot be done as it was asked. Who may not, or should come again, is told by the usual status, which its text does not know. */
export function refusal(problem: ProblemBody): ProblemBody & { error: object } {
  const status = [409, 413, 415, 422].includes(problem.status) ? 400 : problem.status;
  const reason = problem.because ?? problem.type.split(':').at(-1);
  const errors = (problem.fields ?? []).map(({ path, message }) => ({ domain: 'Validation', reason, message: `${path}: ${message}` }));
  return { ...problem, status, error: { code: status, message: problem.title, ...(errors.length > 0 && { errors }) } };
}

/** Whether nothing more is told of it. */
export const isLast = (status: string): boolean => status === 'completed' || status === 'cancelled';

/** Pending until somebody approved; a refusal is no completion, so it is told as cancelled, with its ground in our extension. What nobody was found for is complete: nothing is held. */
export function statusOf(row: Pick<RequestRow, 'state'> | undefined, isCancelled: boolean): Status {
  if (isCancelled) return 'cancelled';
  switch (row?.state) {
    case undefined:
    case 'fulfilled':
      return 'completed';
    case 'received':
      return 'pending';
    case 'approved':
    case 'in-progress':
      return 'in_progress';
    default:
      return 'cancelled';
  }
}
