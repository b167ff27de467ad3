// Configuration: environment over file (PARLEY_CONFIG, default ./parley.json) over default; validated once, frozen. The reference page and --help are printed from this list.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { carrierOptions, type Option } from './carrier-options.ts';
import { lifetimes } from './config-lifetimes.ts';
import { ledgerOptions } from './ledger-options.ts';
import { tool } from './tool.ts';

export const options = {
  port: { env: 'PORT', type: 'number', default: 8080, min: 0, max: 65535, says: 'TCP port of pages and API; 0 takes any free one.' },
  host: { env: 'PARLEY_HOST', type: 'text', default: '127.0.0.1', says: 'Address to listen on; 0.0.0.0 for all.' },
  publicUrl: {
    env: 'PARLEY_URL',
    type: 'text',
    default: '',
    says: 'Public address of this Parley, such as https://talk.example.com; default http://localhost:PORT, with a certificate https. Links in mails carry it.',
  },
  tlsCert: {
    env: 'PARLEY_TLS_CERT',
    type: 'text',
    default: '',
    says: 'Certificate file (PEM, with its chain) with which pages and API are served over TLS; taken up again when it changes. Empty speaks HTTP, for a reverse proxy.',
  },
  tlsKey: { env: 'PARLEY_TLS_KEY', type: 'text', default: '', says: 'Private key file (PEM) of that certificate.' },
  openDsrCert: {
    env: 'PARLEY_OPENDSR_CERT',
    type: 'text',
    default: '',
    says: 'Certificate file (PEM) of the domain of PARLEY_URL, issued by an authority, by which answers and callbacks of OpenDSR are signed; empty takes that of PARLEY_TLS_CERT. Without either OpenDSR is closed.',
  },
  openDsrKey: { env: 'PARLEY_OPENDSR_KEY', type: 'text', default: '', says: 'Private key file (PEM) of that certificate.' },
  trustProxy: {
    env: 'PARLEY_TRUST_PROXY',
    type: 'text',
    default: '',
    says: 'Addresses of the reverse proxy whose X-Forwarded-For is believed, such as 127.0.0.1; empty believes nobody.',
  },
  data: {
    env: 'PARLEY_DATA',
    type: 'text',
    default: './data',
    says: 'Folder for everything kept outside an external database: embedded database, keys, attachments.',
  },
  keys: {
    env: 'PARLEY_KEYS',
    type: 'text',
    default: '',
    says: 'Folder of root key and epoch keys; default PARLEY_DATA/keys. Keep it on another disk and another backup than the database.',
  },
  rootKey: {
    env: 'PARLEY_ROOT_KEY',
    type: 'text',
    default: '',
    says: 'Where the root key of a new installation lies: file:PATH, vault+https://HOST:PORT/MOUNT/KEY?token=FILE&ca=FILE, aws-kms:ARN or gcp-kms:projects/…/cryptoKeys/KEY?credentials=FILE; empty is root.key in PARLEY_KEYS. Afterwards `parley keys move-root` moves it.',
  },
  databaseUrl: {
    env: 'DATABASE_URL',
    type: 'text',
    default: '',
    says: 'PostgreSQL 15 or newer, as a role that may create tables and roles; empty starts the embedded database.',
    secret: true,
  },
  keysDatabaseUrl: {
    env: 'PARLEY_KEYS_DATABASE_URL',
    type: 'text',
    default: '',
    says: 'PostgreSQL 15 or newer in which the wrapped keys of people and companies lie apart from the data, as a role that may create tables and roles there; empty keeps them in the main database. An installation that has keys is moved by `parley keys move-store`.',
    secret: true,
  },
  poolSize: { env: 'PARLEY_POOL', type: 'number', default: 20, min: 2, max: 500, says: 'Database connections of this process.' },
  smtpPort: {
    env: 'PARLEY_SMTP_PORT',
    type: 'number',
    default: 2525,
    min: 0,
    max: 65535,
    says: 'TCP port on which mail is received (SMTP with STARTTLS).',
  },
  smtpHost: { env: 'PARLEY_SMTP_HOST', type: 'text', default: '127.0.0.1', says: 'Address on which mail is received.' },
  smtpTlsCert: {
    env: 'PARLEY_SMTP_TLS_CERT',
    type: 'text',
    default: '',
    says: 'Certificate file (PEM) for STARTTLS; a self-signed one is made when empty.',
  },
  smtpTlsKey: { env: 'PARLEY_SMTP_TLS_KEY', type: 'text', default: '', says: 'Private key file (PEM) for STARTTLS.' },
  smtpRelay: {
    env: 'PARLEY_SMTP_RELAY',
    type: 'text',
    default: '',
    says: 'Relay for outgoing mail, such as smtp://user:password@relay.example.com:587; empty captures mail in memory and sends nothing.',
    secret: true,
  },
  smtpRelayPlainReason: {
    env: 'PARLEY_SMTP_RELAY_PLAIN_REASON',
    type: 'text',
    default: '',
    says: 'Why mail may go to the relay without TLS, in a few words. Empty demands TLS with a valid certificate of any relay that is not this machine.',
  },
  mailMaxBytes: {
    env: 'PARLEY_MAIL_MAX_BYTES',
    type: 'number',
    default: 26_214_400,
    min: 10_000,
    max: 104_857_600,
    says: 'Largest mail accepted, in bytes.',
  },
  attachmentMaxBytes: {
    env: 'PARLEY_ATTACHMENT_MAX_BYTES',
    type: 'number',
    default: 20_971_520,
    min: 1_000,
    max: 104_857_600,
    says: 'Largest attachment accepted, in bytes.',
  },
  bodySeconds: {
    env: 'PARLEY_BODY_SECONDS',
    type: 'number',
    default: 120,
    min: 2,
    max: 3_600,
    says: 'Seconds within which a request must have come in whole, files included; one that trickles in more slowly is cut off.',
  },
  ...lifetimes,
  keyCacheSeconds: {
    env: 'PARLEY_KEY_CACHE_SECONDS',
    type: 'number',
    default: 60,
    min: 0,
    max: 3600,
    says: 'How long a node may keep an opened subject key; every node drops it at once when it hears of an erasure.',
  },
  gateMemoryPeople: {
    env: 'PARLEY_GATE_MEMORY_PEOPLE',
    type: 'number',
    default: 1_000_000,
    min: 0,
    max: 100_000_000,
    says: 'For how many people, over all companies, a node may hold consents and restrictions in memory for fast previews (about 200 bytes each); 0 holds none.',
  },
  insideHosts: {
    env: 'PARLEY_INSIDE_HOSTS',
    type: 'text',
    default: '',
    says: 'Hosts (host or host:port, separated by blanks) inside your own network that an address typed in by a company, such as that of its identity provider, may lead to. Empty lets none lead inside; `parley doctor` and the checks name what is here.',
  },
  ...carrierOptions,
  ...ledgerOptions,
} as const satisfies Record<string, Option>;

