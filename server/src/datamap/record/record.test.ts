// Records of processing as documents: what Art. 30 asks for stands in each form, and programs that are not ours read them.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { recordOfProcessing } from '@parley/contract/datamap';
import jsonld from 'jsonld';
import { Parser, Store } from 'n3';
import Validator from 'rdf-validate-shacl';
import { Errors } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import type { NoticeRecipient, Purpose } from '#purposes';
import { contentOf, type Known } from './build.ts';
import { giveRecord } from './give.ts';
import { jsonldOf } from './jsonld.ts';
import { measures, statesOf } from './measures.ts';
import { recordWords, sheetOf } from './sheet.ts';
import type { DrawnRecord } from './types.ts';

const texts = { name: 'Answering “you”', description: '=Sums & <answers>, every day' };
const service = {
  ...{
    id: 'pur_1',
    code: 'service-conversation',
    version: 2,
    about: 'person',
    lawfulBasis: 'contract',
    article: '6(1)(b)',
    advertising: false,
  },
  ...{ dpv: 'https://w3id.org/dpv#CommunicationForCustomerCare', acts: ['reveal', 'send'], categories: ['EmailAddress', 'Communication'] },
  special: [],
  ...{ channels: ['email'], recipients: ['relay', 'nobody-entered'], period: 'P2Y', starts: 'last-contact', optional: false, active: true },
  ...{ meaning: 1, texts: { en: texts, de: { ...texts, name: 'Antworten' }, fr: texts, es: texts }, since: new Date('2026-01-01') },
} as unknown as Purpose;
const relay = {
  code: 'relay',
  name: 'Relay Ltd',
  service: 'carries our emails',
  region: 'IN',
  safeguard: 'clauses',
  role: 'processor',
} as const;
const known: Known = {
  company: {
    ...{
      name: 'Lantern & Loom',
      address: 'Musterweg 1, 10115 Berlin',
      contactEmail: 'hello@example.com',
      dpoContact: 'privacy@example.com',
    },
    ...{ authority: 'Berliner Beauftragte', country: 'DE' },
  },
  facts: {
    ...{
      representative: null,
      joint: [{ name: 'Loom Łódź', contact: 'loom@example.com' }],
      hostedIn: 'DE',
      hostedBy: null,
      operatedBySelf: false,
    },
    operator: { name: 'Hosting Example', contact: 'dpo@hosting.example.com', representative: null, dpo: null, agreement: 'DPA 9' },
  },
  purposes: [service, { ...service, code: 'marketing', active: false } as Purpose],
  recipients: [relay, { ...relay, code: 'unused' } as NoticeRecipient & { role: 'processor' }],
  receiving: ['relay'],
  fields: [{ names: { en: 'Shoe size', de: 'Schuhgröße' }, purpose: 'service-conversation', period: 'P30D', special: false }],
  deciders: [
    {
      ...{
        code: 'stop',
        version: 2,
        title: { en: 'Stop words', de: 'Stoppwörter' },
        logic: { en: 'A word that says no ends it.', de: 'Ein Nein endet es.' },
      },
      ...{ inputs: ['Communication'], significance: { is: 'none' }, of: ({ code }: Purpose) => code === 'service-conversation' },
    },
    { ...{ code: 'unused', inputs: [], significance: { is: 'none' }, of: () => false } },
  ] as unknown as Known['deciders'],
  channels: ['email', 'email', 'sms'],
  stores: [{ name: 'Loom am Markt', address: 'Marktplatz 2\n10115 Berlin' }],
};
const drawn = (kind: 'controller' | 'processor', more: Partial<Known> = {}): DrawnRecord => ({
  ...contentOf(kind, { ...known, ...more }),
  ...{
    workspace: `wsp_${'0'.repeat(26)}`,
    version: 3,
    since: '2026-11-24T09:00:00.000Z',
    hash: 'ab'.repeat(32),
    states: statesOf(measures, new Map([['keys.epoch-ends-in-time', 'passes']])),
    statesAt: '2026-11-25T09:00:00.000Z',
  },
});

async function breaches(document: object): Promise<string[]> {
  const documentLoader = async (url: string): Promise<never> => {
    throw new Error(`the network was asked for ${url}`);
  };
  const options = { format: 'application/n-quads', documentLoader, safe: true } as const; // safe: what would be dropped is a fault
  const nquads = await jsonld.toRDF(document, options);
  const shapes = new Store(new Parser().parse(readFileSync(path.join(import.meta.dirname, 'shapes.ttl'), 'utf8')));
  const report = await new Validator(shapes).validate(new Store(new Parser({ format: 'N-Quads' }).parse(nquads as unknown as string)));
  return report.results.map((each) => each.path?.value ?? each.sourceShape?.value ?? 'something');
}

