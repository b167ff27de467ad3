// A mailbox server that answers by the letter of RFC 3501 and refuses what a test wants refused: searches, single mails. Plain, on this machine alone.
import { createServer, type Socket } from 'node:net';

export type Lying = { readonly uid: number; readonly raw: string; readonly at: Date; flags: string[] };
export type Folder = { readonly name: string; readonly special?: string; mails: Lying[] };
/** What is answered with NO, by the whole command. */
export type Refuses = (command: string) => boolean;

/** One user per set of folders; `gmail` makes a folder a label, so that only the bin deletes. */
export async function startStubbornMailbox({ gmail = false } = {}) {
  const users = new Map<string, Folder[]>();
  const state: { refuses: Refuses; heard: string[] } = { refuses: () => false, heard: [] };
  const capabilities = `IMAP4rev1 UIDPLUS MOVE SPECIAL-USE${gmail ? ' X-GM-EXT-1' : ''}`;

  const serve = (socket: Socket): void => {
    let [folders, open]: [Folder[], Folder | undefined] = [[], undefined];
    const say = (line: string): void => void socket.write(`${line}\r\n`);
    const of = (set: string): Lying[] =>
      (open?.mails ?? []).filter(({ uid }) => isIn(set, uid, Math.max(0, ...(open?.mails ?? []).map((each) => each.uid))));
    const drop = (gone: readonly Lying[]): void => {
      if (open) open.mails = open.mails.filter((each) => !gone.includes(each));
    };
    const answers: Readonly<Record<string, (rest: string) => string | undefined>> = {
      CAPABILITY: () => void say(`* CAPABILITY ${capabilities}`),
      LOGIN: (rest) => {
        const found = users.get(/^"?([^" ]+)/.exec(rest)?.[1] ?? '');
        if (!found) return 'NO [AUTHENTICATIONFAILED] nobody';
        folders = found;
        return undefined;
      },
      LIST: (rest) => {
        const all = rest === '"" ""' ? [{ name: '', special: '\\Noselect' }] : folders; // which is how a client asks for the delimiter
        for (const { name, special = '' } of all) say(`* LIST (${special}) "/" "${name}"`);
        return undefined;
      },
      SELECT: (rest) => {
        open = folders.find(({ name }) => name === rest.replaceAll('"', ''));
        if (!open) return 'NO no such folder';
        say(`* ${open.mails.length} EXISTS`);
        say('* FLAGS (\\Seen \\Deleted)');
        say('* OK [UIDVALIDITY 7] valid');
        say(`* OK [UIDNEXT ${Math.max(0, ...open.mails.map(({ uid }) => uid)) + 1}] next`);
        return 'OK [READ-WRITE] open';
      },
      'UID SEARCH': (rest) => {
        const pieces = [...rest.matchAll(/HEADER "?message-id"? (?:"([^"]*)"|(\S+?))(?=[ )]|$)/gi)].map(
          ([, quoted, bare]) => quoted ?? bare ?? '',
        );
        const since = /SINCE "?(\d+-\w+-\d+)"?/i.exec(rest)?.[1];
        const uids = /UID (\S+)/.exec(rest)?.[1];
        const found = (open?.mails ?? []).filter(({ raw, at, uid }) => {
          if (pieces.length > 0) return pieces.some((piece) => (/^message-id:(.*)$/im.exec(raw)?.[1] ?? '').includes(piece));
          if (since) return at >= new Date(`${since} UTC`);
          return uids !== undefined && of(uids).some((each) => each.uid === uid);
        });
        return void say(`* SEARCH ${found.map(({ uid }) => uid).join(' ')}`.trim());
      },
      'UID FETCH': (rest) => {
        const [set = ''] = rest.split(' ');
        for (const each of of(set)) say(fetched(each, (open?.mails.indexOf(each) ?? 0) + 1, rest));
        return undefined;
      },
      'UID STORE': (rest) => {
        for (const each of of(rest.split(' ')[0] ?? '')) each.flags = [...new Set([...each.flags, ...(rest.match(/\\\w+/g) ?? [])])];
        return undefined;
      },
      'UID MOVE': (rest) => {
        const [set = '', ...to] = rest.split(' ');
        const [moved, target] = [of(set), folders.find(({ name }) => name === to.join(' ').replaceAll('"', ''))];
        if (!target) return 'NO [TRYCREATE] no such folder';
        drop(moved);
        for (const each of moved) target.mails.push({ ...each, uid: Math.max(0, ...target.mails.map(({ uid }) => uid)) + 1 });
        return undefined;
      },
      'UID EXPUNGE': (rest) => {
        if (!gmail || open?.special === '\\Trash') drop(of(rest).filter(({ flags }) => flags.includes('\\Deleted')));
        return undefined;
      },
    };
    let waiting = '';
    say(`* OK [CAPABILITY ${capabilities}] ready`);
    socket
      .setEncoding('latin1')
      .on('error', () => undefined)
      .on('data', (data) => {
        waiting += String(data);
        for (let end = waiting.indexOf('\r\n'); end >= 0; end = waiting.indexOf('\r\n')) {
          const [tag = '', ...words] = waiting.slice(0, end).split(' ');
          waiting = waiting.slice(end + 2);
          const verb = (words[0] ?? '').toUpperCase();
          const name = verb === 'UID' ? `UID ${(words[1] ?? '').toUpperCase()}` : verb;
          const command = words.join(' ');
          if (name !== 'LOGIN') state.heard.push(command);
          const said = state.refuses(command) ? 'NO [SERVERBUG] refused' : answers[name]?.(words.slice(name.split(' ').length).join(' '));
          say(`${tag} ${said ?? 'OK done'}`);
          if (name === 'LOGOUT') socket.end();
        }
      });
  };
  const server = createServer(serve);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return { port, users, state, stop: () => new Promise<void>((resolve) => server.close(() => resolve())) };
}

function fetched({ uid, raw, at, flags }: Lying, sequence: number, rest: string): string {
  const parts = [`UID ${uid}`, `FLAGS (${flags.join(' ')})`, `RFC822.SIZE ${Buffer.byteLength(raw)}`];
  parts.push(`INTERNALDATE "${at.toUTCString().replace(/^\w+, (\d+) (\w+) (\d+) (\S+) GMT$/, '$1-$2-$3 $4 +0000')}"`);
  const [, section = '', from] = /BODY(?:\.PEEK)?\[([^\]]*)\](<\d+)?/i.exec(rest) ?? [];
  if (/\[/.test(rest)) {
    const text = section === '' ? raw : `${/^message-id:.*$/im.exec(raw)?.[0] ?? ''}\r\n\r\n`;
    parts.push(`BODY[${section}]${from ? `${from}>` : ''} {${Buffer.byteLength(text)}}\r\n${text}`);
  }
  return `* ${sequence} FETCH (${parts.join(' ')})`;
}

function isIn(set: string, uid: number, last: number): boolean {
  return set.split(',').some((range) => {
    const [from = 0, to = from] = range.split(':').map((each) => (each === '*' ? last : Number(each)));
    return uid >= Math.min(from, to) && uid <= Math.max(from, to);
  });
}
