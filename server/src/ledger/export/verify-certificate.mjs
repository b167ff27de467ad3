// Verifies the certificate of an erasure offline. Shares no code with Parley and needs nothing but Node 20 or newer:
//   node verify-certificate.mjs CERTIFICATE.json KEY
// KEY is the verifier key of the company's ledger (or a file with it), as you got it elsewhere than with the certificate: from the company's own address, an export of the ledger, a witness. It may
// also be a file with the key and all before it (keys.json of an export, or what the company's address gives as keys). A certificate from before the key was changed is to be given out anew: then both keys signed it.
// Formats: C2SP signed-note and tlog-checkpoint; RFC 6962 hashes; JSON with sorted keys. Exit code 0 when everything holds, 1 when something does not, 2 for wrong arguments.
import { createHash, createPublicKey, verify as verifySignature } from 'node:crypto';
import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const mostBytes = 16_000_000;
const ledgerParts = ['entry', 'data', 'payload', 'position', 'leaf', 'proof', 'checkpoint', 'keyChanges'];
const hashText = /^[A-Za-z0-9+/]{43}=$/;

export class Refused extends Error {}
export const refuse = (because) => {
  throw new Refused(because);
};
export const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
export const leafHash = (data) => sha256(Buffer.of(0), data);
export const nodeHash = (left, right) => sha256(Buffer.of(1), left, right);

