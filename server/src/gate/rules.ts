// The rules of the gate: facts in; decision, reason and article out. Nothing is looked up here, so that a table of cases can cover it all and
// hundreds of thousands of questions a second can be answered from memory. The order is the order of the law: does whoever asks act for it at all (Art. 32(4)), is there a purpose, does it
// cover this, what stands against it for this person, is there a basis, may this recipient have it.
import type { State } from '#consent';
import { type Act, type ChannelKind, isSpecial, type Purpose } from '#purposes';
import type { Standing } from '#vendors';

export type Asked = {
  readonly act: Act;
  readonly purpose: string;
  readonly about: 'person' | 'case' | 'nobody';
  readonly channel: ChannelKind | null;
  readonly recipient: string | null;
  /** When the person wrote what this answers. */
  readonly answering: Date | null;
  /** Whether whoever acts holds a role that carries the purpose there; always so for persons and the system. */
  readonly isOfRole: boolean;
};
export type PurposeFacts = Pick<
  Purpose,
  'about' | 'lawfulBasis' | 'advertising' | 'acts' | 'categories' | 'channels' | 'recipients' | 'active' | 'special'
>;
export type PersonFacts = {
  readonly isErased: boolean;
  /** Beginning of the latest restriction that stands; null when there is none. */
  readonly restrictedSince: Date | null;
  /** Objections that stand; `purpose` null covers every purpose that can be objected to. */
  readonly objections: readonly { readonly purpose: string | null; readonly since: Date }[];
  /** Newest event for the purpose on the channel over everyone who is this person. */
  readonly consent: {
    readonly state: State | 'none';
    readonly at: Date | null;
    /** Said by the link of a message. */
    readonly isByLink?: boolean;
  };
};
export type Facts = {
  readonly purpose: PurposeFacts | undefined;
  /** Data category of each field asked for; undefined for a field that no room declares. */
  readonly categories: readonly (string | undefined)[];
  /** null when nobody outside receives anything. */
  readonly recipient: Standing | null;
  readonly person: PersonFacts | undefined;
  /** Whether the channel leads to this person at all, where that was looked up. */
  readonly way?: Way | undefined;
};
/** `recipient`: code of whoever carries what is sent there; null when it stays in the company. */
export type Way =
  | { readonly state: 'open'; readonly recipient: string | null }
  | { readonly state: 'no-channel' }
  | { readonly state: 'no-address' };
export type Verdict = { readonly allowed: boolean; readonly because: Because; readonly article: string };
export type Because = keyof typeof refusals | keyof typeof grounds;

/** Every reason for a no, with its article; the standing of a recipient and of a transfer bring their own. */
export const refusals = {
  'purpose-not-of-role': '32(4)',
  'unknown-purpose': '5(1)(b)',
  'purpose-off': '25(2)',
  'purpose-not-for-this': '5(1)(b)',
  'act-not-of-purpose': '5(1)(b)',
  'person-needed': '5(1)(b)',
  'field-not-declared': '5(1)(c)',
  'category-not-of-purpose': '5(1)(c)',
  'special-category': '9(1)',
  'channel-needed': '5(1)(b)',
  'channel-not-of-purpose': '5(1)(b)',
  erased: '17(1)',
  restricted: '18(2)',
  'objected-to-advertising': '21(3)',
  objected: '21(1)',
  'channel-stopped': '5(1)(a)',
  'consent-missing': '6(1)(a)',
  'consent-pending': '7(1)',
  'consent-refused': '6(1)(a)',
  'consent-withdrawn': '7(3)',
  'consent-expired': '7(1)',
  'consent-invalidated': '7(1)',
  // facts, not law: nobody forbids it, there is only no way there
  'no-channel': '',
  'no-address': '',
  'recipient-needed': '28(3)',
  'recipient-not-of-purpose': '5(1)(b)',
  'unknown-recipient': '28(3)',
  'no-agreement': '28(3)',
  'agreement-expired': '28(3)',
  'no-transfer-instrument': '44',
  'transfer-consent-missing': '49(1)(a)',
} as const;
const grounds = {
  'consent-given': '6(1)(a)',
  contract: '6(1)(b)',
  'legal-obligation': '6(1)(c)',
  'vital-interests': '6(1)(d)',
  'public-task': '6(1)(e)',
  'legitimate-interests': '6(1)(f)',
} as const;

