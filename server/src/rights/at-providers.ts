// Art. 19: a provider that keeps messages is asked to forget those of the erased, batch by batch, again and again while it is away. After a week the certificate
// says what could not be deleted there, and the company has to see to it. Days in the sandbox are none of that week.
import { forgetAtProvider, type Held, sandboxStand } from '#channels';
import type { Ctx } from '#kit/ctx';
import { retryLater, type Work } from '#kit/outbox';
import { append } from '#ledger';
import type { CaseFile } from './case-file.ts';
import { type RequestId, type StepRow, store } from './store.ts';

type Run = <T>(step: (ctx: Ctx) => Promise<T>) => Promise<T>;
const counted = ['gone', 'left', 'kept', 'missing', 'elsewhere'] as const;
type Counts = { done: number } & Record<(typeof counted)[number], number>;
const batch = 100;
const patienceMs = 7 * 86_400_000;
const againSeconds = 120;

/** Takes back what lies there; safe to call again at any time: it goes on where it was interrupted. Throws to be called again while a provider cannot be reached. */
export async function takeBack(work: Work, run: Run, request: RequestId, file: CaseFile): Promise<void> {
  for (const held of file.atProviders ?? []) {
    const name = `at-provider:${held.inbox}`;
    const progress = await run(async (ctx) => {
      if (held.notBefore && ctx.now.toISOString() < held.notBefore) throw retryLater(againSeconds);
      return stepOf(await store.steps(ctx, [request]), name);
    });
    for (let counts = progress; counts.done < held.ids.length; ) {
      const ids = held.ids.slice(counts.done, counts.done + batch);
      const answer = await forgetAtProvider(work, held, ids);
      if (answer === 'sandbox') throw retryLater(againSeconds);
      if (answer.left > 0 && (await run((ctx) => isPatient(ctx, request)))) throw retryLater(againSeconds);
      const next = { ...counts, done: counts.done + ids.length };
      for (const what of counted) next[what] += answer[what];
      await run((ctx) => note(ctx, request, name, held, next));
      counts = next;
    }
  }
}

/** What the certificate says of a recipient that was asked to forget; undefined for one that was not. One whose interface deletes nothing was told nothing by it. */
export function takenBack(steps: Iterable<StepRow>, recipient: string): { toldAt: string | null; note: string } | undefined {
  const asked = [...steps].filter((step) => step.step.startsWith('at-provider:') && step.detail['recipient'] === recipient);
  const last = asked.at(-1);
  if (!last) return undefined;
  const groups = [...Map.groupBy(asked, kindOf).values()];
  const said = groups.map((steps) => (groups.length > 1 ? `${channelsOf(steps)}${noteOf(steps)}` : noteOf(steps)));
  const isTold = asked.some(({ detail }) => String(detail['forgets']) !== 'nothing');
  return { toldAt: isTold ? last.at.toISOString() : null, note: said.join(' ') };
}

/** One recipient may carry several channels, of which it takes back different things: each is said by itself. */
const kindOf = ({ detail }: StepRow): string => [detail['forgets'], Number(detail['days']) > 0, detail['published']].join('\n');

function noteOf(steps: readonly StepRow[]): string {
  const last = steps.at(-1);
  if (!last) return '';
  const sum = (name: string) => steps.reduce((all, { detail }) => all + Number(detail[name] ?? 0), 0);
  const days = Math.max(...steps.map(({ detail }) => Number(detail['days'])));
  const until = new Date(last.at.getTime() + days * 86_400_000).toISOString().slice(0, 10);
  const counts = { gone: sum('gone'), left: sum('left'), kept: sum('kept'), missing: sum('missing'), elsewhere: sum('elsewhere'), until };
  const note = notes[String(last.detail['forgets'])] ?? (days > 0 ? messagesNote : chatNote);
  return note({ ...counts, published: String(last.detail['published'] ?? '') });
}

const channelNames: Readonly<Record<string, string>> = {
  ...{ sms: 'Text messages', whatsapp: 'WhatsApp', messenger: 'Messenger', instagram: 'Instagram', email: 'Mail' },
};
/** Empty for steps of before their channel was written down. */
function channelsOf(steps: readonly StepRow[]): string {
  const named = steps.flatMap(({ detail }) => channelNames[String(detail['channel'])] ?? []);
  return named.length === 0 ? '' : `${[...new Set(named)].join(', ')}: `;
}

type Told = Readonly<Omit<Counts, 'done'>> & { readonly until: string; readonly published: string };

