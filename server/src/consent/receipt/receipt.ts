// A consent record in the structure of ISO/IEC TS 27560:2023, in JSON-LD with the Data Privacy Vocabulary, by the profile dpv-27560 of the W3C community group.
// Pure: whoever has opened the events brings them, and what was known of purpose, company and recipients.
import type { PersonId } from '#kit/ids';
import type { ChannelKind, CompanyFacts, NoticeRecipient, Purpose } from '#purposes';
import { lapsesOn } from '../renewal/rules.ts';
import type { ConsentEvent, State, VersionedEvent } from '../types.ts';
import { context } from './context.ts';

export type ReceiptFacts = {
  /** A `receipt` is the person's copy; a `record` is the company's own. */
  readonly kind: 'record' | 'receipt';
  readonly person: PersonId;
  readonly madeAt: Date;
  readonly company: CompanyFacts;
  /** The company's privacy page: where the notice stands, and where a consent is taken back. */
  readonly centreUrl: string;
  readonly recipients: readonly NoticeRecipient[];
  /** Every version that an event is about, and of each purpose the one in force and the one that last changed what people agree to. */
  readonly purposes: readonly Purpose[];
  /** Of this person, in any order. */
  readonly events: readonly VersionedEvent[];
};
type Node = Readonly<Record<string, unknown>>;

const profile = 'https://w3id.org/dpv/schema/dpv-27560#';
const urn = (id: string) => `urn:parley:${id}`;
const rights = ['A7-3', 'A13', 'A15', 'A16', 'A17', 'A18', 'A20', 'A77'];
const states: Readonly<Record<State, string>> = {
  requested: 'ConsentRequested',
  pending: 'ConsentRequestDeferred', // said, and no decision before the second step
  given: 'ConsentGiven',
  refused: 'ConsentRefused',
  withdrawn: 'ConsentWithdrawn',
  expired: 'ConsentExpired',
  invalidated: 'ConsentInvalidated',
};

/** One JSON-LD document: a node per channel and purpose that rests on consent and was ever asked about, each with its events, oldest first. */
export function consentDocument(facts: ReceiptFacts): Node {
  const stands = Map.groupBy(oldestFirst(facts.events), ({ purpose, channel }) => `${purpose}/${channel}`);
  const controller = controllerOf(facts);
  return {
    '@context': context,
    '@graph': [controller, ...[...stands.values()].flatMap((events) => recordOf(facts, controller['@id'] as string, events))],
  };
}

function recordOf(facts: ReceiptFacts, controller: string, events: readonly VersionedEvent[]): Node[] {
  const [first] = events;
  const agreed = events.findLast(({ state }) => state === 'given') ?? events.at(-1);
  const purpose = facts.purposes.find(({ code, version }) => code === agreed?.purpose && version === agreed.purposeVersion);
  if (!first || purpose?.lawfulBasis !== 'consent') return []; // a STOP also ends what rests on a contract: that is no record of a consent
  const record = urn(first.id);
  return [
    {
      '@id': facts.kind === 'record' ? record : `${record}/receipt/${facts.madeAt.getTime()}`,
      '@type': facts.kind === 'record' ? 'dpv:ConsentRecord' : 'dpv:ConsentReceipt',
      'dct:conformsTo': { '@id': `${profile}${facts.kind}-eu-gdpr` },
      'dct:identifier': facts.kind === 'record' ? first.id : `${first.id}/receipt/${facts.madeAt.getTime()}`,
      'dct:created': instant(facts.madeAt.toISOString()),
      ...(facts.kind === 'receipt' && { 'dct:source': { '@id': record } }),
      'dpv:hasDataSubject': { '@id': urn(facts.person), '@type': 'dpv:DataSubject', 'dct:identifier': facts.person },
      'dpv:hasProcess': processOf(facts, controller, purpose, events),
      'dpv:hasConsentStatus': [...events.map((event) => statusOf(facts, controller, event)), ...invalidationOf(facts, controller, events)],
    },
  ];
}

