// What came of asking providers to forget somebody, as the certificate of the erasure says it (Art. 17(1), 19): in codes and counts, which pages word in their own language, and in an English note, which is signed beside them.
import { type Asked, type Published, published } from '@parley/contract/kept-there';
import type { StepRow } from './store.ts';

export const counted = ['gone', 'left', 'kept', 'missing', 'elsewhere'] as const;
export type Counts = Record<(typeof counted)[number], number>;

/** The counts of several steps together. */
export function countsOf(steps: readonly StepRow[]): Counts {
  const sum = (name: string) => steps.reduce((all, { detail }) => all + Number(detail[name] ?? 0), 0);
  return { gone: sum('gone'), left: sum('left'), kept: sum('kept'), missing: sum('missing'), elsewhere: sum('elsewhere') };
}

/** What the certificate says of a recipient that was asked to forget; undefined for one that was not. One whose interface deletes nothing was told nothing by it. `asked` is null where something was written down in words alone, before there were codes. */
export function takenBack(
  steps: Iterable<StepRow>,
  recipient: string,
): { toldAt: string | null; note: string; asked: Asked[] | null } | undefined {
  const asked = [...steps].filter((step) => step.step.startsWith('at-provider:') && step.detail['recipient'] === recipient);
  const last = asked.at(-1);
  if (!last) return undefined;
  const groups = [...Map.groupBy(asked, kindOf).values()];
  const parts = groups.map((group) => partOf(group, groups.length > 1));
  const isTold = asked.some(({ detail }) => String(detail['forgets']) !== 'nothing');
  return {
    toldAt: isTold ? last.at.toISOString() : null,
    note: parts.map(noteOf).join(' '),
    asked: parts.some(({ sentence, published: code }) => sentence !== '' && code === null)
      ? null
      : parts.map(({ sentence: _, ...part }) => part),
  };
}

/** Codes as a step names them, one after the other; undefined where one of them is none that is known. */
export function codesIn(said: unknown): Published[] | undefined {
  const codes = String(said ?? '')
    .split(' ')
    .filter(Boolean);
  const known = codes.flatMap((code) => published.find((each) => each === code) ?? []);
  return known.length === codes.length ? known : undefined;
}

/** One recipient may carry several channels, of which it takes back different things: each is said by itself. */
const kindOf = ({ detail }: StepRow): string => [detail['forgets'], Number(detail['days']) > 0, detail['published']].join('\n');

type Part = Asked & { readonly sentence: string };
/** `channels` stay empty for steps of before their channel was written down. */
function partOf(steps: readonly StepRow[], isNamed: boolean): Part {
  const detail = steps.at(-1)?.detail ?? {};
  const days = Math.max(...steps.map((step) => Number(step.detail['days'])));
  const sentence = String(detail['published'] ?? '');
  const what = kinds.find((kind) => kind === detail['forgets']) ?? (days > 0 ? 'messages' : 'chat');
  const until = new Date((steps.at(-1)?.at.getTime() ?? 0) + days * 86_400_000).toISOString().slice(0, 10);
  const channels = [...new Set(steps.flatMap((step) => channelsOf.find((channel) => channel === step.detail['channel']) ?? []))];
  return {
    what: what === 'nothing' && sentence === '' ? 'protocol' : what,
    channels: isNamed ? channels : [],
    ...countsOf(steps),
    until: days > 0 ? until : null,
    published: codesIn(detail['publishes'])?.[0] ?? null,
    sentence,
  };
}

const kinds = ['files', 'redaction', 'mailbox', 'nothing'] as const;
const channelNames = { sms: 'Text messages', whatsapp: 'WhatsApp', messenger: 'Messenger', instagram: 'Instagram', email: 'Mail' } as const;
const channelsOf = Object.keys(channelNames) as (keyof typeof channelNames)[];

/** The words that are signed: what once stood in certificates stays as it is. */
const noteOf = (part: Part): string => {
  const named = part.channels.map((channel) => channelNames[channel as keyof typeof channelNames]);
  return `${named.length === 0 ? '' : `${named.join(', ')}: `}${notes[part.what](part)}`;
};

const messagesNote = ({ gone, left, until }: Part): string =>
  `${gone} messages were emptied and deleted there by its interface; from its own backups they are gone by ${until}.` +
  (left > 0 ? ` ${left} could not be deleted there within a week: the company has to see to it; it keeps messages for 400 days.` : '');

/** Where what is deleted goes for both sides at once, and what is too old for that stays. */
const chatNote = ({ gone, left, kept }: Part): string =>
  `${gone} messages were deleted there by its interface, for both sides.` +
  (left > 0 ? ` ${left} could not be deleted there within a week: the company has to see to it.` : '') +
  (kept > 0
    ? ` ${kept} its interface deletes no more, because they are too old for that or the chat is closed to it: they stay in the chat there until the person deletes it.`
    : '');

/** Words that were delivered cannot be taken back there, and nothing else is claimed. */
const filesNote = ({ gone, left, until }: Part): string =>
  `${gone} files were deleted there by its interface. Its interface deletes no words: by its own account it keeps those for 30 days at most, until ${until}. What lies in the chat of the person is theirs.` +
  (left > 0 ? ` ${left} files could not be deleted within a week: the company has to see to it.` : '');

/** Records stay, without words and numbers; what its servers wrote down meanwhile no interface reaches. */
const redactionNote = ({ gone, left, kept }: Part): string =>
  `${gone} messages were redacted there by its interface: words and numbers are gone from its records. The logs of its servers cannot be redacted; by its own account they are kept for a few weeks.` +
  (kept > 0 ? ` ${kept} its interface does not know: nothing was redacted of them.` : '') +
  (left > 0 ? ` ${left} could not be redacted there within a week: the company has to see to it.` : '');

/** A mailbox of the company's at a provider: whatever its server puts into its own backups no protocol reaches. */
const mailboxNote = ({ gone, left, kept, missing, elsewhere }: Part): string =>
  `${gone} mails were found in the folders of the company’s mailbox there, and deleted. Backups of the mailbox are its keeper’s: the company has to ask for them.` +
  (missing > 0 ? ` ${missing} were looked for in every folder and found in none.` : '') +
  (elsewhere > 0
    ? ` ${elsewhere} were fetched from a mailbox that is no longer read, and were not found in this one: the company has to see to it there.`
    : '') +
  (kept > 0 ? ` ${kept} without a name of their own could not be found again there: the company has to see to it.` : '') +
  (left > 0 ? ` ${left} could not be deleted there within a week: the company has to see to it.` : '');

/** Where nothing can be taken back: what the provider publishes of keeping messages. */
const nothingNote = ({ kept, sentence }: Part): string =>
  `Its interface deletes nothing: ${kept} messages that it carried could not be taken back there. ${sentence} What lies in the chat of the person is theirs, and they can delete it there.`;

/** It publishes nothing, and whoever carried the messages has to be asked by the company (Art. 19). */
const protocolNote = ({ kept }: Part): string =>
  `${kept} messages were carried by it over SMPP, a protocol that can take nothing back: the company has to ask it to delete what it kept of them.`;

const notes: Readonly<Record<Asked['what'], (part: Part) => string>> = {
  messages: messagesNote,
  chat: chatNote,
  files: filesNote,
  redaction: redactionNote,
  mailbox: mailboxNote,
  nothing: nothingNote,
  protocol: protocolNote,
};
