// The document is read by programs that are not ours: expanded by a JSON-LD processor without a network, and held against the shapes of the standard.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import jsonld from 'jsonld';
import { Parser, Store } from 'n3';
import Validator from 'rdf-validate-shacl';
import { describe, expect, it } from 'vitest';
import type { PersonId } from '#kit/ids';
import type { Purpose } from '#purposes';
import type { VersionedEvent } from '../types.ts';
import { consentDocument, type ReceiptFacts } from './receipt.ts';

const texts = { name: 'News and offers', description: 'Letters about what is new in the shop.' };
const marketing = {
  ...{ id: 'pur_1', code: 'marketing', version: 3, about: 'person', lawfulBasis: 'consent', article: '6(1)(a)', advertising: true },
  ...{ dpv: 'https://w3id.org/dpv#DirectMarketing', acts: ['reveal', 'send'], categories: ['EmailAddress', 'Preference'] },
  ...{
    channels: ['email', 'web-chat'],
    recipients: ['relay'],
    period: 'P730D',
    starts: 'last-contact',
    optional: true,
    active: true,
    meaning: 1,
    renewAfter: 'P24M',
    special: [],
  },
  ...{ texts: { en: texts, de: { ...texts, name: 'Neues und Angebote' }, fr: texts, es: texts }, since: new Date('2026-01-01') },
} as unknown as Purpose;
const notice = { id: 'ntc_1', version: 2, hash: 'ab'.repeat(32), language: 'de' } as const;
const event = (id: string, state: VersionedEvent['state'], at: string, more: Partial<VersionedEvent> = {}): VersionedEvent => ({
  ...{ id: `cns_${id}` as never, purpose: 'marketing', purposeVersion: 3, purposeName: 'News and offers', channel: 'email', state, at },
  ...{ method: 'privacy-page', by: 'self', notice: null, wording: null, confirms: null, imported: null, lapsesOn: null },
  ...more,
});
const facts: ReceiptFacts = {
  kind: 'receipt',
  person: 'per_ada' as PersonId,
  madeAt: new Date('2026-05-02T08:00:00Z'),
  company: {
    name: 'Lantern & Loom',
    address: 'Musterweg 1, 10115 Berlin',
    contactEmail: 'hello@example.com',
    dpoContact: 'privacy@example.com',
    authority: 'Berliner Beauftragte für Datenschutz und Informationsfreiheit',
    country: 'DE',
  },
  centreUrl: 'https://parley.example.com/privacy/abc',
  recipients: [{ code: 'relay', name: 'Relay Ltd', service: 'Carries mail', region: 'IE', safeguard: null }],
  purposes: [marketing],
  events: [
    event('3', 'withdrawn', '2026-04-01T10:00:00.000Z', { method: 'one-click' }),
    event('1', 'requested', '2026-02-01T10:00:00.000Z', { by: 'agent', method: 'agent' }),
    event('2', 'given', '2026-02-02T10:00:00.000Z', { notice, wording: 'Ja, schreibt mir.' }),
    event('4', 'refused', '2026-03-01T10:00:00.000Z', { channel: 'web-chat' }),
  ],
};

/** Quads of a document; asking the network is a fault. */
async function quadsOf(document: object): Promise<Store> {
  const documentLoader = async (url: string): Promise<never> => {
    throw new Error(`the network was asked for ${url}`);
  };
  const options = { format: 'application/n-quads', documentLoader, safe: true } as const; // safe: what would be dropped is a fault
  const nquads = await jsonld.toRDF(document, options);
  return new Store(new Parser({ format: 'N-Quads' }).parse(nquads as unknown as string));
}
const shapes = new Store(new Parser().parse(readFileSync(path.join(import.meta.dirname, 'shapes.ttl'), 'utf8')));
const breaches = async (document: object): Promise<string[]> => {
  const report = await new Validator(shapes).validate(await quadsOf(document));
  return report.results.map((each) => each.path?.value ?? each.sourceShape?.value ?? 'something');
};
const dpv = (term: string) => `https://w3id.org/dpv#${term}`;