describe('what a record says', () => {
  it('is what is in force and who really gets something: purposes that are off and recipients nobody uses are left out', () => {
    const record = drawn('controller');
    expect(record.activities.map(({ code }) => code)).toEqual(['service-conversation']);
    expect(record.activities[0]?.recipients).toEqual(['relay']); // a code that nobody entered gets nothing
    expect(record.recipients.map(({ code }) => code)).toEqual(['relay']);
    expect('collectedAt' in drawn('controller', { stores: [] })).toBe(false); // or every company would get a new version for nothing
  });

  it('names what the company notes in fields of its own under their purpose, with their own period', () => {
    const [activity] = drawn('controller').activities;
    expect(activity?.noted).toEqual([{ name: { en: 'Shoe size', de: 'Schuhgröße' }, period: 'P30D', special: false }]);
    expect(JSON.stringify(sheetOf(drawn('controller'), 'de'))).toContain('vermerkt: Schuhgröße (30 Tage nach dem Setzen)');
    expect(JSON.stringify(jsonldOf(drawn('controller')))).toContain('"@value":"P30D"');
    expect('noted' in (drawn('controller', { fields: [] }).activities[0] ?? {})).toBe(false);
  });

  it('of the processor is what it carries out, channel by channel, and no purposes', () => {
    const record = drawn('processor');
    expect(record.activities).toEqual([]);
    expect(record.processing).toEqual(['hosting', 'email', 'sms', 'rights', 'retention', 'backup', 'staff-access']);
  });

  it('says of a measure what its controls showed, and never more', () => {
    const one = [{ code: 'x', article: '32(1)', controls: ['a.b', 'c.d'] }];
    expect(
      statesOf(
        one,
        new Map([
          ['a.b', 'passes'],
          ['c.d', 'passes'],
        ] as const),
      ),
    ).toEqual({ x: 'holds' });
    expect(statesOf(one, new Map([['a.b', 'passes']] as const))).toEqual({ x: 'not-looked-at' });
    expect(
      statesOf(
        one,
        new Map([
          ['a.b', 'unknown'],
          ['c.d', 'fails'],
        ] as const),
      ),
    ).toEqual({ x: 'fails' });
    expect(statesOf([{ ...one[0]!, controls: [] }], new Map())).toEqual({ x: 'built-in' });
  });

  it('has words for every code in both languages', () => {
    for (const words of Object.values(recordWords)) {
      for (const { code } of measures) expect(words.measures[code]).toBeTruthy();
      for (const code of drawn('processor').processing) expect(words.processing[code]).toBeTruthy();
    }
  });
});