/** Verifies a certificate, given as its text, under a ledger's verifier key or a history of keys as text; gives what is proved, throws an Error that says what does not hold. */
export function verifyCertificate(text, key) {
  const { ledger, toldSince = [], signature, ...body } = parse(text) ?? refuse('this is not a certificate');
  if (typeof signature !== 'string' || typeof ledger?.checkpoint !== 'string' || !Array.isArray(ledger.proof))
    refuse('this is not a certificate of an erasure');
  // of two members of one name a program takes the last, and a reader the first
  if (JSON.stringify(parse(text)) !== text.replace(/("(?:[^"\\]|\\.)*")|\s+/g, '$1'))
    refuse('the certificate says something twice, or is not written as it was given out');
  if (Object.keys(ledger).some((name) => !ledgerParts.includes(name))) refuse('the certificate holds more than what was signed');
  const given = readHistory(key) ?? { key: String(key).trim(), changes: ledger.keyChanges ?? [] };
  const reigns = readReigns(given.changes, given.key);
  const { log } = reigns.at(-1);
  if (`parley/${body.workspace}` !== log.name) refuse('the certificate is of another company than the key');
  if (openNote(signature, logAt(reigns, ledger.position)) !== `parley erasure certificate v1\n${canonical(body)}\n`)
    refuse('the words of the certificate are not those that were signed');

  const { origin, size, root } = openCheckpoint(reigns, ledger.checkpoint);
  // whoever stole a key that was replaced signs with it what they like, entry and words alike
  if (size < reigns.at(-1).from) refuse('only a former key signed this checkpoint: have the certificate given out anew');
  openNote(signature, log, 'only a former key signed these words: have the certificate given out anew');
  if (origin !== log.name) refuse('the checkpoint is of another ledger');
  if (typeof ledger.data !== 'string' || typeof ledger.payload !== 'string')
    refuse('the certificate does not carry its entry of the ledger: have it given out anew');
  const { id, at, kind, commitment } = readEntry(Buffer.from(ledger.data, 'utf8'));
  if (leafHash(ledger.data).toString('base64') !== ledger.leaf) refuse('the leaf is not that of the entry');
  if (!rootFrom(ledger.position, size, leafHash(ledger.data), ledger.proof).equals(root)) refuse('the entry is not in the ledger');
  if (id !== ledger.entry || kind !== 'person.erased') refuse('the entry of the ledger is another one');
  const { facts } = openCommitment(ledger.payload, commitment, 'the content of the entry');
  const rows = body.holdings.reduce((sum, { erased }) => sum + erased, 0);
  const said = { certificate: body.certificate, keys: body.subjectKeys, request: body.request, rows };
  if (canonical(facts) !== canonical(said)) refuse('the entry of the ledger says something else than the certificate');
  return { body, entry: { id, at, position: ledger.position }, size, rows, unsigned: toldSince.length, origin };
}

/** The payload in a line, once it is what was committed to. */
export function openCommitment(line, commitment, what) {
  const { salt, payload } = parse(line) ?? {};
  if (typeof salt !== 'string' || typeof payload?.facts !== 'object') refuse(`${what} cannot be read`);
  if (canonical({ payload, salt }) !== line) refuse(`${what} is not written as it must be`);
  const bytes = base64(salt);
  return bytes.length === 32 && sha256(bytes, canonical(payload)).equals(commitment) ? payload : refuse(`${what} was changed`);
}

/** The root that an inclusion proof leads to (RFC 9162, 2.1.3.2). */
function rootFrom(position, size, leaf, proof) {
  if (!Number.isSafeInteger(position) || position < 0 || position >= size) refuse('the position is none of this ledger');
  let [at, last, hash] = [position, size - 1, leaf];
  for (const text of proof) {
    if (last === 0 || !hashText.test(text)) refuse('the proof is not one of this position');
    const other = base64(text);
    if (at % 2 === 1 || at === last) {
      hash = nodeHash(other, hash);
      for (; at % 2 === 0 && at !== 0; at /= 2) last = Math.floor(last / 2);
    } else hash = nodeHash(hash, other);
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 ? hash : refuse('the proof is cut off');
}

/** Key and changes of a history of keys; undefined when the text is none. */
export function readHistory(text) {
  const { key, changes } = parse(String(text)) ?? {};
  return typeof key === 'string' && Array.isArray(changes) ? { key, changes } : undefined;
}

/**
 * Which key signs what, from all changes of a ledger's key (oldest first) and any key of it that is known for certain. At each change both keys must have signed what announces it, and the checkpoint of
 * the tree at that size. A key signs checkpoints of the sizes `from` to `to`, and what is said in entries at the places from `from` up to and without `to`.
 */
export function readReigns(changes, known) {
  if (changes.length > 1000) refuse('the list of keys is too long');
  const [reigns, sure] = [[], readKey(known, 1)];
  let [at, key] = [0, undefined];
  for (const { announcement, checkpoint, succession } of changes) {
    if (typeof announcement !== 'string') refuse('a change of the key cannot be read');
    const [title, origin, size, root, former, next, ...rest] = announcement.slice(0, announcement.lastIndexOf('\n\n')).split('\n');
    const [by, to] = [readKey(String(former), 1), readKey(String(next), 1)];
    if (title !== 'parley ledger key changed v1' || rest.length > 0 || origin !== by.name || origin !== to.name || former === next)
      refuse('a change of the key cannot be read');
    if (key !== undefined && former !== key) refuse(`the key that was changed at ${size} entries is not the one of then`);
    if (succession === undefined) openNote(announcement, by, 'a key was not announced by the one before it');
    else follow(succession, by, to);
    openNote(announcement, to, 'a key was announced that did not take over itself');
    for (const log of succession === undefined ? [by, to] : [to])
      if (
        openNote(String(checkpoint), log, 'the checkpoint at a change of the key is not signed by both') !== `${origin}\n${size}\n${root}\n`
      )
        refuse('the checkpoint at a change of the key is another one');
    const end = readCheckpoint(`${origin}\n${size}\n${root}\n`).size;
    if (end <= at) refuse('the changes of the key are not in order');
    reigns.push({ key: former, log: by, from: at, to: end, next, root, wasGone: succession !== undefined });
    [at, key] = [end, next];
  }
  reigns.push({ key: key ?? known, log: readKey(key ?? known, 1), from: at, to: Number.POSITIVE_INFINITY });
  if (!reigns.some((reign) => reign.key === known)) refuse(`the key given is none of the ledger ${sure.name}`);
  for (const [place, { compromised }] of changes.entries()) {
    const [reign, ...later] = reigns.slice(place);
    reign.isCompromised = compromised !== undefined;
    if (!reign.isCompromised) continue;
    const said = `parley ledger key compromised v1\n${sure.name}\n${reign.to}\n${reign.key}\n`;
    if (!later.some(({ log }) => signedBy(String(compromised), log) === said)) refuse('that others have a key was not said by a later one');
    // whoever has it could have announced another than the company did
    if (reign.key === known) refuse('others have the key given, as a later one says: take the present one from elsewhere');
  }
  return reigns;
}

/** A key that is gone had signed which one follows it, and so one after the other up to the next. */
function follow(notes, by, to) {
  let { typed } = by;
  for (const note of Array.isArray(notes) ? notes.slice(0, 1000) : []) {
    const text = openNote(String(note), keyOf('parley/ledger-keys', typed), 'a key was not announced by the one before it');
    const [, next] = /^parley ledger key succession v1\n\S+\n([A-Za-z0-9+/]{43}=)\n$/.exec(text) ?? refuse('a succession cannot be read');
    typed = Buffer.concat([Buffer.of(1), base64(next)]);
  }
  if (!typed.equals(to.typed)) refuse('the keys that follow each other do not lead to the next');
}

/** The key that signed for the entry at this place. */
export const logAt = (reigns, position) => (reigns.find(({ from, to }) => from <= position && position < to) ?? reigns.at(-1)).log;

/** The parts of a checkpoint that every key signed that its size needs: at a change both. */
export function openCheckpoint(reigns, note) {
  const head = readCheckpoint(note.slice(0, note.lastIndexOf('\n\n') + 1));
  for (const { log, from, to, wasGone } of reigns) if (from <= head.size && head.size <= (wasGone ? to - 1 : to)) openNote(note, log);
  return head;
}

/** Origin, size and root of a checkpoint's text. */
export function readCheckpoint(text) {
  const [, origin, size, root] = /^([^\n]+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\n$/.exec(text) ?? refuse('the checkpoint is none');
  return { origin, size: Number(size), root: base64(root) };
}

/** The parts of an entry. */
export function readEntry(data) {
  const [, id, at, kind, commitment] =
    /^parley-ledger\/1\n(\w+)\n([0-9T:.Z-]+)\n([a-z0-9.-]+)\n(\S+)\n$/.exec(data.toString('utf8')) ?? refuse('an entry cannot be read');
  return { id, at, kind, commitment: base64(commitment) };
}

/** The text of a signed note that this key signed. */
export const openNote = (note, key, otherwise = 'a signature of the ledger does not hold') => signedBy(note, key) ?? refuse(otherwise);

function signedBy(note, { name, id, publicKey }) {
  const cut = note.lastIndexOf('\n\n') + 1;
  const [text, lines] = [note.slice(0, cut), note.slice(cut + 1).split('\n')];
  if (cut === 0 || lines.pop() !== '') refuse('a signed note is cut off');
  const signatures = lines.map((line) => /^— ([^ +]+) ([A-Za-z0-9+/]+={0,2})$/.exec(line) ?? refuse('a signature line cannot be read'));
  const isOurs = ([, signer, encoded], bytes = base64(encoded)) =>
    signer === name && bytes.subarray(0, 4).equals(id) && verifySignature(null, Buffer.from(text), publicKey, bytes.subarray(4));
  return signatures.some((each) => isOurs(each)) ? text : undefined;
}

/** A verifier key: name, key id, type and Ed25519 key. */
export function readKey(text, type) {
  const [, name, id, encoded] = /^([^ +\n]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})$/.exec(text) ?? refuse('a key cannot be read');
  const typed = base64(encoded);
  if (typed[0] !== type || typed.length !== 33) refuse(`the key of ${name} is not right`);
  const key = keyOf(name, typed);
  return key.id.toString('hex') === id ? key : refuse(`the key of ${name} is not right`);
}

function keyOf(name, typed) {
  const key = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), typed.subarray(1)]);
  const id = sha256(`${name}\n`, typed).subarray(0, 4);
  return { name, id, typed, publicKey: createPublicKey({ key, format: 'der', type: 'spki' }) };
}

