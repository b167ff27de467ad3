// A record in JSON-LD with the Data Privacy Vocabulary (W3C community group, DPV 2), its prefixes in the document itself: nobody needs the network to read it.
import { dpvContext as context } from '#consent';
import { recordWords } from './sheet.ts';
import type { Activity, DrawnRecord, Measure, Party, Recipient } from './types.ts';

type Node = Readonly<Record<string, unknown>>;

type Named = (id: string) => string;
/** Names of nodes lead with the company, so that those of two never mean the same. */
const namedIn =
  ({ workspace }: DrawnRecord): Named =>
  (id) =>
    `urn:parley:${workspace}:${id}`;

/** Terms of DPV for the codes of ours; what has none is said by its superior term. */
const measureTerms: Readonly<Record<string, string>> = {
  'sealed-per-person': 'dpv:EncryptionAtRest',
  pseudonyms: 'dpv:Pseudonymisation',
  'encrypted-transit': 'dpv:EncryptionInTransfer',
  'purpose-gate': 'dpv:AccessControlMethod',
  'companies-apart': 'dpv:AccessControlMethod',
  'second-factor': 'dpv:MultiFactorAuthentication',
  'regular-audits': 'dpv:SecurityAssessment',
};
const basisTerms: Readonly<Record<string, string>> = {
  consent: 'A6-1-a',
  contract: 'A6-1-b',
  'legal-obligation': 'A6-1-c',
  'vital-interests': 'A6-1-d',
  'public-task': 'A6-1-e',
  'legitimate-interests': 'A6-1-f',
};
const safeguardTerms: Readonly<Record<string, string>> = {
  adequacy: 'A45-3',
  clauses: 'A46-2-c',
  'binding-rules': 'A46-2-b',
  certification: 'A46-2-f',
  'explicit-consent': 'A49-1-a',
};

export function jsonldOf(record: DrawnRecord): Node {
  const urn = namedIn(record);
  return {
    '@context': context,
    '@graph': [
      recordNode(record, urn),
      controllerNode(record, urn),
      ...operatorNode(record, urn),
      ...record.recipients.map((recipient) => recipientNode(recipient, urn)),
      ...processes(record, urn),
    ],
  };
}

function recordNode(record: DrawnRecord, urn: Named): Node {
  const { hostedIn } = record;
  const isOwn = record.kind === 'controller';
  return {
    '@id': urn(`record/${record.kind}/${record.version}`),
    '@type': 'dpv:RecordsOfActivities',
    'dct:identifier': record.hash,
    'dct:hasVersion': String(record.version),
    'dct:created': { '@type': 'xsd:dateTime', '@value': record.since },
    'dct:conformsTo': { '@id': `http://data.europa.eu/eli/reg/2016/679/art_30/par_${isOwn ? 1 : 2}/oj` },
    'dct:creator': { '@id': (!isOwn && processor(record, urn)) || urn('controller') },
    'dpv:hasDataController': { '@id': urn('controller') },
    ...processedBy(record, urn),
    ...(hostedIn && { 'dpv:hasStorageCondition': { '@type': 'dpv:StorageLocation', 'dpv:hasLocation': { '@id': `loc:${hostedIn}` } } }),
    'dpv:hasProcess': processes(record, urn).map((node) => ({ '@id': node['@id'] })),
    'dpv:hasTechnicalOrganisationalMeasure': record.measures.map((measure) => measureNode(record, measure, urn)),
  };
}

/** Who runs the machines: somebody else, the controller itself, or nobody said. */
function processor({ operator, operatedBySelf }: DrawnRecord, urn: Named): string | undefined {
  if (operator) return urn('operator');
  return operatedBySelf ? urn('controller') : undefined;
}

function processedBy(record: DrawnRecord, urn: Named): Node {
  const id = processor(record, urn);
  return id === undefined ? {} : { 'dpv:hasDataProcessor': { '@id': id } };
}

function controllerNode({ controller: own, joint }: DrawnRecord, urn: Named): Node {
  return {
    '@id': urn('controller'),
    '@type': joint.length > 0 ? ['dpv:DataController', 'dpv:JointDataControllers'] : 'dpv:DataController',
    'dpv:hasName': own.name,
    ...(own.address && { 'dpv:hasAddress': own.address }),
    ...(own.contact && { 'dpv:hasContact': own.contact }),
    'dpv:hasJurisdiction': { '@id': `loc:${own.country}` },
    ...(own.authority && { 'dpv:hasAuthority': { '@type': 'dpv:DataProtectionAuthority', 'dpv:hasName': own.authority } }),
    ...officerOf(own.dpo),
    ...representativeOf(own.representative),
    ...(joint.length > 0 && { 'dpv:hasJointDataControllers': joint.map(partyNode) }),
  };
}

const officerOf = (contact: string | null): Node =>
  contact ? { 'dpv:hasDataProtectionOfficer': { '@type': 'dpv:DataProtectionOfficer', 'dpv:hasContact': contact } } : {};
const representativeOf = (contact: string | null): Node =>
  contact ? { 'dpv:hasRepresentative': { '@type': 'dpv:Representative', 'dpv:hasContact': contact } } : {};
const partyNode = ({ name, contact }: Party): Node => ({ '@type': 'dpv:DataController', 'dpv:hasName': name, 'dpv:hasContact': contact });