const messagesNote = ({ gone, left, until }: Told): string =>
  `${gone} messages were emptied and deleted there by its interface; from its own backups they are gone by ${until}.` +
  (left > 0 ? ` ${left} could not be deleted there within a week: the company has to see to it; it keeps messages for 400 days.` : '');

/** Where what is deleted goes for both sides at once, and what is too old for that stays. */
const chatNote = ({ gone, left, kept }: Told): string =>
  `${gone} messages were deleted there by its interface, for both sides.` +
  (left > 0 ? ` ${left} could not be deleted there within a week: the company has to see to it.` : '') +
  (kept > 0
    ? ` ${kept} its interface deletes no more, because they are too old for that or the chat is closed to it: they stay in the chat there until the person deletes it.`
    : '');

/** Words that were delivered cannot be taken back there, and nothing else is claimed. */
const filesNote = ({ gone, left, until }: Told): string =>
  `${gone} files were deleted there by its interface. Its interface deletes no words: by its own account it keeps those for 30 days at most, until ${until}. What lies in the chat of the person is theirs.` +
  (left > 0 ? ` ${left} files could not be deleted within a week: the company has to see to it.` : '');

/** Records stay, without words and numbers; what its servers wrote down meanwhile no interface reaches. */
const redactionNote = ({ gone, left, kept }: Told): string =>
  `${gone} messages were redacted there by its interface: words and numbers are gone from its records. The logs of its servers cannot be redacted; by its own account they are kept for a few weeks.` +
  (kept > 0 ? ` ${kept} its interface does not know: nothing was redacted of them.` : '') +
  (left > 0 ? ` ${left} could not be redacted there within a week: the company has to see to it.` : '');

/** A mailbox of the company's at a provider: whatever its server puts into its own backups no protocol reaches. */
const mailboxNote = ({ gone, left, kept, missing, elsewhere }: Told): string =>
  `${gone} mails were found in the folders of the company’s mailbox there, and deleted. Backups of the mailbox are its keeper’s: the company has to ask for them.` +
  (missing > 0 ? ` ${missing} were looked for in every folder and found in none.` : '') +
  (elsewhere > 0
    ? ` ${elsewhere} were fetched from a mailbox that is no longer read, and were not found in this one: the company has to see to it there.`
    : '') +
  (kept > 0 ? ` ${kept} without a name of their own could not be found again there: the company has to see to it.` : '') +
  (left > 0 ? ` ${left} could not be deleted there within a week: the company has to see to it.` : '');

/** Where nothing can be taken back: what the provider publishes of keeping messages; a protocol says nothing, and its carrier has to be asked by the company (Art. 19). */
const nothingNote = ({ kept, published }: Told): string =>
  published
    ? `Its interface deletes nothing: ${kept} messages that it carried could not be taken back there. ${published} What lies in the chat of the person is theirs, and they can delete it there.`
    : `${kept} messages were carried by it over SMPP, a protocol that can take nothing back: the company has to ask it to delete what it kept of them.`;

const notes: Readonly<Record<string, (told: Told) => string>> = {
  files: filesNote,
  redaction: redactionNote,
  mailbox: mailboxNote,
  nothing: nothingNote,
};

function stepOf(steps: readonly StepRow[], name: string): Counts {
  const detail = steps.find(({ step }) => step === name)?.detail ?? {};
  const count = (what: keyof Counts) => Number(detail[what] ?? 0);
  const { gone, left, kept, missing, elsewhere } = Object.fromEntries(counted.map((what) => [what, count(what)])) as Omit<Counts, 'done'>;
  return { done: count('done'), gone, left, kept, missing, elsewhere };
}

/** While the sandbox was on nobody was asked: the week begins again when it was switched off. */
async function isPatient(ctx: Ctx, request: RequestId): Promise<boolean> {
  const shredded = (await store.steps(ctx, [request])).find(({ step }) => step === 'shredded');
  const { since } = await sandboxStand(ctx);
  return shredded === undefined || ctx.now.getTime() - Math.max(shredded.at.getTime(), since?.getTime() ?? 0) < patienceMs;
}

async function note(
  ctx: Ctx,
  request: RequestId,
  step: string,
  { inbox, channel, recipient, ids, forgetting }: Held,
  counts: Counts,
): Promise<void> {
  await store.step(ctx, request, step, {
    recipient,
    channel,
    ...counts,
    days: forgetting.days,
    forgets: forgetting.what,
    ...(forgetting.published && { published: forgetting.published }),
  });
  if (counts.done >= ids.length)
    await append(ctx, {
      kind: 'recipient.asked-to-forget',
      facts: { request, inbox, recipient, gone: counts.gone, left: counts.left + counts.kept + counts.elsewhere },
    });
}