function processOf(facts: ReceiptFacts, controller: string, purpose: Purpose, events: readonly VersionedEvent[]): Node {
  const shown = events.findLast(({ notice }) => notice !== null)?.notice;
  const language = shown?.language ?? 'en';
  const { name, description } = purpose.texts[language as 'en'];
  const country = { '@id': `loc:${facts.company.country}` };
  const channel = events[0]?.channel as ChannelKind;
  return {
    '@type': 'dpv:Process',
    'dct:title': words(`${name} (${channel})`, language),
    'dct:language': language,
    'dpv:hasPurpose': {
      '@id': urn(`purpose/${purpose.code}/${purpose.version}`),
      '@type': 'dpv:Purpose',
      'skos:broader': { '@id': purpose.dpv },
      'dct:title': words(name, language),
      'dct:description': words(description, language),
    },
    'dpv:hasLegalBasis': [{ '@id': 'eu-gdpr:A6-1-a' }, ...(purpose.special.length > 0 ? [{ '@id': 'eu-gdpr:A9-2-a' }] : [])],
    'dpv:hasPersonalData': dataOf(purpose),
    'dpv:hasNotice': noticeOf(facts, shown),
    'dpv:hasDataController': { '@id': controller },
    'dpv:hasRecipient': recipientsOf(facts, controller, purpose),
    'dpv:hasStorageCondition': [
      { '@type': 'dpv:StorageLocation', 'dpv:hasLocation': country },
      {
        '@type': 'dpv:StorageDuration',
        'dpv:hasDuration': { '@type': 'dpv:TemporalDuration', 'rdf:value': typed(purpose.period, 'duration') },
      },
    ],
    'dpv:hasJurisdiction': country,
    'dpv:hasConsentControl': {
      '@type': ['dpv:ProvideConsent', 'dpv:WithdrawConsent'],
      'dpv:isExercisedAt': { '@id': `${facts.centreUrl}/choices` },
    },
    'dpv:hasRight': rights.map((right) => ({ '@id': `eu-gdpr:${right}` })),
  };
}

/** What is used, and which of it is special (Art. 9(1)). */
function dataOf({ categories, special }: Purpose): Node[] {
  const plain = categories.filter((category) => !special.includes(category));
  return [
    ...plain.map((category) => ({ '@id': `pd:${category}` })),
    ...special.map((category) => ({ '@id': `pd:${category}`, '@type': 'dpv:SpecialCategoryPersonalData' })),
  ];
}

function statusOf(facts: ReceiptFacts, controller: string, event: VersionedEvent): Node {
  return {
    '@id': urn(`event/${event.id}`),
    '@type': `dpv:${states[event.state]}`,
    'dct:identifier': event.id,
    'dpv:isIndicatedAtTime': instant(event.at),
    'dpv:isIndicatedBy': indicatedBy(facts, controller, event),
    'dpv:hasIndicationMethod': event.method,
    'dpv:hasDuration': durationOf(facts, event),
    ...(event.confirms && { 'dct:relation': { '@id': urn(`event/${event.confirms}`) } }),
    ...(event.imported && {
      'dct:provenance': {
        '@type': 'dct:ProvenanceStatement',
        'dct:source': event.imported.source,
        'dct:created': instant(event.imported.at),
        'dct:description': [event.imported.how, event.imported.reference, event.imported.notice].filter(Boolean).join('; '),
      },
    }),
    ...(event.wording && { 'dct:description': words(event.wording, event.notice?.language) }),
  };
}

/** A parent's yes (Art. 8) is theirs: who they are is not said here, since the copy is the child's. */
function indicatedBy({ person }: ReceiptFacts, controller: string, { id, by }: ConsentEvent): Node {
  if (by === 'parent') return { '@id': urn(`event/${id}/parent`), '@type': 'dpv:ParentOfDataSubject' };
  return { '@id': by === 'self' ? urn(person) : controller };
}

