// What is told of a mailbox elsewhere: where it is, how we sign in, which folder is read, what becomes of mail that was taken in, whose findings about senders are believed, and who keeps it.
import { createHash } from 'node:crypto';
import Type from 'typebox';
import { Problem } from '#kit/problem';
import { isThisMachine } from '#kit/this-machine';
import { type Preset, presets, type SignIn, signIns } from './presets.ts';

export type MailboxSettings = {
  readonly signIn: SignIn;
  /** The company that keeps the mailbox, as the register of recipients names it, its country and its code there. */
  readonly keeperName: string;
  readonly keeperRegion: string;
  readonly keeperCode: string;
  readonly host: string;
  readonly port: number;
  /** `off` only towards a host that the operator named (PARLEY_INSIDE_HOSTS) and that is this machine. */
  readonly tls: 'implicit' | 'starttls' | 'off';
  readonly user: string;
  readonly password: string;
  readonly folder: string;
  /** What becomes of a mail once it is stored here. */
  readonly afterwards: 'seen' | 'move' | 'delete';
  readonly moveTo: string;
  /** The server whose Authentication-Results are believed; empty: none, signatures are judged here. */
  readonly trusted: string;
  /** Whether mail leaves by the server that belongs to the mailbox, and where that is. */
  readonly leavesBy: 'relay' | 'account';
  readonly submitHost: string;
  readonly submitPort: number;
  readonly submitTls: 'implicit' | 'starttls' | 'off';
  /** OAuth 2.0: the application that the company registered at Google or Microsoft, and Microsoft's directory. */
  readonly clientId: string;
  readonly clientSecret: string;
  readonly tenant: string;
};

const optional = (maxLength: number, description: string) => Type.Optional(Type.String({ maxLength, description }));
const port = (description: string) =>
  Type.Optional(Type.Union([Type.Integer({ minimum: 1, maximum: 65_535 }), Type.String({ pattern: '^[0-9]{0,5}$' })], { description }));
const tlsOf = (description: string) => Type.Optional(Type.Enum(['implicit', 'starttls', 'off'], { description }));
export const mailboxSettings = {
  signIn: Type.Optional(Type.Enum([...signIns], { description: 'Mailbox: how we sign in' })),
  keeperName: optional(60, 'Mailbox: the company that keeps it'),
  keeperRegion: optional(2, 'Mailbox: its country, two letters'),
  host: optional(253, 'Mailbox: host of its IMAP server'),
  port: port('Mailbox: port, 993 or with STARTTLS 143'),
  tls: tlsOf('Mailbox: how the line is encrypted; off only on this machine'),
  user: optional(254, 'Mailbox: user name; the address when empty'),
  password: optional(300, 'Mailbox: password'),
  folder: optional(200, 'Mailbox: folder that is read; INBOX when empty'),
  afterwards: Type.Optional(Type.Enum(['seen', 'move', 'delete'], { description: 'Mailbox: what becomes of a mail that was taken in' })),
  moveTo: optional(200, 'Mailbox: folder it is moved to'),
  trusted: optional(253, 'Mailbox: server whose Authentication-Results are believed'),
  leavesBy: Type.Optional(Type.Enum(['relay', 'account'], { description: 'Mailbox: whether mail leaves by its own server' })),
  submitHost: optional(253, 'Mailbox: host of its SMTP server'),
  submitPort: port('Mailbox: port of it, 587 or with TLS from the start 465'),
  submitTls: tlsOf('Mailbox: how the line to it is encrypted'),
  clientId: optional(200, 'OAuth: id of the application'),
  clientSecret: optional(300, 'OAuth: secret of the application'),
  tenant: optional(80, 'OAuth: Microsoft’s directory (tenant); common when empty'),
};
export const mailboxSecrets = ['password', 'clientSecret'] as const;

const hostForm = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$|^\[?[0-9a-f:]+\]?$/;

