// Verifies an exported ledger of Parley offline. Shares no code with Parley and needs nothing but Node 20 or newer and the verifier of certificates beside it:
//   node verify.mjs FOLDER [KEY OF THE LEDGER] [KEY OF A WITNESS]...
// Give it the ledger's key as you got it elsewhere (a certificate, the console, a witness): the key in the folder proves only that the folder agrees with itself. Where the ledger changed its key,
// any of them will do: each must have announced the next one (keys.json).
// Formats: C2SP signed-note, tlog-checkpoint, tlog-tiles, tlog-cosignature; RFC 6962 hashes. Exit code 0 when everything holds, 1 when something does not.
import { verify as verifySignature } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  leafHash,
  logAt,
  nodeHash,
  openCheckpoint,
  openCommitment,
  openNote,
  Refused,
  readEntry,
  readHistory,
  readKey,
  readReigns,
  refuse,
  sha256,
} from './verify-certificate.mjs';

/** Verifies the export in a folder; gives what was verified, throws an Error that says what does not hold. */
export function verifyFolder(folder, { key, witnesses = [] } = {}) {
  const read = (name) => readFileSync(path.join(folder, ...name.split('/')));
  const text = (name) => {
    const bytes = read(name);
    const said = bytes.toString('utf8');
    return Buffer.from(said, 'utf8').equals(bytes) ? said : refuse(`${name} is not UTF-8`);
  };
  const ownKey = text('key').replace(/\n$/, '');
  if (text('key') !== `${ownKey.trim()}\n`) refuse('the file key holds more than a key');
  const isChanged = existsSync(path.join(folder, 'keys.json'));
  const { changes } = (isChanged ? readHistory(text('keys.json')) : { changes: [] }) ?? refuse('keys.json cannot be read');
  if (isChanged !== changes.length > 0) refuse('keys.json names no change');
  const reigns = readReigns(changes, key ?? ownKey);
  const { log } = reigns.at(-1);
  if (reigns.at(-1).key !== ownKey) refuse('the folder holds another key than the one given');

  const listed = readList(openNote(text('files'), log), log.name);
  const found = walk(folder).filter((name) => name !== 'files');
  for (const name of found) if (!listed.has(name)) refuse(`${name} is not in the list of files`);
  for (const [name, hash] of listed) {
    if (!found.includes(name)) refuse(`${name} is missing`);
    if (!sha256(read(name)).equals(hash)) refuse(`${name} was changed`);
  }

  const note = text('checkpoint');
  const { origin, size, root } = openCheckpoint(reigns, note);
  const checkpoint = `${origin}\n${size}\n${root.toString('base64')}\n`;
  if (origin !== log.name) refuse('the checkpoint is of another ledger');
  for (const witness of witnesses) verifyCosignature(note, checkpoint, readKey(witness, 4));

  const expected = new Set([
    'key',
    'checkpoint',
    'README.txt',
    'verify.mjs',
    'verify-certificate.mjs',
    ...(isChanged ? ['keys.json'] : []),
  ]);
  const entries = [];
  let level = [];
  for (const place of placesOf(size)) {
    expected.add(`tile/entries/${place.name}`).add(`payload/${place.name}`);
    const bundle = readBundle(read(`tile/entries/${place.name}`), place);
    const payloads = text(`payload/${place.name}`).split('\n');
    if (payloads.length !== place.width + 1 || payloads.at(-1) !== '')
      refuse(`payload/${place.name} does not hold one line for each entry`);
    bundle.forEach((data, at) => {
      entries.push({ ...readEntry(data), payload: payloads[at] });
      level.push(leafHash(data));
    });
  }
  const leaves = level;
  for (let depth = 0; level.length > 0; depth += 1) {
    for (const place of placesOf(level.length)) {
      expected.add(`tile/${depth}/${place.name}`);
      const hashes = Buffer.concat(level.slice(place.from, place.from + place.width));
      if (!read(`tile/${depth}/${place.name}`).equals(hashes)) refuse(`tile/${depth}/${place.name} does not follow from the entries`);
    }
    level = Array.from({ length: Math.floor(level.length / 256) }, (_, at) => rootOf(level.slice(at * 256, at * 256 + 256)));
  }
  for (const name of found) {
    const [, stamped] = /^timestamp\/([1-9]\d{0,15})\.(?:note|tst)$/.exec(name) ?? [];
    if (stamped === undefined) continue;
    expected.add(name);
    if (!name.endsWith('.note')) continue;
    const head = openCheckpoint(reigns, text(name));
    const holds = head.origin === origin && String(head.size) === stamped && rootOf(leaves.slice(0, head.size)).equals(head.root);
    if (!holds) refuse(`${name} is not of this ledger`);
  }
  for (const name of found) if (!expected.has(name)) refuse(`${name} does not belong to an export`);
  if (!rootOf(leaves).equals(root)) refuse('the entries do not lead to the root of the checkpoint');

  const { shown, erased } = verifyPayloads(entries, reigns);
  verifyChanges(entries, leaves, reigns);
  return {
    origin,
    size,
    root: root.toString('base64'),
    shown,
    erased,
    keys: reigns.map((reign) => reign.key),
    stolen: reigns.filter((reign) => reign.isCompromised).length,
    witnesses: witnesses.length,
  };
}

