// Telling a person about their rights: by mail to an address they proved, in their language, without a word of what they asked, which stands on the privacy page alone. Who is
// known by a number only gets a text message that says no more than where to read (Art. 12(3)).
import { type Held, sendNotice, textSender } from '#channels';
import { permit } from '#gate';
import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import type { Id, PersonId } from '#kit/ids';
import type { Work } from '#kit/outbox';
import { act } from '#kit/pool';
import { type IdentityRow, identitiesOf, isOwned, ownedAlone, readIdentity } from '#people';
import { disputedAmong } from './disputed-store.ts';
import { lostIn, type Readable } from './readable.ts';
import { shortly } from './text-words.ts';

export type Run = <T>(step: (ctx: Ctx) => Promise<T>) => Promise<T>;
/** `short`: what goes by text message instead, where that is more than that there is news. */
type Letter = { readonly language: string; readonly subject: string; readonly text: string; readonly short?: string };
/** Where a person is told, and how. */
export type Way = {
  readonly by: 'mail' | 'text';
  readonly to: string;
  readonly about?: { readonly person: PersonId; readonly identity: Id<'idn'> };
};

/** An address that was proved, as a way. */
export const byMail = (to: string | undefined): Way | undefined => (to === undefined ? undefined : { by: 'mail', to });

/** Runs the steps of a piece of work, each in a transaction of its own, in the name of the house. */
export const stepsOf =
  (work: Work, id: string): Run =>
  (step) =>
    act(work.tools, { workspace: work.workspace, actor: { kind: 'system', id }, purpose: 'rights-fulfilment' }, step);

/** Sends the letter that `way`, or says that there is none; gives how it went as a code. `id` makes a repeat the same mail. */
export async function tell(work: Work, id: string, way: Way | undefined, letter: Letter): Promise<string> {
  return (await send(work, id, way, letter)).how;
}

/** The same, with what lies of it at a provider: whoever is erased already is not found there by anything that stands here. */
export async function send(
  work: Work,
  id: string,
  way: Way | undefined,
  letter: Letter,
): Promise<{ how: string; held?: Held | undefined }> {
  if (way === undefined) return { how: 'no-proved-address' };
  const { language, subject, text, short } = letter;
  const said = way.by === 'mail' ? text : (short ?? (await stepsOf(work, 'telling')((ctx) => shortly(ctx, language, 'news'))));
  const { sent, because, held } = await sendNotice(work, { id, ...way, language, purpose: 'rights-fulfilment', subject, text: said });
  return { how: sent ? `by-${way.by}` : `not-sent ${because ?? ''}`, held };
}

/**
 * How a person is told: at an email address they proved, else at a number they proved or wrote from, where the company sends text messages. Never by what they say is not theirs
 * (`except`), nor by what others own as well; but who said so of the very address they read has no other (`speaker`). With `found` by what opens of those joined into one.
 */
export async function wayTo(
  ctx: Ctx,
  person: PersonId,
  { speaker, except, found }: { speaker?: Id<'idn'> | null; except?: Id<'idn'> | null; found?: Readable } = {},
): Promise<Way | undefined> {
  const all = (await identitiesOf(ctx, person)).filter((each) => found === undefined || found.readable.includes(each.person));
  const theirs = speaker ? all.filter(({ id }) => id === speaker) : await sayable(ctx, all, except);
  const mail = theirs.find(isForMail);
  if (mail) return read(ctx, person, mail, { by: 'mail', found });
  const number = numberAmong(theirs);
  return number && config.of(ctx).codeTextsPerHour > 0 && (await textSender(ctx))
    ? read(ctx, person, number, { by: 'text', found })
    : undefined;
}

/** At the address of mail that whoever is known by nothing else gave, or at this one, whose reader contested it by a link: unproved as it is, what is said there tells its reader nothing of anybody. */
export async function wayToClaimed(ctx: Ctx, person: PersonId, only?: Id<'idn'>): Promise<Way | undefined> {
  const given = (await identitiesOf(ctx, person)).find(({ kind, id }) => kind === 'email' && (only === undefined || id === only));
  return given && read(ctx, person, given, { by: 'mail', found: undefined });
}

/** Those of a person's addresses to which their rights may be told: nobody else owns them, and nobody says that they are somebody else's. */
export async function sayable(ctx: Ctx, all: readonly IdentityRow[], except?: Id<'idn'> | null): Promise<IdentityRow[]> {
  return ownedAlone(
    ctx,
    (await undisputed(ctx, all)).filter(({ id }) => id !== except),
  );
}

/** Those of a person's addresses of which nobody says that they are somebody else's. */
async function undisputed(ctx: Ctx, all: readonly IdentityRow[]): Promise<IdentityRow[]> {
  const disputed = await disputedAmong(
    ctx,
    all.map(({ id }) => id),
  );
  return all.filter(({ id }) => !disputed.has(id));
}

/** Mail in somebody's name is forged by anybody, and what is said about their rights goes where they proved to be. */
export const isForMail = ({ kind, provedAt }: Pick<IdentityRow, 'kind' | 'provedAt'>): boolean => kind === 'email' && provedAt !== null;

/** A number that was proved, else one that wrote to us: there an agent would answer as well, and no word of the request goes there. */
export const numberAmong = <I extends IdentityRow>(identities: readonly I[]): I | undefined => {
  const numbers = identities.filter((each) => each.kind === 'phone' && isOwned(each));
  return numbers.find(({ provedAt }) => provedAt !== null) ?? numbers[0];
};

async function read(
  ctx: Ctx,
  person: PersonId,
  identity: IdentityRow,
  { by, found }: { readonly by: Way['by']; readonly found: Readable | undefined },
): Promise<Way | undefined> {
  const channel = by === 'mail' ? 'email' : 'sms';
  const lost = found && lostIn(found);
  const question = { act: 'send', person, lost, purpose: 'rights-fulfilment', channel, fields: ['identities.value'] } as const;
  const answer = await permit(ctx, question);
  return answer.allowed
    ? { by, to: await readIdentity(ctx, answer.permit, identity), about: { person: identity.person, identity: identity.id } }
    : undefined;
}