export type Config = Readonly<{ [K in keyof typeof options]: (typeof options)[K]['default'] extends number ? number : string }>;
export const config = tool<Config>('kit.config');

/** Where each value came from: a variable, a file, or `default`; and the file of `PARLEY_CONFIG` or its default, whole path, with whether it is there. */
export type Sources = {
  readonly from: Readonly<Record<keyof Config, string>>;
  readonly file: { readonly path: string; readonly isNamed: boolean; readonly isThere: boolean };
};

/** Reads and validates; throws an Error that names the option and what is wrong, never its secret value. */
export const readConfig = (environment: Record<string, string | undefined>): Config => findConfig(environment).values;

/** As `readConfig`, by which it is read for everybody, and where each value came from. */
export function findConfig(environment: Record<string, string | undefined>): { readonly values: Config; readonly sources: Sources } {
  const named = environment['PARLEY_CONFIG'];
  const file = named ?? 'parley.json';
  const whole = path.resolve(file);
  const isThere = file !== '' && existsSync(file);
  const written = isThere ? fromFile(file) : {};
  const found = Object.entries(options).map(([name, option]) => {
    const { value, from } = given(option, environment) ?? { value: written[name], from: whole };
    const isSet = value !== undefined && value !== '';
    return { name, value: readOption(name, option, value), from: isSet ? from : 'default' };
  });
  const read = Object.fromEntries(found.map(({ name, value }) => [name, value])) as { -readonly [K in keyof Config]: Config[K] };
  read.data = path.resolve(read.data);
  read.keys = path.resolve(read.keys || path.join(read.data, 'keys'));
  const from = Object.fromEntries(found.map((each) => [each.name, each.from])) as Sources['from'];
  return { values: Object.freeze(read), sources: { from, file: { path: whole, isNamed: (named ?? '') !== '', isThere } } };
}

