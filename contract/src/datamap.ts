import Type from 'typebox';
import { endpoints, id, instant, maybe, one, text } from './shapes.ts';

const code = (what: string) => Type.String({ maxLength: 130, description: what });
const country = Type.String({ pattern: '^[A-Z]{2}$', description: 'ISO 3166-1' });
const drawnIn = Type.Optional(one(['en', 'de'], 'Language of the words'));
/** A figure over fewer than five uses could point at somebody: it is only said that there are some. Larger ones are rounded down, and full days only. */
const uses = maybe(
  Type.Integer({
    minimum: 0,
    maximum: Number.MAX_SAFE_INTEGER,
    multipleOf: 5,
    description: 'Uses until yesterday, rounded down to fives; null for fewer',
  }),
);
const group = one(['customers', 'staff'], 'Whose data it is');
const named = { code: code('Code'), name: text(200, 'Name in the language asked for') };

const storePlace = { name: Type.String({ maxLength: 120 }), address: Type.String({ maxLength: 300 }) };
const regionOf = one(['eea', 'adequate', 'certified-only', 'third-country'], 'Where that lies in the eyes of Chapter V');

const map = Type.Object({
  days: Type.Integer({ minimum: 1, maximum: 366 }),
  countedAt: maybe(instant),
  groups: Type.Array(Type.Object({ ...named, code: group }), { maxItems: 2 }),
  purposes: Type.Array(Type.Object({ ...named, active: Type.Boolean(), group }), { maxItems: 200 }),
  categories: Type.Array(Type.Object(named), { maxItems: 100 }),
  places: Type.Array(Type.Object({ ...named, country: maybe(country) }), { maxItems: 60 }),
  recipients: Type.Array(
    Type.Object({
      ...named,
      kind: one(['team', 'person', 'outside'], 'Who it is'),
      country: maybe(country),
      region: maybe(regionOf),
      reached: Type.Array(Type.Object({ country, region: regionOf }), {
        description: 'Where it is really reached, where that is elsewhere than the register says; `EU` is no one country of the Union',
        maxItems: 20,
      }),
      standing: one(
        ['ok', 'unknown-recipient', 'no-agreement', 'agreement-expired', 'no-transfer-instrument'],
        'Whether data may be handed over today',
      ),
      readers: maybe(Type.Integer({ minimum: 0, maximum: 1_000_000, description: 'Of the team: how many may read conversations' })),
    }),
    { maxItems: 500 },
  ),
  paths: Type.Array(
    Type.Object({
      group,
      category: code('Category of the Data Privacy Vocabulary'),
      place: code('Place'),
      table: code('Table of the database'),
      purpose: code('Purpose'),
      recipient: maybe(code('Recipient; null where it stays')),
      uses,
      state: one(['declared', 'seen', 'undeclared'], 'declared and not seen; declared and seen; seen and not declared'),
    }),
    { maxItems: 5000, description: 'Who, what, where, for what, to whom' },
  ),
  traffic: Type.Array(
    Type.Object({
      act: one(['receive', 'reveal', 'send', 'export', 'hand-over'], 'What was done'),
      channel: code('Kind of channel; empty where none was used'),
      recipient: maybe(code('Who carried or got it; null where nobody outside did')),
      uses,
    }),
    { maxItems: 2000, description: 'How it was processed: what was done, by which channel, by whom carried' },
  ),
  decisions: Type.Array(
    Type.Object({
      ...named,
      logic: Type.String({ maxLength: 800 }),
      inputs: Type.Array(Type.String({ maxLength: 200 }), { maxItems: 60 }),
      ground: maybe(Type.String({ maxLength: 20 })),
      purposes: Type.Array(code('Purpose'), { maxItems: 200 }),
    }),
    { maxItems: 100, description: 'What machines decide about people by themselves (Art. 22), and out of which data' },
  ),
  stores: Type.Array(Type.Object({ ...storePlace, retired: Type.Boolean() }), {
    maxItems: 500,
    description: 'Stores in which people give their data in person',
  }),
  others: Type.Array(Type.Object({ what: one(['witness', 'time-stamp'], 'What for'), host: Type.String({ maxLength: 255 }) }), {
    maxItems: 100,
    description: 'Who outside is sent something that is about nobody',
  }),
  findings: Type.Array(
    Type.Object({
      kind: code('What differs'),
      about: code('Field, recipient or purpose'),
      check: code('The control that says so'),
      article: Type.String({ maxLength: 20 }),
      severity: one(['low', 'medium', 'high'], 'Severity'),
      page: maybe(Type.String({ maxLength: 60, description: 'Page of the console where it is repaired' })),
    }),
    { maxItems: 1000 },
  ),
});

const contact = text(400, 'How they are reached');
const recordFacts = Type.Object({
  representative: maybe(text(400, 'Representative in the Union (Art. 27)')),
  joint: Type.Array(Type.Object({ name: text(200, 'Joint controller (Art. 26)'), contact }), { maxItems: 20 }),
  hostedIn: maybe(country),
  hostedBy: maybe(text(60, 'Code in the register of recipients of whoever owns or runs the machines; null where they are our own')),
  operatedBySelf: maybe(Type.Boolean({ description: 'Whether the company runs this Parley itself; null while nobody said' })),
  operator: maybe(
    Type.Object({
      name: text(200, 'Who runs this Parley for the company (processor, Art. 28)'),
      contact,
      representative: maybe(text(400, 'Its representative')),
      dpo: maybe(text(400, 'Its data protection officer')),
      agreement: maybe(text(200, 'Agreement by Art. 28(3)')),
    }),
  ),
});
const factsVersion = Type.Integer({ minimum: 0, maximum: 2_147_483_646, description: 'Version that was read; 0 while nothing was said' });
const versionedFacts = Type.Object({ ...recordFacts.properties, version: factsVersion });
const recordKind = one(['controller', 'processor'], 'Art. 30(1) or Art. 30(2)');
const version = Type.Integer({ minimum: 1, maximum: 2_147_483_647, description: 'An older version; the newest when left out' });

