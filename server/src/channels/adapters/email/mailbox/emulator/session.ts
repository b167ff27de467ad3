// One client at the emulated mailbox: from the greeting to the farewell (RFC 3501; IDLE by RFC 2177, UIDPLUS by 4315, MOVE by 6851, XOAUTH2 as Google and Microsoft have it).
import type { Socket } from 'node:net';
import { itemOf, marksSeen, readSearch } from './fetch.ts';
import { type Folder, type Folders, inSet, type Lying } from './folders.ts';
import { type Command, cutter, quoted, readCommand, type Token } from './wire.ts';

export type Credentials = { readonly user: string } & ({ readonly password: string } | { readonly token: string });
export type Desk = {
  readonly folders: Folders;
  readonly hasIdle: boolean;
  /** How long somebody may be here without having signed in. */
  readonly signInMs: number;
  /** Whether these let somebody in. */
  readonly letsIn: (given: Credentials) => boolean;
  /** The names of commands in the order in which they came, without what they said. */
  readonly heard: string[];
};
/** How a command ends, when not `OK`; `silent`: it has not ended yet. */
type End = `NO ${string}` | `BAD ${string}` | `OK ${string}` | 'silent' | undefined;

const mostHeard = 500;
const settled: ReadonlySet<string> = new Set(['FETCH', 'STORE', 'SEARCH']); // RFC 3501, section 7.4.1: nothing is numbered anew in their answers