/** Where pages answer when nobody said so. */
export const usualUrl = ({ port, tlsCert }: Pick<Config, 'port' | 'tlsCert'>): string =>
  `${tlsCert === '' ? 'http' : 'https'}://localhost:${port}`;

/** The configuration for people: secrets are `[secret]`. */
export function printable(values: Config): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(options).map(([name, option]) => [
      name,
      'secret' in option && values[name as keyof Config] !== '' ? '[secret]' : values[name as keyof Config],
    ]),
  );
}

/** The reference page in Markdown, from the options above. */
export function configReference(): string {
  const rows = Object.entries(options).map(
    ([name, option]) => `| \`${option.env}\` | \`${name}\` | ${option.default === '' ? '' : `\`${option.default}\``} | ${option.says} |`,
  );
  return `# Configuration\n\nEvery option is read from the environment, or from the file that \`PARLEY_CONFIG\` names (default \`./parley.json\`), or has its default. A secret may also lie in a file that its variable with \`_FILE\` behind it names (\`PARLEY_KEYS_DATABASE_URL_FILE\`).\n\n| environment | in the file | default | what it does |\n| --- | --- | --- | --- |\n${rows.join('\n')}\n`;
}

const mostSecret = 65_536;

/** Options of a file; what a parser says of a broken one may quote a secret, and is not passed on. */
function fromFile(file: string): Record<string, unknown> {
  let read: unknown;
  try {
    read = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file} ${error instanceof SyntaxError ? 'is not JSON' : 'cannot be read'}`);
  }
  if (typeof read !== 'object' || read === null || Array.isArray(read)) throw new Error(`${file} must hold one JSON object`);
  for (const [name, value] of Object.entries(read)) {
    if (!Object.hasOwn(options, name)) throw new Error(`${file}: there is no option "${name}"`);
    if (typeof value !== 'string' && typeof value !== 'number') throw new Error(`${file}: "${name}" must be a text or a number`);
  }
  return read as Record<string, unknown>;
}

/** What the environment says, undefined for nothing; of a secret also what is in the file that `…_FILE` names, so that it stands in nobody's list of processes. */
function given(option: Option, environment: Record<string, string | undefined>): { value: string; from: string } | undefined {
  const file = 'secret' in option ? environment[`${option.env}_FILE`] : undefined;
  const value = environment[option.env];
  if (file === undefined || file === '') return value === undefined ? undefined : { value, from: option.env };
  if (value) throw new Error(`set ${option.env} or ${option.env}_FILE, not both`);
  const text = readFileSync(file, 'utf8');
  if (text.trim() === '' || text.length > mostSecret)
    throw new Error(`${option.env}_FILE names a file that holds no value, or is too large`);
  return { value: text.trim(), from: `${option.env}_FILE (${path.resolve(file)})` };
}

function readOption(name: string, option: Option, value: unknown): string | number {
  if (value === undefined || value === '') return option.default;
  if (option.type === 'text') return String(value);
  const number = Number(value);
  if (!Number.isInteger(number) || number < option.min || number > option.max)
    throw new Error(`${option.env} (${name}) must be a whole number from ${option.min} to ${option.max}`);
  return number;
}
