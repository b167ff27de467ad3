// One message on its way out by a page, to Messenger or Instagram. A file is a message of its own after the words: with its bytes, or by an address from which Meta fetches it.
import { type Longest, lengthOf } from '@parley/contract/text-length';
import { config } from '#kit/config';
import type { Tools } from '#kit/tool';
import type { Account, File, Outbound, Outcome } from '../../../adapter.ts';
import { withWayOut } from '../../way-out.ts';
import { type Ask, call, isDone } from '../call.ts';
import { refusalOf } from '../errors.ts';
import { str } from '../loose.ts';
import { patience } from '../patience.ts';
import type { MetaSettings } from '../settings.ts';

export type PageSettings = MetaSettings & { readonly pageId: string };
export type PageLimits = {
  readonly kind: 'messenger' | 'instagram';
  /** The id by which updates name the account: only people met there can be answered from there. */
  readonly account: string;
  readonly longest: Longest;
  readonly most: string;
  /** What a file becomes that goes by its address; left out where files go with their bytes. */
  readonly byAddress?: (file: File) => object;
};

/** Sends once. Never throws for Meta's sake. */
export async function sendByPage(
  { settings }: Account<PageSettings>,
  outbound: Outbound,
  tools: Tools,
  limits: PageLimits,
): Promise<Outcome> {
  const to = recipientOf(outbound.to.value, limits);
  if (to === undefined)
    return {
      outcome: 'failed',
      because: 'unknown-address',
      words: 'This person has not written to this account, so it cannot write to them.',
    };
  if (limits.byAddress && outbound.attachments.some(({ link = '' }) => !mayFetch(tools, settings, link))) return notReached;
  const text = withWayOut(outbound);
  if (lengthOf(text, limits.longest.counts) > limits.longest.most)
    return { outcome: 'failed', because: 'too-long', words: `The text is longer than ${limits.most}.` };
  // "Send API", messaging_type: what we begin, advertising above all, is an UPDATE, and stays within the window
  const own = outbound.use === 'start' ? 'UPDATE' : 'RESPONSE';
  const kind = outbound.isLate ? { messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' } : { messaging_type: own };
  const last = outbound.attachments.length; // quick replies vanish with the next message, so they go with the last
  const quick = (at: number) => (at === last ? quickReplies(outbound.choices ?? []) : {});
  const parts: Ask[] = [
    ...(text === '' ? [] : [{ json: { recipient: { id: to }, ...kind, message: { text, ...quick(0) } } }]),
    ...outbound.attachments.map((file, at) =>
      limits.byAddress
        ? { json: { recipient: { id: to }, ...kind, message: { ...limits.byAddress(file), ...quick(at + 1) } } }
        : withFile(to, kind, file, quick(at + 1)),
    ),
  ];
  let first: string | undefined;
  const also: string[] = [];
  const left = patience();
  for (const part of parts) {
    const seconds = left(part.form ? 60 : 15);
    if (seconds === 0) return first === undefined ? tooSlow : { ...partly, also: [first, ...also] };
    const answer = await call(tools, settings, `/${settings.pageId}/messages`, { method: 'POST', ...part, seconds });
    if (!isDone(answer)) return first === undefined ? refusalOf(answer) : { ...partly, also: [first, ...also] };
    const id = str(answer.body['message_id']);
    if (first === undefined) first = id;
    else if (id !== '') also.push(id);
  }
  return { outcome: 'sent', externalId: first || null, also };
}

const quickReplies = (choices: readonly string[]): object =>
  choices.length === 0 ? {} : { quick_replies: choices.map((title) => ({ content_type: 'text', title, payload: title })) };

const withFile = (to: string, kind: Readonly<Record<string, string>>, file: File, quick: object): Ask => ({
  form: {
    fields: {
      ...kind,
      recipient: JSON.stringify({ id: to }),
      message: JSON.stringify({
        attachment: { type: /^(image|video|audio)\//.exec(file.type)?.[1] ?? 'file', payload: { is_reusable: false } },
        ...quick,
      }),
    },
    name: 'filedata',
    file,
  },
});

/** Whom an address of this account stands for; undefined for one of another. */
export function recipientOf(value: string, { kind, account }: PageLimits): string | undefined {
  const start = `${kind}:${account}:`;
  const id = value.startsWith(start) ? value.slice(start.length) : '';
  return /^\d{1,30}$/.test(id) ? id : undefined;
}

/** Meta itself fetches by https; an emulator from wherever we are. */
const mayFetch = (tools: Tools, { provider }: PageSettings, link: string): boolean => {
  const isReal = provider === 'meta' && new URL(config.of({ tools }).metaUrl).hostname.endsWith('.facebook.com');
  return link.startsWith('https:') || (link !== '' && !isReal);
};
const notReached = {
  outcome: 'failed',
  because: 'files-not-carried',
  words:
    'Meta fetches files from here by https, and this Parley is not reached by it. Send the words alone, or the file by another channel.',
} as const;
const tooSlow = { outcome: 'retry', because: 'unreachable', words: 'Meta took longer than we wait. It will be tried again.' } as const;
const partly = {
  outcome: 'failed',
  because: 'partly-sent',
  words: 'Only a part of this was taken by Meta: the rest did not leave. Look into the chat with the person before sending it again.',
} as const;
