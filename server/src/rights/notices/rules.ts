// Who hears of what, and what may be said about it: facts in, answer out (Art. 19, 26(3)). Days are YYYY-MM-DD.
import type { Answer, Body } from '@parley/contract';
import type { StepRow } from '../store.ts';

export type Notice = Answer<'listRecipientNotices'>['items'][number];
export type Said = Body<'recordRecipientNotice'>;
export type Duty = Notice['duty'];
export type State = Notice['state'];
export type Standing = { readonly state: State; readonly duty: Duty; readonly toldOn: string | null };

/** Within this many days after the act a recipient should have heard: the law says no number, and a month is what the person waits for an answer. */
export const patienceDays = 14;

/** The day by which a recipient should have heard of what was done at an instant; both days in UTC. */
export const heardBy = (since: Date): string => new Date(since.getTime() + patienceDays * 86_400_000).toISOString().slice(0, 10);

/** `isLifted`: what held by the request holds no more. */
export type Asked = { readonly kind: string; readonly state: string; readonly isLifted: boolean };

/** Whether what its recipients are told of is a restriction, and that ended. A correction that was made is told of, although what held until then ended with it. */
export const hasEnded = ({ kind, state, isLifted }: Asked): boolean => isLifted && (kind === 'restriction' || state !== 'fulfilled');

/** Of what was taken back nobody has to hear, nor of a restriction that ended, or was refused, before they were told; whoever was told hears that it ended. */
export const isMoot = (asked: Asked, { duty, state }: Pick<Standing, 'duty' | 'state'>): boolean =>
  state === 'open' && ((asked.state === 'withdrawn' && duty !== '18') || ((asked.state === 'refused' || hasEnded(asked)) && duty === '19'));

export type Fault =
  | { readonly because: 'told-already' | 'not-told-yet' | 'acknowledged-already' | 'effort-is-no-ground' }
  | { readonly because: 'no-such-day'; readonly from: string };

/**
 * What stands against saying this of a notice; undefined when nothing does. That nobody was told has two grounds and no third (Art. 19), and a joint controller is told of a request whatever
 * the effort (Art. 26). A slip is set right by saying it again until the recipient has answered; no day lies ahead, or before the request.
 */
export function faultOf(said: Said, notice: Standing, today: string, receivedOn: string): Fault | undefined {
  if (notice.state === 'acknowledged') return { because: 'acknowledged-already' };
  if ('reason' in said) {
    if (said.outcome === 'disproportionate' && notice.duty === '26') return { because: 'effort-is-no-ground' };
    return notice.state === 'told' ? { because: 'told-already' } : undefined;
  }
  const from = said.outcome === 'acknowledged' ? notice.toldOn : receivedOn;
  if (from === null) return { because: 'not-told-yet' };
  return said.on < from || said.on > today ? { because: 'no-such-day', from } : undefined;
}

/** What a provider deletes of what was handed to it, when it deletes not all of it: the rest it has to be told of by somebody. */
const partly = new Set(['files', 'nothing']);

/** Whoever deletes for both sides, and has no backups that end, keeps what is older than it lets anybody delete: of that nothing is known here once it ran out. */
const mayKeepOlder = (detail: StepRow['detail']): boolean =>
  String(detail['forgets'] ?? 'messages') === 'messages' && Number(detail['days'] ?? 0) === 0;

/** The day on which everything a recipient held was deleted there by its interface, which tells it and is its answer; undefined where something is left, or none was asked. */
export function goneOn(steps: Iterable<StepRow>, recipient: string): string | undefined {
  const asked = [...steps].filter(({ step, detail }) => step.startsWith('at-provider:') && detail['recipient'] === recipient);
  const isAll = ({ detail }: StepRow) =>
    !partly.has(String(detail['forgets'])) &&
    !mayKeepOlder(detail) &&
    ['left', 'kept', 'elsewhere'].every((name) => Number(detail[name] ?? 0) === 0);
  if (asked.length === 0 || !asked.every(isAll)) return undefined;
  return new Date(Math.max(...asked.map(({ at }) => at.getTime()))).toISOString().slice(0, 10);
}