/** A yes counts until its day, if no later event of the record ends it before. */
function durationOf({ purposes }: ReceiptFacts, event: VersionedEvent): Node {
  const purpose = purposes.find(({ code, version }) => code === event.purpose && version === event.purposeVersion);
  if (event.state !== 'given' || !purpose) return untilNext;
  const [day = ''] = [lapsesOn(new Date(event.at), purpose.renewAfter), ...(event.lapsesOn ? [event.lapsesOn] : [])].sort();
  return { '@type': 'dpv:UntilTimeDuration', 'rdf:value': typed(day, 'date') };
}
const untilNext: Node = { '@type': 'dpv:UntilEventDuration', 'rdf:value': 'until a later event of this record' };

/** As the gate counts: a yes that stands, to a purpose that came to mean something else, ended when its new meaning began. */
function invalidationOf({ purposes }: ReceiptFacts, controller: string, events: readonly VersionedEvent[]): Node[] {
  const last = events.at(-1);
  const versions = purposes.filter(({ code }) => code === last?.purpose);
  const meaning = Math.max(...versions.map((purpose) => purpose.meaning));
  const since = versions.find(({ version }) => version === meaning)?.since;
  if (last?.state !== 'given' || last.purposeVersion >= meaning || !since) return [];
  return [
    {
      '@id': urn(`event/${last.id}/invalidated`),
      '@type': `dpv:${states.invalidated}`,
      'dct:identifier': `${last.id}/invalidated`,
      'dpv:isIndicatedAtTime': instant(since.toISOString()),
      'dpv:isIndicatedBy': { '@id': controller },
      'dpv:hasIndicationMethod': 'meaning-changed',
      'dpv:hasDuration': untilNext,
    },
  ];
}

function controllerOf({ company, centreUrl }: ReceiptFacts): Node {
  return {
    '@id': centreUrl,
    '@type': ['dpv:Organisation', 'dpv:DataController'],
    'dct:identifier': centreUrl,
    'dpv:hasName': company.name,
    'dpv:hasAddress': company.address,
    'dpv:hasContact': [company.contactEmail, company.dpoContact, centreUrl].filter(Boolean),
    'dpv:hasAuthority': { '@type': 'dpv:SupervisoryAuthority', 'dpv:hasName': company.authority },
  };
}

function noticeOf(facts: ReceiptFacts, shown: ConsentEvent['notice'] | undefined): Node {
  const page = { '@type': 'dpv:ConsentNotice', 'foaf:page': { '@id': `${facts.centreUrl}/notice` } };
  if (!shown) return page; // a no needs no notice
  return {
    ...page,
    '@id': urn(shown.id),
    'dct:identifier': shown.id,
    'dct:hasVersion': String(shown.version),
    'dct:language': shown.language,
    'dpv:hasIdentifier': `sha256:${shown.hash}`,
  };
}

/** Recipients of the purpose; nobody but the company itself where none is named, since the field may not be left out. */
function recipientsOf({ recipients }: ReceiptFacts, controller: string, purpose: Purpose): Node[] {
  const named = recipients.filter(({ code }) => purpose.recipients.includes(code));
  if (named.length === 0) return [{ '@id': controller }];
  return named.map(({ code, name, service, region }) => ({
    '@id': urn(`recipient/${code}`),
    '@type': 'dpv:Recipient',
    'dpv:hasName': name,
    'dct:description': service,
    'dpv:hasLocation': { '@id': `loc:${region}` },
  }));
}

/** Of one instant by id, as `newest` says which of them holds. */
const oldestFirst = (events: readonly VersionedEvent[]) =>
  events.toSorted((one, other) => (one.at === other.at ? (one.id < other.id ? -1 : 1) : one.at < other.at ? -1 : 1));
const typed = (value: string, type: string): Node => ({ '@value': value, '@type': `xsd:${type}` });
const instant = (at: string): Node => typed(at, 'dateTime');
const words = (value: string, language: string | undefined): Node => ({ '@value': value, ...(language && { '@language': language }) });