/** Tidies what was typed; `inside` names the hosts that the operator allows within its network. Throws Problem `invalid` for what cannot be read. */
export function completeMailbox(
  typed: (name: string) => string,
  address: string,
  inside: readonly string[],
  before: Partial<MailboxSettings> | undefined,
): MailboxSettings {
  const signIn = (typed('signIn') || 'password') as SignIn;
  const preset: Preset | undefined = signIn === 'password' ? undefined : presets[signIn];
  const tls = (preset?.tls ?? (typed('tls') || 'implicit')) as MailboxSettings['tls'];
  const submitTls = (preset?.submitTls ?? (typed('submitTls') || 'starttls')) as MailboxSettings['tls'];
  const keeperName = preset?.keeper.name ?? typed('keeperName');
  const afterwards = (typed('afterwards') || 'seen') as MailboxSettings['afterwards'];
  const leavesBy = (typed('leavesBy') || 'relay') as MailboxSettings['leavesBy'];
  const host = preset?.host ?? typed('host').toLowerCase();
  const trusted = typed('trusted').toLowerCase();
  // another server does not take away lines that pose as those of the one before
  const isOfBefore = before?.host !== undefined && (before.host !== host || before.signIn !== signIn) && before.trusted === trusted;
  const settings: MailboxSettings = {
    ...{ signIn, keeperName, keeperRegion: preset?.keeper.region ?? typed('keeperRegion').toUpperCase() },
    keeperCode: preset?.keeper.code ?? codeOf(keeperName),
    ...{
      host,
      port: preset?.port ?? (Number(typed('port')) || (tls === 'implicit' ? 993 : 143)),
      tls,
    },
    ...{ user: typed('user') || address, password: preset ? '' : typed('password'), folder: typed('folder') || 'INBOX' },
    ...{ afterwards, moveTo: afterwards === 'move' ? typed('moveTo') || 'Parley' : '' },
    trusted: (isOfBefore ? '' : trusted) || (preset?.trusted ?? ''),
    ...{ leavesBy, submitHost: leavesBy === 'relay' ? '' : (preset?.submitHost ?? typed('submitHost').toLowerCase()) },
    ...{ submitPort: preset?.submitPort ?? (Number(typed('submitPort')) || (submitTls === 'implicit' ? 465 : 587)), submitTls },
    ...{ clientId: preset ? typed('clientId') : '', clientSecret: preset ? typed('clientSecret') : '' },
    tenant: signIn === 'microsoft' ? typed('tenant') || 'common' : '',
  };
  return checked(settings, inside);
}

function checked(settings: MailboxSettings, inside: readonly string[]): MailboxSettings {
  const { signIn, keeperName, keeperRegion, host, tls, user, password, folder, moveTo, afterwards, trusted } = settings;
  if (codeOf(keeperName) === 'mailbox-') throw invalid('keeperName', 'is needed: the company that keeps the mailbox, your own if it does');
  if (!/^[A-Z]{2}$/.test(keeperRegion)) throw invalid('keeperRegion', 'is no country of two letters, such as DE');
  if (!hostForm.test(host)) throw invalid('host', 'is no host, such as imap.example.com');
  if (tls === 'off' && !isHere(host, settings.port, inside)) throw invalid('tls', 'cannot be off: mail is fetched over an encrypted line');
  if (/[\p{C}"\\]/u.test(user)) throw invalid('user', 'has characters that no user name has');
  if (signIn === 'password' && password === '') throw invalid('password', 'is needed');
  if (/\p{C}/u.test(folder)) throw invalid('folder', 'is no name of a folder');
  if (/\p{C}/u.test(moveTo) || (afterwards === 'move' && moveTo === folder)) throw invalid('moveTo', 'must be another folder');
  if (trusted !== '' && !hostForm.test(trusted)) throw invalid('trusted', 'is no name of a server, such as mx.example.com');
  if (signIn !== 'password') {
    if (!/^[\x21-\x7e]{8,200}$/.test(settings.clientId)) throw invalid('clientId', 'is needed: the id of your application there');
    if (!/^[a-z0-9.-]{0,80}$/i.test(settings.tenant)) throw invalid('tenant', 'is no directory');
  }
  return checkedWayOut(settings, inside);
}

function checkedWayOut(settings: MailboxSettings, inside: readonly string[]): MailboxSettings {
  const { leavesBy, submitHost, submitPort, submitTls } = settings;
  if (leavesBy === 'relay') return settings;
  if (!hostForm.test(submitHost)) throw invalid('submitHost', 'is no host, such as smtp.example.com');
  if (submitTls === 'off' && !isHere(submitHost, submitPort, inside))
    throw invalid('submitTls', 'cannot be off: mail leaves over an encrypted line');
  return settings;
}

/** This machine, and the operator says so: there nobody is in between. */
const isHere = (host: string, at: number, inside: readonly string[]): boolean =>
  isThisMachine(host) && (inside.includes(host) || inside.includes(`${host}:${at}`));

/** The keeper's code in the register of recipients; of a name in other letters a hash. */
function codeOf(name: string): string {
  const latin = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  const isOther = latin === '' && /\p{L}/u.test(name);
  return `mailbox-${isOther ? createHash('sha256').update(name.normalize('NFC').toLowerCase()).digest('hex').slice(0, 12) : latin}`.slice(
    0,
    60,
  );
}

const invalid = (field: string, message: string): Problem => new Problem('invalid', { fields: [{ path: `settings/${field}`, message }] });
