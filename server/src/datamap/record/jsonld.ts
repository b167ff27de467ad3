// A record in JSON-LD with the Data Privacy Vocabulary (W3C community group, DPV 2), its prefixes in the document itself: nobody needs the network to read it.
import { dpvContext as context } from '#consent';
import type { Activity, DrawnRecord, Measure, Party, Recipient } from './types.ts';

type Node = Readonly<Record<string, unknown>>;

const urn = (id: string) => `urn:parley:${id}`;
const controller = urn('controller');
const operator = urn('operator');
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
  return {
    '@context': context,
    '@graph': [
      recordNode(record),
      controllerNode(record),
      ...operatorNode(record),
      ...record.recipients.map(recipientNode),
      ...processes(record),
    ],
  };
}

function recordNode(record: DrawnRecord): Node {
  const subject = record.kind === 'controller' ? controller : operator;
  return {
    '@id': urn(`record/${record.kind}/${record.version}`),
    '@type': 'dpv:RecordsOfActivities',
    'dct:identifier': record.hash,
    'dct:hasVersion': String(record.version),
    'dct:created': { '@type': 'xsd:dateTime', '@value': record.since },
    'dct:conformsTo': { '@id': `http://data.europa.eu/eli/reg/2016/679/art_30/par_${record.kind === 'controller' ? 1 : 2}/oj` },
    'dct:creator': { '@id': subject },
    'dpv:hasDataController': { '@id': controller },
    'dpv:hasProcess': processes(record).map((node) => ({ '@id': node['@id'] })),
    'dpv:hasTechnicalOrganisationalMeasure': record.measures.map((measure) => measureNode(record, measure)),
  };
}

function controllerNode({ controller: own, joint }: DrawnRecord): Node {
  return {
    '@id': controller,
    '@type': joint.length > 0 ? ['dpv:DataController', 'dpv:JointDataControllers'] : 'dpv:DataController',
    'dpv:hasName': own.name,
    ...(own.address && { 'dpv:hasAddress': own.address }),
    ...(own.contact && { 'dpv:hasContact': own.contact }),
    'dpv:hasJurisdiction': { '@id': `loc:${own.country}` },
    ...(own.dpo && { 'dpv:hasDataProtectionOfficer': { '@type': 'dpv:DataProtectionOfficer', 'dpv:hasContact': own.dpo } }),
    ...(own.representative && { 'dpv:hasRepresentative': { '@type': 'dpv:Representative', 'dpv:hasContact': own.representative } }),
    ...(joint.length > 0 && { 'dpv:hasJointDataControllers': joint.map(partyNode) }),
  };
}

const partyNode = ({ name, contact }: Party): Node => ({ '@type': 'dpv:DataController', 'dpv:hasName': name, 'dpv:hasContact': contact });

function operatorNode({ operator: who, operatedBySelf }: DrawnRecord): Node[] {
  if (!who)
    return [{ '@id': operator, '@type': 'dpv:DataProcessor', ...(operatedBySelf && { 'dct:isReplacedBy': { '@id': controller } }) }];
  const officer = who.dpo && { 'dpv:hasDataProtectionOfficer': { '@type': 'dpv:DataProtectionOfficer', 'dpv:hasContact': who.dpo } };
  return [{ '@id': operator, '@type': 'dpv:DataProcessor', 'dpv:hasName': who.name, 'dpv:hasContact': who.contact, ...officer }];
}

const roleTerms = { processor: 'dpv:DataProcessor', controller: 'dpv:ThirdParty', 'joint-controller': 'dpv:JointDataControllers' } as const;

function recipientNode({ code, name, service, role, country, safeguard }: Recipient): Node {
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

function processes(record: DrawnRecord): Node[] {
  if (record.kind === 'controller') return record.activities.map(activityNode);
  return record.processing.map((code) => ({
    '@id': urn(`processing/${code}`),
    '@type': 'dpv:Process',
    'dct:title': { '@value': code, '@language': 'en' },
    'dpv:hasDataController': { '@id': controller },
    'dpv:hasDataProcessor': { '@id': operator },
    'dpv:hasRecipient': record.recipients.map(({ code: recipient }) => ({ '@id': urn(`recipient/${recipient}`) })),
  }));
}

function activityNode(activity: Activity): Node {
  const { code, version, name, description, subjects, lawfulBasis, dpv, categories, recipients, period, starts } = activity;
  const inWords = (words: Activity['name']) => Object.entries(words).map(([language, text]) => ({ '@value': text, '@language': language }));
  const everything = categories.includes('all');
  return {
    '@id': urn(`activity/${code}/${version}`),
    '@type': 'dpv:Process',
    'dct:title': inWords(name),
    'dct:description': inWords(description),
    'dpv:hasDataController': { '@id': controller },
    'dpv:hasPurpose': { '@id': urn(`purpose/${code}/${version}`), '@type': 'dpv:Purpose', 'skos:broader': { '@id': dpv } },
    'dpv:hasLegalBasis': { '@id': `eu-gdpr:${basisTerms[lawfulBasis]}` },
    'dpv:hasDataSubject': { '@id': subjects === 'staff' ? 'dpv:Employee' : 'dpv:Customer' },
    'dpv:hasPersonalData': everything ? { '@id': 'dpv:PersonalData' } : categories.map((category) => ({ '@id': `pd:${category}` })),
    'dpv:hasRecipient':
      recipients.length > 0 ? recipients.map((recipient) => ({ '@id': urn(`recipient/${recipient}`) })) : { '@id': controller },
    'dpv:hasStorageCondition': {
      '@type': 'dpv:StorageDuration',
      'dct:description': starts,
      'dpv:hasDuration': { '@type': 'dpv:TemporalDuration', 'rdf:value': { '@type': 'xsd:duration', '@value': period } },
    },
  };
}

const measureNode = (record: DrawnRecord, { code }: Measure): Node => ({
  '@id': urn(`measure/${code}`),
  '@type': measureTerms[code] ?? 'dpv:TechnicalOrganisationalMeasure',
  'dct:identifier': code,
  ...(record.statesAt !== null && { 'dpv:hasStatus': record.states[code] ?? 'not-looked-at' }),
});