/** The question as the rules read it; the same for the binding decision and for what is foreseen from memory. */
export function askedOf(question: {
  readonly act: Act;
  readonly purpose: string;
  readonly person?: unknown;
  readonly people?: readonly unknown[] | undefined;
  readonly case?: unknown;
  readonly channel?: ChannelKind | undefined;
  readonly recipient?: string | undefined;
  readonly answering?: Date | undefined;
  readonly isOfRole?: boolean;
}): Asked {
  return {
    act: question.act,
    purpose: question.purpose,
    about: question.case ? 'case' : question.person || question.people?.length ? 'person' : 'nobody',
    channel: question.channel ?? null,
    recipient: question.recipient ?? null,
    answering: question.answering ?? null,
    isOfRole: question.isOfRole ?? true,
  };
}

/** The answer of the gate. */
export function judge(asked: Asked, facts: Facts): Verdict {
  if (!asked.isOfRole) return no('purpose-not-of-role'); // what a person agreed to is no business of somebody who may not act for it
  const { purpose } = facts;
  if (!purpose) return no('unknown-purpose');
  return (
    againstPurpose(asked, purpose, facts.categories) ??
    (asked.about === 'person' ? againstPerson(asked, purpose, facts.person) : undefined) ??
    againstWay(asked, facts.way) ??
    againstRecipient(asked, purpose, facts) ??
    yes(purpose)
  );
}

/** Whether an objection ends it (Art. 21(1), 21(2)). */
export const canBeObjectedTo = ({ advertising, lawfulBasis }: Pick<PurposeFacts, 'advertising' | 'lawfulBasis'>): boolean =>
  advertising || lawfulBasis === 'legitimate-interests' || lawfulBasis === 'public-task';

/** A no with its article. */
export function no(because: keyof typeof refusals): Verdict {
  return { allowed: false, because, article: refusals[because] };
}

function againstPurpose(asked: Asked, purpose: PurposeFacts, categories: Facts['categories']): Verdict | undefined {
  if (!purpose.active) return no('purpose-off');
  if (asked.about === 'nobody') return no('person-needed');
  if (purpose.about !== 'person') return no('purpose-not-for-this');
  // the file of a case outlives its person only to fulfil and prove their request
  if (asked.about === 'case' && purpose.lawfulBasis !== 'legal-obligation') return no('purpose-not-for-this');
  if (!purpose.acts.includes(asked.act)) return no('act-not-of-purpose');
  if (categories.includes(undefined)) return no('field-not-declared');
  // Art. 9(1): neither a contract nor a plain yes opens them; the law may, to whom they belong
  if (!purpose.categories.includes('all') && categories.some((each) => isSpecial(each) && !purpose.special.includes(isSpecial(each) ?? '')))
    return no('special-category');
  if (!purpose.categories.includes('all') && categories.some((each) => !isSpecial(each) && !purpose.categories.includes(each ?? '')))
    return no('category-not-of-purpose');
  if (asked.channel === null) return asked.act === 'send' || purpose.lawfulBasis === 'consent' ? no('channel-needed') : undefined;
  return purpose.channels.includes(asked.channel) ? undefined : no('channel-not-of-purpose');
}

function againstPerson(asked: Asked, purpose: PurposeFacts, person: PersonFacts | undefined): Verdict | undefined {
  if (!person || person.isErased) return no('erased');
  if (isStoppedByRestriction(asked, purpose, person)) return no('restricted');
  return againstObjection(asked, purpose, person) ?? againstChannelStop(asked, purpose, person) ?? againstConsent(purpose, person);
}

/**
 * Art. 18(2): besides storing, restricted data may be used only with the person's consent, for legal claims, or to protect rights. So what remains is:
 * fulfilling their rights and proving who they are; what they agreed to after the restriction began; answering what they wrote to us after it began,
 * because by asking they agree to the answer; and reading it under the contract, or the question (and the ground of the restriction) could not be settled.
 */