const party = Type.Object({ name: Type.String({ maxLength: 200 }), contact: Type.String({ maxLength: 400 }) });
const phrase = Type.String({ maxLength: 800 });
const codes = (most: number) => Type.Array(code('Code'), { maxItems: most });
/** What `format=json` gives: the schema of a record of processing, for whoever reads one. */
export const recordOfProcessing = Type.Object({
  workspace: id('wsp', 'Company'),
  kind: recordKind,
  version,
  since: instant,
  hash: Type.String({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256 over what it says, by which versions are told apart' }),
  controller: Type.Object({
    ...{ name: phrase, address: phrase, contact: maybe(phrase), country, representative: maybe(phrase), dpo: phrase, authority: phrase },
  }),
  joint: Type.Array(party, { maxItems: 20 }),
  operator: recordFacts.properties.operator,
  operatedBySelf: maybe(Type.Boolean()),
  hostedIn: maybe(country),
  collectedAt: Type.Optional(Type.Array(Type.Object(storePlace), { maxItems: 500, description: 'Stores in service' })),
  activities: Type.Array(
    Type.Object({
      code: code('Code of the purpose'),
      version: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }),
      name: Type.Record(Type.String({ pattern: '^[a-z]{2}$' }), phrase),
      description: Type.Record(Type.String({ pattern: '^[a-z]{2}$' }), phrase),
      subjects: group,
      lawfulBasis: code('Beyond Art. 30'),
      article: Type.String({ maxLength: 20 }),
      dpv: Type.String({ maxLength: 200 }),
      categories: codes(60),
      special: Type.Optional(codes(20)),
      recipients: codes(200),
      channels: codes(60),
      period: Type.String({ maxLength: 8 }),
      starts: code('What the period is counted from'),
      noted: Type.Optional(
        Type.Array(
          Type.Object({
            name: Type.Record(Type.String({ pattern: '^[a-z]{2}$' }), phrase),
            period: Type.String({ maxLength: 8, description: 'From when a value was set' }),
            special: Type.Boolean(),
          }),
          { maxItems: 200, description: 'What the company notes for it in fields of its own' },
        ),
      ),
    }),
    { maxItems: 200 },
  ),
  decisions: Type.Optional(
    Type.Array(
      Type.Object({
        code: code('Code'),
        version: Type.Integer({ minimum: 1, maximum: 2_147_483_647, description: 'Of its logic' }),
        title: Type.Record(Type.String({ pattern: '^[a-z]{2}$' }), phrase),
        logic: Type.Record(Type.String({ pattern: '^[a-z]{2}$' }), phrase),
        inputs: codes(60),
        ground: maybe(Type.String({ maxLength: 20, description: 'Point of Art. 22(2); null where it has no legal or similar effect' })),
        purposes: codes(200),
      }),
      { maxItems: 100, description: 'What machines decide about people by themselves (Art. 22)' },
    ),
  ),
  processing: codes(60),
  recipients: Type.Array(
    Type.Object({
      code: code('Code of the register'),
      name: phrase,
      service: phrase,
      role: one(['processor', 'controller', 'joint-controller'], 'Role'),
      country,
      safeguard: maybe(
        one(['adequacy', 'clauses', 'binding-rules', 'certification', 'explicit-consent', 'missing'], 'Why data may leave the EEA'),
      ),
    }),
    { maxItems: 500 },
  ),
  measures: Type.Array(Type.Object({ code: code('Code'), article: Type.String({ maxLength: 20 }), controls: codes(20) }), { maxItems: 60 }),
  states: Type.Record(
    Type.String({ pattern: '^[a-z-]{1,60}$' }),
    one(['holds', 'fails', 'not-looked-at', 'built-in'], 'What the controls show'),
  ),
  statesAt: maybe(instant),
});

export const datamapEndpoints = endpoints({
  readDataMap: {
    summary: 'Where personal data is and where it flows: declared, counted, and what differs; figures without people',
    query: Type.Object({
      language: drawnIn,
      days: Type.Optional(
        Type.Integer({ enum: [30, 90, 365], minimum: 30, maximum: 365, default: 90, description: 'Days to look back at' }),
      ),
    }),
    answer: map,
  },
  readRecord: {
    summary: 'The record of processing activities (Art. 30), as a document',
    query: Type.Object({
      kind: Type.Optional(recordKind),
      format: Type.Optional(one(['html', 'pdf', 'csv', 'json', 'jsonld', 'schema'], 'Form; schema: the JSON Schema of json')),
      language: drawnIn,
      version: Type.Optional(version),
    }),
    binary: true,
    answer: Type.Unknown(),
  },
  listRecordVersions: {
    summary: 'Versions of both records, newest first; at most 200 of each',
    answer: Type.Object({
      items: Type.Array(Type.Object({ kind: recordKind, version, hash: Type.String({ maxLength: 64 }), madeAt: instant }), {
        maxItems: 400,
      }),
    }),
  },
  readRecordFacts: { summary: 'What a record must say and no machine knows', answer: versionedFacts },
  changeRecordFacts: {
    summary: 'Say who represents the company, who decides with it, who runs the machines and where they stand',
    body: versionedFacts,
    answer: versionedFacts,
  },
});