/** Each payload must be what its entry committed to; each that is missing must be named by an erasure that the ledger signed. */
function verifyPayloads(entries, reigns) {
  const bare = [];
  const erased = new Set();
  for (const [position, { id, kind, commitment, payload: line }] of entries.entries()) {
    if (line === 'null') {
      bare.push(position);
      continue;
    }
    const payload = openCommitment(line, commitment, `the payload of entry ${position}`);
    if (kind === 'ledger.payloads-erased')
      for (const at of erasedBy(id, payload.facts, logAt(reigns, position), entries.length)) erased.add(at);
  }
  for (const position of bare)
    if (!erased.has(position)) refuse(`the payload of entry ${position} is missing, and no signed erasure names it`);
  return { shown: entries.length - bare.length, erased: bare.length };
}

/** Each key must have taken over in the tree that its announcement names, whose last entry names it, and no entry may name another; so with the keys that somebody else has. */
function verifyChanges(entries, leaves, reigns) {
  const stolen = new Set(reigns.flatMap(({ key, to, isCompromised }) => (isCompromised ? [`${to} ${key}`] : [])));
  const announced = new Map(reigns.slice(0, -1).map(({ to, next, root }) => [to - 1, { next, root, size: to }]));
  for (const [position, { kind, payload: line }] of entries.entries()) {
    const { facts } = kind === 'ledger.key-compromised' && line !== 'null' ? JSON.parse(line).payload : {};
    if (facts && !stolen.delete(`${facts.size} ${facts.key}`)) refuse(`entry ${position} says of a key what the list of keys does not`);
    const change = announced.get(position);
    if (change === undefined && kind !== 'ledger.key-changed') continue;
    if (change === undefined) refuse(`entry ${position} names a key that the list of keys does not have`);
    if (kind !== 'ledger.key-changed' || line === 'null' || JSON.parse(line).payload.facts.key !== change.next)
      refuse(`the key that was announced at ${change.size} entries is not the one that the ledger names`);
    if (rootOf(leaves.slice(0, change.size)).toString('base64') !== change.root)
      refuse(`the key was changed in another ledger than this: its first ${change.size} entries differ`);
    announced.delete(position);
  }
  if (stolen.size > 0) refuse('the list of keys says that somebody else has one, and no entry does');
  for (const { size } of announced.values()) refuse(`the key was changed at ${size} entries, which this ledger does not have`);
}

/** The positions that an erasure names, such as 3,5-9, when the ledger signed them together with the id of its entry. */
function* erasedBy(id, { positions, signature }, log, size) {
  const said = `parley ledger payloads erased\n${log.name.replace(/^parley\//, '')}\n${id}\n${positions}\n`;
  openNote(`${said}\n— ${log.name} ${signature}\n`, log);
  for (const range of String(positions).split(',')) {
    const [from, to = from] = range.split('-').map(Number);
    for (let at = from; at <= to && at < size; at += 1) yield at;
  }
}