describe('a document', () => {
  it('in HTML carries every part of Art. 30(1), and words that look like markup stay words', async () => {
    const page = (await giveRecord(drawn('controller'), 'html', 'de')).bytes.toString('utf8');
    for (const part of [
      'Lantern &amp; Loom',
      'Antworten',
      'Relay Ltd',
      'Indien',
      'Standardvertragsklauseln',
      '2 Jahre nach dem letzten Kontakt',
      'Kunden und andere',
      'privacy@example.com',
      'Loom Łódź',
      'Hosting Example',
      'AES-256-GCM',
      'Loom am Markt, Marktplatz 2, 10115 Berlin',
    ])
      expect(page).toContain(part);
    expect(page).toContain('&lt;answers&gt;');
    expect(page).not.toMatch(/<script|https?:/);
  });

  it('in CSV has as many cells in each row as in the next, and no cell that a spreadsheet would compute', async () => {
    const text = (await giveRecord(drawn('controller'), 'csv', 'en')).bytes.toString('utf8');
    expect(text.startsWith('\ufeff')).toBe(true);
    const rows = parseCsv(text.slice(1));
    expect(new Set(rows.map((row) => row.length)).size).toBe(1);
    expect(rows.flat().filter((cell) => /^[=+\-@]/.test(cell))).toEqual([]);
    expect(rows.flat()).toContain("'=Sums & <answers>, every day");
  });

  it('names what machines decide and for which purposes, and special categories with their own basis', async () => {
    const agreed = { lawfulBasis: 'consent', article: '9(2)(a)', special: ['Health'], code: 'diary' };
    const record = drawn('controller', { purposes: [service, { ...service, ...agreed } as Purpose] });
    expect(record.decisions).toMatchObject([{ code: 'stop', version: 2, ground: null, purposes: ['service-conversation'] }]);
    expect(drawn('processor').decisions).toBeUndefined();
    const [activities, decisions] = sheetOf(record, 'de').tables;
    expect(activities?.rows[1]?.join()).toMatch(/Gesundheit \(Art\. 9\).*Art\. 6\(1\)\(a\), 9\(2\)\(a\)/);
    expect(activities?.rows[0]?.join()).not.toContain('Art. 9');
    expect(decisions?.rows).toEqual([
      ['Stoppwörter (2)', 'Ein Nein endet es.', 'Nachrichten', 'keine rechtliche oder ähnliche Wirkung', 'Antworten'],
    ]);
    const document = JSON.stringify(jsonldOf(record));
    for (const term of ['eu-gdpr:A9-2-a', 'dpv:SpecialCategoryPersonalData', 'dpv:AutomatedDecisionMaking'])
      expect(document).toContain(term);
    expect(await breaches(jsonldOf(record))).toEqual([]);
  });
  it('in JSON fits the schema that is given out with it', async () => {
    for (const kind of ['controller', 'processor'] as const) {
      const record = JSON.parse((await giveRecord(drawn(kind), 'json', 'en')).bytes.toString('utf8'));
      expect([...Errors(recordOfProcessing, record)]).toEqual([]);
      expect([...Errors(recordOfProcessing, { ...record, hash: 'none' })].length).toBeGreaterThan(0);
    }
    const schema = JSON.parse((await giveRecord(drawn('controller'), 'schema', 'en')).bytes.toString('utf8'));
    expect(schema.required).toEqual(expect.arrayContaining(['controller', 'activities', 'recipients', 'measures']));
  });

  it.each(['controller', 'processor'] as const)(
    'in JSON-LD expands without a network and keeps the shapes, as the record of a %s',
    async (kind) => {
      expect(await breaches(jsonldOf(drawn(kind)))).toEqual([]);
      expect(await breaches(jsonldOf(drawn(kind, { facts: { ...known.facts, operatedBySelf: true, operator: null, joint: [] } })))).toEqual(
        [],
      );
    },
  );

  it.each([
    ['OnBehalf', drawn('processor', { facts: { ...known.facts, operatedBySelf: null, operator: null } })],
    ['hasContact', drawn('processor', { facts: { ...known.facts, operator: { ...known.facts.operator!, contact: '' } } })],
    ['hasAddress', drawn('controller', { company: { ...known.company, address: '' } })],
    ['hasPersonalData', drawn('controller', { purposes: [{ ...service, categories: [] }], fields: [] })],
    ['hasLocation', drawn('controller', { recipients: [{ ...relay, region: 'India' }] })],
    ['hasStorageCondition', drawn('controller', { purposes: [{ ...service, period: 'soon' }] })],
  ])('in JSON-LD is found out by the shapes when %s is amiss', async (path, record) => {
    expect(await breaches(jsonldOf(record))).toEqual(expect.arrayContaining([expect.stringContaining(path)]));
  });

  it('in PDF is tagged for screen readers, with its language, its title and its font', async () => {
    const { bytes, name } = await giveRecord(drawn('controller'), 'pdf', 'de');
    expect(name).toBe('record-controller-3-2026-11-24.pdf');
    const text = bytes.toString('latin1');
    expect(text.startsWith('%PDF-1.7')).toBe(true);
    for (const mark of [
      '/StructTreeRoot',
      '/MarkInfo',
      '/Lang (de)',
      '/DisplayDocTitle true',
      '/S /Table',
      '/S /TH',
      '/S /H1',
      'pdfuaid:part',
      '/FontFile2',
    ])
      expect(text).toContain(mark);
  });
});

it('CSV in German parts cells at semicolons, and no part of a cell is a formula to whoever parts it elsewhere', async () => {
  const controller = { ...drawn('controller').controller, name: 'Loom;=1+1,@SUM(1)\n-2' };
  const text = (await giveRecord({ ...drawn('controller'), controller }, 'csv', 'de')).bytes.toString('utf8');
  expect(text).toContain(`"Loom;'=1+1,'@SUM(1)\n'-2`);
  expect(text.split('\r\n')[0]).toMatch(/^"?\ufeff?[^,;]*;/);
  expect(text).not.toMatch(/[;,\n][=+@-]/);
});

it('JSON-LD names who runs the machines, by which agreement, where they stand, and nothing as another company does', () => {
  const text = JSON.stringify(jsonldOf(drawn('controller')));
  for (const part of ['"dpv:hasDataProcessor":{"@id":"urn:parley:wsp_', 'DPA 9', 'Berliner Beauftragte', '"dpv:StorageLocation"', 'loc:DE'])
    expect(text).toContain(part);
  expect(text).not.toMatch(/urn:parley:(?!wsp_)/);
  expect(JSON.stringify(jsonldOf(drawn('processor')))).toContain('Receiving and sending emails');
});

it('a sheet of an older version says nothing of controls; of the newest, when they were looked at', () => {
  const [newest, older] = [drawn('controller'), { ...drawn('controller'), states: {}, statesAt: null }].map((record) =>
    sheetOf(record, 'en').tables.at(-1),
  );
  expect(newest?.columns[2]).toContain('2026-11-25');
  expect(new Set(older?.rows.map((row) => row[2]))).toEqual(new Set([recordWords.en.statesNotKept]));
});

it('a sheet in German has no English head', () => {
  const [german, english] = [sheetOf(drawn('controller'), 'de'), sheetOf(drawn('controller'), 'en')];
  expect(german.tables.map(({ title }) => title)).not.toEqual(english.tables.map(({ title }) => title));
});

/** By RFC 4180, without help of what wrote it. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === '\r\n') rows.push([]);
    if (end === '') break;
  }
  return rows.filter((row) => row.length > 1);
}