/** JSON with sorted keys (RFC 8785, for plain values). */
function canonical(value) {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`;
}

function base64(text) {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : refuse('a base64 text is not written as it must be');
}

function parse(text) {
  try {
    const value = JSON.parse(text);
    return value !== null && typeof value === 'object' ? value : undefined;
  } catch {
    return undefined;
  }
}

const wordsOf = ({ body, entry, size, rows, unsigned, origin }) => `${body.certificate}: HOLDS

What is proved, if the key is the company's:
- The company ${origin.replace(/^parley\//, '')} signed that it erased a person upon request ${body.request}, received ${body.receivedAt}:
  ${body.subjectKeys} keys destroyed and unreadable since ${body.unreadableAt}, ${rows} records deleted by ${body.deletedAt},
  searched again ${body.probedAt}, unrecoverable from old logs and backups by ${body.unrecoverableBy}.
- Kept on grounds of Art. 17(3): ${body.kept.length === 0 ? 'nothing' : `${body.kept.length} lines, as they stand in the certificate`}. Recipients named: ${body.recipients.length}.
- Entry ${entry.id} of ${entry.at} says the same, and stands at place ${entry.position} of a ledger of ${size} entries whose state the company signed:
  it cannot be taken out, moved or changed without that state being another one.

What is not proved:
- That what was signed was done: it is the company's word, which it cannot take back.
- Whose data it was: the certificate names nobody. The number of the request, in the answer you got, says so.
- What happened outside: in other systems of the company, at recipients, in what was sent before.
- That others are shown the same ledger: hold its state against that of a witness, or against what the company's address gives later.
${unsigned > 0 ? `- What "toldSince" says (${unsigned} lines): it was added later, and nobody signed it.\n` : ''}- That the key is the company's: you know from where you have it.
`;

function main([file, key, ...more]) {
  if (file === undefined || key === undefined || more.length > 0) {
    process.stderr.write('node verify-certificate.mjs CERTIFICATE.json KEY\n');
    return 2;
  }
  try {
    const read = (name) => (statSync(name).size > mostBytes ? refuse(`${name} is too large`) : readFileSync(name, 'utf8'));
    process.stdout.write(wordsOf(verifyCertificate(read(file), existsSync(key) ? read(key) : key)));
    return 0;
  } catch (error) {
    const because = error instanceof Refused ? error.message : `it cannot be read (${error.code ?? 'damaged'})`;
    process.stdout.write(`DOES NOT HOLD: ${because}\n`);
    return 1;
  }
}

const started = process.argv[1];
// the path may lead here by a link, and then nothing must pass for verified
if (started !== undefined && existsSync(started) && import.meta.url === pathToFileURL(realpathSync(started)).href)
  process.exitCode = main(process.argv.slice(2));