describe('a consent document', () => {
  it('says until when a yes counts, and that a parent said it', () => {
    const child = event('5', 'given', '2026-02-03T10:00:00.000Z', { by: 'parent', notice, lapsesOn: '2027-01-05' });
    const said = (events: VersionedEvent[]) =>
      (consentDocument({ ...facts, events }) as { '@graph': { 'dpv:hasConsentStatus'?: Record<string, unknown>[] }[] })['@graph'].flatMap(
        (node) => node['dpv:hasConsentStatus'] ?? [],
      );
    const until = (day: string) => ({ '@type': 'dpv:UntilTimeDuration', 'rdf:value': { '@value': day, '@type': 'xsd:date' } });
    const [own, no] = said(facts.events.filter(({ state }) => state === 'given' || state === 'withdrawn'));
    expect(own).toMatchObject({ 'dpv:isIndicatedBy': { '@id': 'urn:parley:per_ada' }, 'dpv:hasDuration': until('2028-02-02') });
    expect(no?.['dpv:hasDuration']).toMatchObject({ '@type': 'dpv:UntilEventDuration' });
    expect(said([child])).toMatchObject([
      { 'dpv:isIndicatedBy': { '@type': 'dpv:ParentOfDataSubject' }, 'dpv:hasDuration': until('2027-01-05') },
    ]);
  });

  it.each(['receipt', 'record'] as const)('expands without a network and keeps the shapes of the standard, as a %s', async (kind) => {
    expect(await breaches(consentDocument({ ...facts, kind }))).toEqual([]);
  });

  it('is one node for each purpose and channel, with every event once, oldest first', async () => {
    const { '@graph': graph } = consentDocument(facts) as { '@graph': { 'dpv:hasConsentStatus'?: { '@type': string }[] }[] };
    expect(graph.slice(1).map((node) => node['dpv:hasConsentStatus']?.map((each) => each['@type']))).toEqual([
      ['dpv:ConsentRequested', 'dpv:ConsentGiven', 'dpv:ConsentWithdrawn'],
      ['dpv:ConsentRefused'],
    ]);
    const quads = await quadsOf(consentDocument(facts));
    expect(quads.countQuads(null, dpv('isIndicatedAtTime'), null, null)).toBe(4);
    expect(quads.getObjects('urn:parley:event/cns_2', 'http://purl.org/dc/terms/description', null)[0]?.value).toBe('Ja, schreibt mir.');
    expect(quads.getObjects('urn:parley:event/cns_1', dpv('isIndicatedBy'), null)[0]?.value).toBe(facts.centreUrl);
    expect(quads.getObjects('urn:parley:event/cns_3', dpv('isIndicatedBy'), null)[0]?.value).toBe('urn:parley:per_ada');
  });

  it('keeps two words of one instant in the order of their ids, whichever way they come', () => {
    const at = '2026-02-02T10:00:00.000Z';
    const events = [
      event('1', 'pending', at),
      event('2', 'given', at, { notice, confirms: 'cns_1' as never }),
      event('3', 'withdrawn', at),
    ];
    const order = (of: VersionedEvent[]) =>
      (consentDocument({ ...facts, events: of }) as { '@graph': { 'dpv:hasConsentStatus': { '@type': string }[] }[] })['@graph'][1]?.[
        'dpv:hasConsentStatus'
      ].map((each) => each['@type']);
    const said = ['dpv:ConsentRequestDeferred', 'dpv:ConsentGiven', 'dpv:ConsentWithdrawn'];
    expect([order(events), order(events.toReversed())]).toEqual([said, said]);
  });

  it('says the purpose as it was agreed to, and when a yes ended because it came to mean something else', async () => {
    const next = { ...marketing, version: 4, meaning: 4, period: 'P30D', since: new Date('2026-03-05T00:00:00Z') };
    const events = [event('2', 'given', '2026-02-02T10:00:00.000Z', { notice })];
    const document = consentDocument({ ...facts, purposes: [marketing, next], events });
    const statuses = (made: object) =>
      (made as { '@graph': { 'dpv:hasConsentStatus': { '@type': string }[] }[] })['@graph'][1]?.['dpv:hasConsentStatus'].map(
        (each) => each['@type'],
      );
    expect(statuses(document)).toEqual(['dpv:ConsentGiven', 'dpv:ConsentInvalidated']);
    expect(JSON.stringify(document)).toContain('2026-03-05T00:00:00.000Z');
    expect(JSON.stringify(document)).toContain('P730D');
    expect(JSON.stringify(document)).not.toContain('P30D');
    expect(await breaches(document)).toEqual([]);
    const anew = [...events, event('5', 'given', '2026-03-06T10:00:00.000Z', { notice, purposeVersion: 4 })];
    expect(statuses(consentDocument({ ...facts, purposes: [marketing, next], events: anew }))).toEqual([
      'dpv:ConsentGiven',
      'dpv:ConsentGiven',
    ]);
  });

  it('names special categories as such, and that they need more than a yes', async () => {
    const diary = { ...marketing, special: ['Health'], article: '9(2)(a)' } as unknown as Purpose;
    const document = consentDocument({ ...facts, purposes: [diary] });
    const quads = await quadsOf(document);
    const bases = new Set(quads.getObjects(null, dpv('hasLegalBasis'), null).map(({ value }) => value.split('#')[1]));
    expect([...bases].sort()).toEqual(['A6-1-a', 'A9-2-a']);
    expect(quads.countQuads('https://w3id.org/dpv/pd#Health', null, dpv('SpecialCategoryPersonalData'), null)).toBe(1);
    expect(await breaches(document)).toEqual([]);
    expect(JSON.stringify(consentDocument(facts))).not.toMatch(/A9-2-a|SpecialCategory/);
  });

  it('tells nothing of a STOP on what rests on a contract', () => {
    const service = { ...marketing, code: 'service-messages', lawfulBasis: 'contract', article: '6(1)(b)' } as Purpose;
    const stop = event('6', 'withdrawn', '2026-04-02T10:00:00.000Z', { purpose: 'service-messages', channel: 'sms', method: 'stop-word' });
    const { '@graph': graph } = consentDocument({ ...facts, purposes: [service], events: [stop] }) as { '@graph': unknown[] };
    expect(graph).toHaveLength(1);
  });

  it('names the recipients of the purpose, and the company where there are none', async () => {
    const recipients = async (purpose: Purpose) =>
      (await quadsOf(consentDocument({ ...facts, purposes: [purpose] })))
        .getObjects(null, dpv('hasRecipient'), null)
        .map(({ value }) => value);
    expect(await recipients(marketing)).toEqual(['urn:parley:recipient/relay']);
    expect(await recipients({ ...marketing, recipients: [] })).toEqual([facts.centreUrl]);
  });

  it.each([
    ['hasName', { company: { ...facts.company, name: '' } }],
    ['hasPersonalData', { purposes: [{ ...marketing, categories: [] }] }],
    ['hasJurisdiction', { company: { ...facts.company, country: 'Germany' } }],
    [
      'hasDescription',
      { purposes: [{ ...marketing, texts: { ...marketing.texts, de: { ...texts, description: '' }, en: { ...texts, description: '' } } }] },
    ],
  ] as const)('is found out by the shapes when %s is amiss', async (_, wrong) => {
    expect((await breaches(consentDocument({ ...facts, ...wrong }))).length).toBeGreaterThan(0);
  });

  it('is empty but for the company when nobody was ever asked', async () => {
    expect((consentDocument({ ...facts, events: [] }) as { '@graph': unknown[] })['@graph']).toHaveLength(1);
  });
});