function verifyCosignature(note, text, { name, id, publicKey }) {
  const holds = note.split('\n').some((line) => {
    const [, signer, encoded] = /^— ([^ +]+) ([A-Za-z0-9+/]+={0,2})$/.exec(line) ?? [];
    const bytes = Buffer.from(encoded ?? '', 'base64');
    if (signer !== name || bytes.length !== 76 || !bytes.subarray(0, 4).equals(id)) return false;
    const said = `cosignature/v1\ntime ${bytes.readBigUInt64BE(4)}\n${text}`;
    return verifySignature(null, Buffer.from(said), publicKey, bytes.subarray(12));
  });
  if (!holds) refuse(`the witness ${name} did not co-sign this checkpoint`);
}

function readList(text, origin) {
  const [title, of, ...lines] = text.slice(0, -1).split('\n');
  if (title !== 'parley ledger export v1' || of !== origin) refuse('the list of files is of something else');
  return new Map(
    lines.map((line) => {
      const [, hash, name] = /^([0-9a-f]{64}) ([A-Za-z0-9./-]+)$/.exec(line) ?? refuse('the list of files cannot be read');
      return [name, Buffer.from(hash, 'hex')];
    }),
  );
}

function readBundle(bytes, { name, width }) {
  const entries = [];
  for (let at = 0; at < bytes.length; ) {
    const end = at + 2 <= bytes.length ? at + 2 + bytes.readUInt16BE(at) : Number.POSITIVE_INFINITY;
    if (end > bytes.length) refuse(`tile/entries/${name} is cut off`);
    entries.push(bytes.subarray(at + 2, end));
    at = end;
  }
  return entries.length === width ? entries : refuse(`tile/entries/${name} does not hold ${width} entries`);
}

/** Pieces of 256 over so many hashes, the last one partial unless it ends evenly. */
function placesOf(count) {
  return Array.from({ length: Math.ceil(count / 256) }, (_, index) => {
    const width = Math.min(256, count - index * 256);
    const digits = String(index).padStart(Math.ceil(String(index).length / 3) * 3, '0');
    const groups = digits.match(/\d{3}/g).map((group, at, all) => (at < all.length - 1 ? `x${group}` : group));
    return { name: groups.join('/') + (width < 256 ? `.p/${width}` : ''), from: index * 256, width };
  });
}

/** RFC 6962, 2.1, as it is written there. */
function rootOf(hashes) {
  if (hashes.length < 2) return hashes[0] ?? sha256();
  let split = 1;
  while (split * 2 < hashes.length) split *= 2;
  return nodeHash(rootOf(hashes.slice(0, split)), rootOf(hashes.slice(split)));
}

function walk(folder, under = '') {
  return readdirSync(path.join(folder, under), { withFileTypes: true }).flatMap((each) =>
    each.isDirectory() ? walk(folder, `${under}${each.name}/`) : [`${under}${each.name}`],
  );
}

function main([folder = '.', key, ...witnesses]) {
  try {
    if (!existsSync(path.join(folder, 'files'))) refuse('there is no export in this folder');
    const { origin, size, root, shown, erased, keys, stolen } = verifyFolder(folder, { key, witnesses });
    process.stdout.write(
      `${origin}: HOLDS, ${size} entries, root ${root}\n${shown} with content, ${erased} erased under a signed erasure\n`,
    );
    for (const witness of witnesses) process.stdout.write(`co-signed by ${witness.split('+')[0]}\n`);
    if (keys.length > 1)
      process.stdout.write(
        `The key was changed ${keys.length - 1} times, each time announced by the one before; it is now ${keys.at(-1)}\n`,
      );
    if (stolen > 0) process.stdout.write(`${stolen} former keys are in other hands: beyond their end nothing of theirs was taken\n`);
    if (key !== undefined && key !== keys.at(-1))
      process.stdout.write(
        'The key you gave is a former one: whoever got hold of it could have announced another. Compare the present one too.\n',
      );
    if (key === undefined) process.stdout.write('The key came from the folder itself: compare it with the one you got elsewhere.\n');
    return 0;
  } catch (error) {
    process.stdout.write(
      `DOES NOT HOLD: ${error instanceof Refused ? error.message : `a file cannot be read (${error.code ?? 'damaged'})`}\n`,
    );
    return 1;
  }
}

const started = process.argv[1];
// the path may lead here by a link, and then nothing must pass for verified
if (started !== undefined && existsSync(started) && import.meta.url === pathToFileURL(realpathSync(started)).href)
  process.exitCode = main(process.argv.slice(2));