function isStoppedByRestriction(asked: Asked, purpose: PurposeFacts, person: PersonFacts): boolean {
  const since = person.restrictedSince;
  if (!since || purpose.lawfulBasis === 'legal-obligation') return false;
  if (purpose.lawfulBasis === 'consent') return !agreedAfter(person, since);
  if (purpose.lawfulBasis !== 'contract') return true;
  return asked.act !== 'reveal' && !(asked.act === 'send' && isAfter(asked.answering, since));
}

/** Art. 21(2), 21(3): advertising stops without any weighing; 21(1): so does what rests on our own interest, until rights lifts the objection. A yes given later is the newer will. */
function againstObjection(asked: Asked, purpose: PurposeFacts, person: PersonFacts): Verdict | undefined {
  if (!canBeObjectedTo(purpose)) return undefined;
  const standing = person.objections.filter((objection) => objection.purpose === null || objection.purpose === asked.purpose);
  if (standing.every((objection) => purpose.lawfulBasis === 'consent' && agreedAfter(person, objection.since))) return undefined;
  return no(purpose.advertising ? 'objected-to-advertising' : 'objected');
}

/**
 * A stop on a channel also ends what never rested on consent there, but not what the law demands, nor the answer to a newer question of the person. By the link of a message it ends what begins with
 * us: an answer may be owed to who wrote before. Where people talk the word itself may be the answer to a question of an agent, and be answered.
 */
function againstChannelStop(asked: Asked, purpose: PurposeFacts, person: PersonFacts): Verdict | undefined {
  if (purpose.lawfulBasis === 'consent' || purpose.lawfulBasis === 'legal-obligation' || asked.act !== 'send') return undefined;
  const { state, at, isByLink = false } = person.consent;
  if (state !== 'withdrawn' && state !== 'refused') return undefined;
  const isOfTheWord = asked.channel !== null && talked.has(asked.channel) && asked.answering?.getTime() === at?.getTime();
  const isAnswered = asked.answering !== null && (isByLink || (at !== null && (isOfTheWord || isAfter(asked.answering, at))));
  if (purpose.lawfulBasis === 'contract') return isAnswered ? undefined : no('channel-stopped');
  return no('objected');
}

const talked: ReadonlySet<ChannelKind> = new Set(['web-chat', 'email']);

function againstConsent(purpose: PurposeFacts, { consent }: PersonFacts): Verdict | undefined {
  if (purpose.lawfulBasis !== 'consent' || consent.state === 'given') return undefined;
  return no(consent.state === 'none' || consent.state === 'requested' ? 'consent-missing' : `consent-${consent.state}`);
}

function againstWay(asked: Asked, way: Way | undefined): Verdict | undefined {
  return asked.act !== 'send' || way === undefined || way.state === 'open' ? undefined : no(way.state);
}

function againstRecipient(asked: Asked, purpose: PurposeFacts, { recipient, person }: Facts): Verdict | undefined {
  if (asked.recipient === null) return asked.act === 'hand-over' ? no('recipient-needed') : undefined;
  if (!recipient) return no('unknown-recipient');
  if (!recipient.ok) return { allowed: false, because: recipient.because, article: recipient.article };
  if (!recipient.isOurselves && !purpose.recipients.includes(asked.recipient)) return no('recipient-not-of-purpose');
  if (recipient.onlyWithConsent && person?.consent.state !== 'given') return no('transfer-consent-missing');
  return undefined;
}

const agreedAfter = (person: PersonFacts, since: Date) => person.consent.state === 'given' && isAfter(person.consent.at, since);
const isAfter = (at: Date | null, since: Date) => at !== null && at.getTime() > since.getTime();

function yes({ lawfulBasis }: PurposeFacts): Verdict {
  const because = lawfulBasis === 'consent' ? 'consent-given' : lawfulBasis;
  return { allowed: true, because, article: grounds[because] };
}