/** Serves one until it leaves. */
export function serve(socket: Socket, { folders, hasIdle, signInMs, letsIn, heard }: Desk): void {
  const capabilities = `IMAP4rev1 AUTH=XOAUTH2 SASL-IR UIDPLUS MOVE SPECIAL-USE${hasIdle ? ' IDLE' : ''}`;
  const say = (line: string): void => void (socket.writable && socket.write(`${line}\r\n`, 'latin1'));
  let [isIn, isReadOnly] = [false, false];
  let open: Folder | undefined;
  let known: number[] = []; // by the order in which the client numbers them
  let next: ((line: string) => void) | undefined; // whoever waits for a line that is no command
  let idling: string | undefined;

  const tellNews = (): void => {
    if (!open) return;
    const now = open.mails.map(({ uid }) => uid);
    const gone = known.filter((uid) => !now.includes(uid)).reverse();
    for (const uid of gone) say(`* ${known.indexOf(uid) + 1} EXPUNGE`);
    const isMore = now.some((uid) => !known.includes(uid));
    known = now;
    if (isMore) say(`* ${known.length} EXISTS`);
  };
  const stop = folders.hear(() => {
    if (idling !== undefined) tellNews();
  });
  socket.once('close', stop);

  const chosen = (set: Token | undefined, byUid: boolean): Lying[] | undefined => {
    const isIn = typeof set === 'string' ? inSet(set, byUid ? (known.at(-1) ?? 0) : known.length) : undefined;
    return isIn && (open?.mails ?? []).filter(({ uid }) => known.includes(uid) && isIn(byUid ? uid : known.indexOf(uid) + 1));
  };
  const fetched = (mail: Lying, items: readonly string[]): string | undefined => {
    const parts = items.map((item) => itemOf(mail, item));
    return parts.includes(undefined) ? undefined : `* ${known.indexOf(mail.uid) + 1} FETCH (${parts.join(' ')})`;
  };
  const select = (name: Token | undefined, readOnly: boolean): End => {
    open = typeof name === 'string' ? folders.find(name) : undefined;
    if (!open) return 'NO [NONEXISTENT] there is no such folder';
    [isReadOnly, known] = [readOnly, open.mails.map(({ uid }) => uid)];
    say(`* ${known.length} EXISTS`);
    say('* 0 RECENT');
    say('* FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft)');
    say('* OK [PERMANENTFLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft)] kept');
    say(`* OK [UIDVALIDITY ${open.validity}] numbered`);
    say(`* OK [UIDNEXT ${open.next}] next`);
    return `OK [READ-${readOnly ? 'ONLY' : 'WRITE'}] open`;
  };
  const fetch = ([set, asked]: readonly Token[], byUid: boolean): End => {
    const mails = chosen(set, byUid);
    const items = (Array.isArray(asked) ? asked : [asked]).map(String);
    if (!mails) return 'BAD which ones?';
    const all = byUid && !items.some((item) => /^UID$/i.test(item)) ? ['UID', ...items] : items;
    for (const mail of mails) {
      if (!isReadOnly && all.some(marksSeen)) mail.flags.add('\\Seen');
      const line = fetched(mail, all);
      if (line === undefined) return 'BAD that is not spoken here';
      say(line);
    }
    return undefined;
  };
  const store = ([set, how, given]: readonly Token[], byUid: boolean): End => {
    const mails = chosen(set, byUid);
    const [, sign, silent] = /^([+-]?)FLAGS(\.SILENT)?$/i.exec(String(how)) ?? [];
    if (!mails || sign === undefined) return 'BAD how?';
    if (isReadOnly) return 'NO [READ-ONLY] it is only looked at';
    const flags = (Array.isArray(given) ? given : [given]).map(String);
    for (const mail of mails) {
      if (sign === '') mail.flags.clear();
      for (const flag of flags) mail.flags[sign === '-' ? 'delete' : 'add'](flag);
      if (silent === undefined) say(fetched(mail, byUid ? ['UID', 'FLAGS'] : ['FLAGS']) ?? '');
    }
    return undefined;
  };
  const search = (args: readonly Token[], byUid: boolean): End => {
    const isMeant = readSearch(args, { uid: known.at(-1) ?? 0, sequence: known.length });
    if (!isMeant) return 'BAD that is not spoken here';
    const found = (open?.mails ?? []).filter((mail) => known.includes(mail.uid) && isMeant(mail, known.indexOf(mail.uid) + 1));
    say(['* SEARCH', ...found.map(({ uid }) => (byUid ? uid : known.indexOf(uid) + 1))].join(' '));
    return undefined;
  };
  const move = ([set, name]: readonly Token[], byUid: boolean): End => {
    const mails = chosen(set, byUid);
    const to = typeof name === 'string' ? folders.find(name) : undefined;
    if (!mails || !open) return 'BAD which ones?';
    if (!to) return 'NO [TRYCREATE] there is no such folder';
    if (isReadOnly) return 'NO [READ-ONLY] it is only looked at';
    const uids = folders.move(open, to, mails);
    if (mails.length > 0) say(`* OK [COPYUID ${to.validity} ${mails.map(({ uid }) => uid).join(',')} ${uids.join(',')}] moved`);
    return undefined;
  };
  const expunge = (mails: readonly Lying[] | undefined): End => {
    if (!mails || !open) return 'BAD which ones?';
    if (isReadOnly) return 'NO [READ-ONLY] it is only looked at';
    folders.expunge(
      open,
      mails.filter(({ flags }) => flags.has('\\Deleted')),
    );
    return undefined;
  };
  const list = ([, pattern]: readonly Token[]): End => {
    if (pattern === '')
      say('* LIST (\\Noselect) "/" ""'); // which is how a client asks for what parts the names
    else for (const { name, special } of folders.list()) say(`* LIST (${special}) "/" ${quoted(name)}`);
    return undefined;
  };
  const enter = (given: Credentials): End => {
    isIn = letsIn(given);
    return isIn ? `OK [CAPABILITY ${capabilities}] welcome` : 'NO [AUTHENTICATIONFAILED] nobody by that name';
  };
  const authenticate = ({ tag, args: [mechanism, initial] }: Command): End => {
    if (String(mechanism).toUpperCase() !== 'XOAUTH2') return 'NO that is not spoken here';
    const take = (line: string): End => {
      const [first = '', second = '', ...others] = Buffer.from(line, 'base64').toString('utf8').split('\u0001');
      const [user, token] = [first.replace(/^user=/, ''), second.replace(/^auth=Bearer /, '')];
      const isWhole = user !== first && second.startsWith('auth=Bearer ') && others.join('|') === '|';
      const end = isWhole ? enter({ user, token }) : ('BAD that is none' as const);
      if (isIn || !end?.startsWith('NO')) return end;
      say(`+ ${Buffer.from('{"status":"400","schemes":"Bearer"}').toString('base64')}`); // the client owes an empty line before it hears no
      next = () => say(`${tag} ${end}`);
      return 'silent';
    };
    if (typeof initial === 'string') return take(initial);
    say('+ ');
    next = (line) => finish(tag, take(line));
    return 'silent';
  };
  const idle = (tag: string): End => {
    idling = tag;
    say('+ idling');
    tellNews();
    next = (line) => {
      idling = undefined;
      finish(tag, /^DONE$/i.test(line) ? undefined : 'BAD DONE was meant');
    };
    return 'silent';
  };
  const finish = (tag: string, end: End): void => {
    if (end !== 'silent') say(`${tag} ${end ?? 'OK done'}`);
  };

  const before: Readonly<Record<string, (command: Command) => End>> = {
    CAPABILITY: () => void say(`* CAPABILITY ${capabilities}`),
    NOOP: () => undefined,
    LOGOUT: () => void say('* BYE good night'),
    LOGIN: ({ args: [user, password] }) =>
      typeof user === 'string' && typeof password === 'string' ? enter({ user, password }) : 'BAD who?',
    AUTHENTICATE: authenticate,
  };
  const inside: typeof before = {
    SELECT: ({ args }) => select(args[0], false),
    EXAMINE: ({ args }) => select(args[0], true),
    LIST: ({ args }) => list(args),
    CREATE: ({ args: [name] }) => (typeof name === 'string' && folders.create(name) ? undefined : 'NO [ALREADYEXISTS] not made'),
    ...(hasIdle && { IDLE: ({ tag }: Command) => idle(tag) }),
  };
  const within: typeof before = {
    CLOSE: () => {
      const end = isReadOnly ? undefined : expunge(open?.mails);
      [open, known] = [undefined, []];
      return end;
    },
    EXPUNGE: () => expunge(open?.mails),
    'UID EXPUNGE': ({ args }) => expunge(chosen(args[0], true)),
    ...Object.fromEntries(
      Object.entries({ FETCH: fetch, STORE: store, SEARCH: search, MOVE: move }).flatMap(([name, answer]) => [
        [name, ({ args }: Command) => answer(args, false)],
        [`UID ${name}`, ({ args }: Command) => answer(args, true)],
      ]),
    ),
  };
  const take = (text: string): void => {
    if (next) {
      const waiting = next;
      next = undefined;
      waiting(text);
      return;
    }
    const command = readCommand(text);
    if (command) obey(command);
    else say('* BAD that is no command');
  };
  const obey = (command: Command): void => {
    const { tag, name } = command;
    heard.push([before, inside, within].some((spoken) => Object.hasOwn(spoken, name)) ? name : 'unknown'); // what is none may be long
    heard.splice(0, heard.length - mostHeard);
    const answer = before[name] ?? (isIn ? (inside[name] ?? (open ? within[name] : undefined)) : undefined);
    const end = answer ? answer(command) : (`BAD ${isIn ? 'that is not spoken here, or not now' : 'who is there?'}` as const);
    if (!settled.has(name) && end !== 'silent') tellNews();
    finish(tag, end);
    if (name === 'LOGOUT') socket.end();
  };
  const unknown = setTimeout(() => void (isIn || socket.destroy()), signInMs); // whoever stays nobody holds one of few lines
  socket.once('close', () => clearTimeout(unknown));
  socket.on('error', () => socket.destroy());
  socket.on(
    'data',
    cutter(
      take,
      () => say('+ go on'),
      () => socket.destroy(),
    ),
  );
  say(`* OK [CAPABILITY ${capabilities}] ready`);
}