function operatorNode({ operator: who }: DrawnRecord, urn: Named): Node[] {
  if (!who) return [];
  const agreement = who.agreement && {
    'dpv:hasOrganisationalMeasure': { '@type': 'dpv:DataProcessingAgreement', 'dct:identifier': who.agreement },
  };
  const parts = { ...officerOf(who.dpo), ...representativeOf(who.representative), ...agreement };
  return [{ '@id': urn('operator'), '@type': 'dpv:DataProcessor', 'dpv:hasName': who.name, 'dpv:hasContact': who.contact, ...parts }];
}

const roleTerms = { processor: 'dpv:DataProcessor', controller: 'dpv:ThirdParty', 'joint-controller': 'dpv:JointDataControllers' } as const;

function recipientNode({ code, name, service, role, country, safeguard }: Recipient, urn: Named): Node {
  const term = safeguard && safeguardTerms[safeguard];
  return {
    '@id': urn(`recipient/${code}`),
    '@type': ['dpv:Recipient', roleTerms[role]],
    'dpv:hasName': name,
    'dct:description': service,
    'dpv:hasLocation': { '@id': `loc:${country}` },
    ...(term && { 'dpv:hasLegalBasis': { '@id': `eu-gdpr:${term}` } }),
  };
}

function processes(record: DrawnRecord, urn: Named): Node[] {
  if (record.kind === 'controller')
    return record.activities.map((activity) => ({ ...activityNode(activity, urn), ...decidedIn(record, activity, urn) }));
  return record.processing.map((code) => ({
    '@id': urn(`processing/${code}`),
    '@type': 'dpv:Process',
    'dct:title': Object.entries(recordWords).map(([language, words]) => ({
      '@value': words.processing[code],
      '@language': language,
    })),
    'dpv:hasDataController': { '@id': urn('controller') },
    ...processedBy(record, urn),
    'dpv:hasRecipient': record.recipients.map(({ code: recipient }) => ({ '@id': urn(`recipient/${recipient}`) })),
  }));
}

const inWords = (words: Activity['name']) => Object.entries(words).map(([language, text]) => ({ '@value': text, '@language': language }));

/** What is decided by machine for this purpose (Art. 22), in the words of whoever declares it. */
function decidedIn({ decisions = [] }: DrawnRecord, { code: purpose }: Activity, urn: Named): Node {
  const found = decisions.filter(({ purposes }) => purposes.includes(purpose));
  if (found.length === 0) return {};
  return {
    'dpv:hasContext': found.map(({ code, version, title, logic, ground }) => ({
      '@id': urn(`decision/${code}/${version}`),
      '@type': 'dpv:AutomatedDecisionMaking',
      'dct:title': inWords(title),
      'dct:description': inWords(logic),
      ...(ground && { 'dct:subject': `Art. ${ground}` }),
    })),
  };
}

function activityNode(activity: Activity, urn: Named): Node {
  const {
    code,
    version,
    name,
    description,
    subjects,
    lawfulBasis,
    dpv,
    categories,
    special = [],
    recipients,
    period,
    starts,
    noted = [],
  } = activity;
  const everything = categories.includes('all');
  return {
    '@id': urn(`activity/${code}/${version}`),
    '@type': 'dpv:Process',
    'dct:title': inWords(name),
    'dct:description': inWords(description),
    'dpv:hasDataController': { '@id': urn('controller') },
    'dpv:hasPurpose': { '@id': urn(`purpose/${code}/${version}`), '@type': 'dpv:Purpose', 'skos:broader': { '@id': dpv } },
    'dpv:hasLegalBasis': [{ '@id': `eu-gdpr:${basisTerms[lawfulBasis]}` }, ...(special.length > 0 ? [{ '@id': 'eu-gdpr:A9-2-a' }] : [])],
    'dpv:hasDataSubject': { '@id': subjects === 'staff' ? 'dpv:Employee' : 'dpv:Customer' },
    'dpv:hasPersonalData': [
      ...(everything ? [{ '@id': 'dpv:PersonalData' }] : []),
      ...(everything
        ? []
        : [
            ...categories.filter((category) => !special.includes(category)).map((category) => ({ '@id': `pd:${category}` })),
            ...special.map((category) => ({ '@id': `pd:${category}`, '@type': 'dpv:SpecialCategoryPersonalData' })),
          ]),
      ...noted.map(notedNode),
    ],
    'dpv:hasRecipient':
      recipients.length > 0 ? recipients.map((recipient) => ({ '@id': urn(`recipient/${recipient}`) })) : { '@id': urn('controller') },
    'dpv:hasStorageCondition': lasting(period, starts),
  };
}

/** A field of the company's own: what is noted in it goes at its own time. */
const notedNode = ({ name, period, special }: NonNullable<Activity['noted']>[number]): Node => ({
  '@type': special ? 'dpv:SpecialCategoryPersonalData' : 'dpv:PersonalData',
  'skos:broader': { '@id': 'pd:Preference' },
  'dct:title': inWords(name),
  'dpv:hasStorageCondition': lasting(period, 'set'),
});

const lasting = (period: string, from: string): Node => ({
  '@type': 'dpv:StorageDuration',
  'dct:description': from,
  'dpv:hasDuration': { '@type': 'dpv:TemporalDuration', 'rdf:value': { '@type': 'xsd:duration', '@value': period } },
});

const measureNode = (record: DrawnRecord, { code }: Measure, urn: Named): Node => ({
  '@id': urn(`measure/${code}`),
  '@type': measureTerms[code] ?? 'dpv:TechnicalOrganisationalMeasure',
  'dct:identifier': code,
  ...(record.statesAt !== null && { 'dpv:hasStatus': record.states[code] ?? 'not-looked-at' }),
});
