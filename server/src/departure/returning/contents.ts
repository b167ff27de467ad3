// What of the house is the company's own, table by table, from the declared holdings: what goes back, what does not and why, and how a row is written down.
import type { Column, Holding } from '#kit/holding';

/** Not data that anybody owns but what opens doors, waits for a moment, or is derived: each with its reason, which the manifest repeats. */
export const leftOut: Readonly<Record<string, string>> = {
  api_keys: 'credential',
  codes: 'credential',
  counted_tries: 'waits',
  early_unsends: 'waits',
  entrances: 'credential',
  handover_arrivals: 'waits',
  handover_keys: 'keys',
  handover_senders: 'keys',
  invitations: 'credential',
  outbox: 'waits',
  passkeys: 'credential',
  password_resets: 'credential',
  person_sessions: 'credential',
  provider_sessions: 'credential',
  recovery_codes: 'credential',
  reencryptions: 'keys',
  sandbox_desks: 'waits',
  sandbox_items: 'waits',
  scim_tokens: 'credential',
  sessions: 'credential',
  spent_challenges: 'credential',
  totp_secrets: 'credential',
  workspace_exports: 'about this export',
};
/** Texts that the company itself wrote, sealed under its own key: they go back opened. */
export const ownTexts: ReadonlySet<string> = new Set([
  'assessment_versions.advice',
  'assessment_versions.content',
  'audit_answers.note',
  'campaign_limit_changes.reason',
  'default_steps.reason',
  'finding_evidence.file_name',
  'finding_evidence.note',
  'findings.note',
  'findings.title',
  'purposes.reason',
  'recipient_notices.words',
]);
/** What else lies under that key opens a door somewhere, and stays behind. A new column stands in one of these lists, or a test fails. */
export const credentials: ReadonlySet<string> = new Set([
  'channel_accounts.secrets',
  'identity_providers.client_secret',
  'mailbox_grants.refresh_token',
  'dsr_filings.said', // where a platform is called, which may carry a token
]);
/** Fingerprints that prove something to whoever reads the export; all others guard a secret. */
const provingHashes = new Set([
  'consent_events.notice_hash',
  'notices.hash',
  'record_versions.hash',
  'certificates.signature',
  'logos.hash',
]);

export type Sheet = {
  readonly table: string;
  readonly room: string;
  /** Columns that are written, by their kind. */
  readonly columns: Readonly<Record<string, Column>>;
  /** Those of them that are sealed under a person, and those under the company. */
  readonly sealed: readonly string[];
  readonly own: readonly string[];
  readonly under: string | undefined;
  readonly row: readonly string[];
  /** Column with the reference in the storage, by the name under which the bytes are sealed. */
  readonly files: readonly (readonly [string, string])[];
};

/** The sheets of an export in a fixed order. Keys stay behind whatever they open, and the ledger goes as the ledger exports itself. */
export function sheetsOf(holdings: readonly Holding[]): Sheet[] {
  return holdings
    .filter(({ table, room }) => room !== 'keys' && room !== 'ledger' && !(table in leftOut))
    .map(sheetOf)
    .toSorted((a, b) => (a.table < b.table ? -1 : 1));
}

function sheetOf({ table, room = '', columns, seals }: Holding): Sheet {
  const isOwn = (name: string) => ownTexts.has(`${table}.${name}`);
  const shown = Object.entries(columns).filter(
    ([name, kind]) => kind !== 'index' && (kind !== 'secret' || isOwn(name)) && (kind !== 'hash' || provingHashes.has(`${table}.${name}`)),
  );
  return {
    table,
    room,
    columns: Object.fromEntries(shown),
    sealed: shown.filter(([name, kind]) => typeof kind === 'object' && !isOwn(name)).map(([name]) => name),
    own: shown.filter(([name]) => isOwn(name)).map(([name]) => name),
    under: seals?.under,
    row: seals?.row ?? [],
    files: Object.entries(seals?.files ?? {}),
  };
}

export const entryOf = ({ table }: Sheet): string => `data/${table}.jsonl`;
export const schemaEntry = ({ table }: Sheet): string => `schema/${table}.schema.json`;
/** Where a file of a row lies in the archive; its name stands in the row, which names this path. */
export const fileEntry = ({ table }: Sheet, column: string, row: string): string =>
  `files/${table}/${row.replace(/[^0-9A-Za-z_-]/g, '-')}${column === 'content' ? '' : `-${column}`}`;

const jsonTypes: Readonly<Record<string, string>> = {
  bigint: 'integer',
  boolean: 'boolean',
  'double precision': 'number',
  integer: 'integer',
  numeric: 'number',
  real: 'number',
  smallint: 'integer',
};

/** The JSON Schema (2020-12) of one line; `types` are those of the database by column. */
export function schemaOf(sheet: Sheet, types: ReadonlyMap<string, string>): object {
  const properties = Object.entries(sheet.columns).map(([name, kind]) => [name, property(kind, types.get(name) ?? 'text')]);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: sheet.table,
    type: 'object',
    properties: {
      ...Object.fromEntries(properties),
      ...Object.fromEntries(
        sheet.files.map(([column]) => [`${column}_file`, { type: ['string', 'null'], description: 'Path in this archive' }]),
      ),
      ...(sheet.table === 'people' && {
        marks: { type: 'array', items: { type: 'object' }, description: 'What stands: restricted, objected, held' },
      }),
      unreadable: {
        type: 'array',
        items: { type: 'string' },
        description: 'Values that were sealed and did not open: their key was destroyed',
      },
    },
    additionalProperties: false,
  };
}

function property(kind: Column, type: string): object {
  const json = typeof kind === 'object' ? 'string' : jsonTypes[type];
  if (type === 'jsonb' || type === 'json') return { description: described(kind) };
  if (type === 'ARRAY') return { type: ['array', 'null'], description: described(kind) };
  return { type: [json ?? 'string', 'null'], ...(type.startsWith('timestamp') && { format: 'date-time' }), description: described(kind) };
}

const described = (kind: Column): string =>
  typeof kind === 'object' ? `personal: ${kind.category}` : kind === 'secret' ? 'own words' : kind;
