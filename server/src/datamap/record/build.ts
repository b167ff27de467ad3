// What a record says, out of what the house knows: purposes in force, the register, the company's own facts, the channels that are open. Pure.
import type { Field } from '#fields';
import type { Decider } from '#kit/decider';
import type { ChannelKind, CompanyFacts, NoticeRecipient, Purpose } from '#purposes';
import type { RecordFacts } from './facts.ts';
import { measures } from './measures.ts';
import type { Activity, Decision, ProcessingCode, Recipient, RecordContent, RecordKind } from './types.ts';

export type Known = {
  readonly company: CompanyFacts;
  readonly facts: RecordFacts;
  readonly purposes: readonly Purpose[];
  readonly recipients: readonly (NoticeRecipient & { readonly role: Recipient['role'] })[];
  /** Codes of those who get something by the way things are set up or did lately, with what they are part of. */
  readonly receiving: readonly string[];
  readonly fields: readonly Pick<Field, 'names' | 'purpose' | 'period' | 'special'>[];
  /** What the rooms declare. */
  readonly deciders: readonly Decider[];
  readonly channels: readonly ChannelKind[];
  /** Stores in service. */
  readonly stores: readonly { readonly name: string; readonly address: string }[];
};

export function contentOf(kind: RecordKind, known: Known): RecordContent {
  const { company, facts } = known;
  const isOwn = kind === 'controller';
  const activities = isOwn ? known.purposes.filter(({ active }) => active).map((purpose) => activityOf(purpose, known)) : [];
  return {
    kind,
    controller: {
      name: company.name,
      address: company.address,
      contact: company.contactEmail,
      country: company.country,
      representative: facts.representative,
      dpo: company.dpoContact,
      authority: company.authority,
    },
    joint: facts.joint,
    operator: facts.operator,
    operatedBySelf: facts.operatedBySelf,
    hostedIn: facts.hostedIn,
    ...(isOwn && known.stores.length > 0 && { collectedAt: known.stores }),
    activities,
    ...(isOwn && { decisions: decisionsOf(known) }),
    processing: isOwn ? [] : processingOf(known),
    recipients: known.recipients.filter((each) => isNamed(each, known, activities)).map(recipientOf),
    measures,
  };
}

function activityOf(purpose: Purpose, known: Known): Activity {
  const { code, version, about, lawfulBasis, article, dpv, categories, channels, period, starts, texts } = purpose;
  const recipients = purpose.recipients.filter((each) => known.recipients.some((recipient) => recipient.code === each));
  const each = (part: 'name' | 'description') =>
    Object.fromEntries(Object.entries(texts).map(([language, words]) => [language, words[part]])) as Activity['name'];
  const words = { name: each('name'), description: each('description') };
  const subjects = about === 'person' ? 'customers' : 'staff';
  const special = purpose.special.length > 0 && { special: purpose.special };
  const own = known.fields.filter((field) => field.purpose === code);
  const noted = own.length > 0 && { noted: own.map((field) => ({ name: field.names, period: field.period, special: field.special })) };
  return {
    code,
    version,
    ...words,
    subjects,
    lawfulBasis,
    article,
    dpv,
    categories,
    ...special,
    recipients,
    channels,
    period,
    starts,
    ...noted,
  };
}

/** What is decided by itself for some purpose in force, in the words of whoever declares it (Art. 22, 30(1)(b)). */
export function decisionsOf({ deciders, purposes }: Pick<Known, 'deciders' | 'purposes'>): Decision[] {
  return deciders.flatMap(({ code, version, title, logic, inputs, significance, of }) => {
    const at = purposes.filter((purpose) => purpose.active && of(purpose)).map((purpose) => purpose.code);
    const ground = significance.is === 'none' ? null : significance.ground;
    return at.length === 0 ? [] : [{ code, version, title, logic, inputs, ground, purposes: at }];
  });
}

/** Whom a purpose in force names, or who gets something. A code that a purpose names and nobody entered gets nothing: the gate refuses it. */
function isNamed({ code }: Known['recipients'][number], known: Known, activities: readonly Activity[]): boolean {
  return known.receiving.includes(code) || activities.some(({ recipients }) => recipients.includes(code));
}

function recipientOf({ code, name, service, role, region, safeguard }: Known['recipients'][number]): Recipient {
  return { code, name, service, role, country: region, safeguard };
}

function processingOf({ channels }: Known): ProcessingCode[] {
  return ['hosting', ...new Set(channels), 'rights', 'retention', 'backup', 'staff-access'];
}
