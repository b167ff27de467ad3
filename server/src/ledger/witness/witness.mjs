// A witness of ledgers (C2SP tlog-witness): co-signs a checkpoint once it saw that it continues all it saw before. For another company or an auditor to run; shares no code with Parley, and needs
// nothing but Node 20 or newer, the file beside it and the verifier of certificates, on which it rests:
//   node witness.mjs FOLDER NAME PORT KEY@https://parley.example.com...
// FOLDER keeps its own key and what it saw; one process at a time. NAME is its name without blanks and plus signs, such as witness.example.com/w1. KEY is the verifier key of a ledger, as you got it
// elsewhere than from its company's address, and behind @ is that address. It listens on this machine alone: put a proxy with TLS before it.
// A new key of a ledger is taken by itself once the one before announced it, unless that one was declared to be in other hands: then give the new key here, as you got it elsewhere.
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { nodeHash, Refused, readCheckpoint, readKey, refuse } from '../export/verify-certificate.mjs';
import { announcedKey, betweenLooksMs, isSignedBy } from './witness-keys.mjs';

const mostBytes = 64 * 1024;
const patienceMs = 10_000;
const mostWaiting = 50;
const hashText = /^[A-Za-z0-9+/]{43}=$/;

/** Opens a witness over a folder: `key` is its verifier key (type 4), `take` answers the body of add-checkpoint with status, type and text. `now` gives milliseconds. */
export function openWitness(folder, name, ledgers, now = Date.now) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const own = ownKey(folder, name);
  const logs = new Map(
    ledgers.map((each) => [readLedger(each).name, { ...readLedger(each), looked: -betweenLooksMs, waiting: 0, turn: Promise.resolve() }]),
  );
  const take = (body) => {
    const asked = readQuestion(body);
    const log = asked && logs.get(asked.head.origin);
    if (asked === undefined) return said(400, 'this is no question to a witness');
    if (log === undefined) return said(404, 'this ledger is not known here');
    if (log.waiting >= mostWaiting) return said(503, 'too many ask at once');
    log.waiting += 1;
    const answer = log.turn.then(() => answerTo(folder, own, log, asked, now)); // one after the other: what was seen is written before the next
    log.turn = answer
      .catch(() => undefined)
      .finally(() => {
        log.waiting -= 1;
      });
    return answer;
  };
  return { key: own.verifier, take };
}

async function answerTo(folder, own, log, { old, proof, head, note }, now) {
  const file = path.join(folder, `${createHash('sha256').update(log.name).digest('hex')}.json`);
  const state = readState(file, log);
  const keep = (seen) =>
    write(file, JSON.stringify({ ...state, given: log.key, ...seen, root: (seen.root ?? state.root).toString('base64') }));
  const { key, isStolen } = state.isStolen || isSignedBy(note, state.key) ? state : await announcedKey(log, state, note, now);
  if (isStolen && !state.isStolen) keep({ isStolen }); // whoever has it signs what they like, and this remembers it
  if (isStolen) return said(403, 'others have the key of this ledger that is known here');
  if (key === undefined) return said(403, 'no key of this ledger that is known here signed this');
  if (old > head.size) return said(400, 'the old size is larger than the new one');
  if (old !== state.size || (old === head.size && state.size > 0 && !head.root.equals(state.root)))
    return { ...said(409, String(state.size)), type: 'text/x.tlog.size' };
  if (!continues(state, head, proof)) return said(422, 'the proof does not lead from the old tree to the new one');
  keep({ key, size: head.size, root: head.root });
  return said(200, cosign(own, note.slice(0, note.lastIndexOf('\n\n') + 1), Math.floor(now() / 1000)));
}

/** Whether one tree begins with all of the other (RFC 9162, 2.1.4.2). */
function continues({ size, root }, head, proof) {
  if (size === 0 || size === head.size) return proof.length === 0;
  if (proof.length === 0) return false;
  const hashes = [...proof];
  let [at, last] = [size - 1, head.size - 1];
  for (; at % 2 === 1; last = Math.floor(last / 2)) at = Math.floor(at / 2);
  let before = at === 0 ? root : hashes.shift(); // a whole subtree is its own proof
  let after = before;
  for (const hash of hashes) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      [before, after] = [nodeHash(hash, before), nodeHash(hash, after)];
      for (; at % 2 === 0 && at !== 0; at /= 2) last = Math.floor(last / 2);
    } else after = nodeHash(after, hash);
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 && before.equals(root) && after.equals(head.root);
}

/** `old N`, hashes, an empty line, the checkpoint; undefined for anything else. */
function readQuestion(body) {
  const cut = body.indexOf('\n\n');
  const [first, ...lines] = body.slice(0, cut).split('\n');
  const [, old] = /^old (0|[1-9]\d{0,14})$/.exec(first) ?? [];
  const note = body.slice(cut + 2);
  if (cut < 0 || old === undefined || lines.length > 63 || !lines.every((line) => hashText.test(line))) return undefined;
  try {
    const head = readCheckpoint(note.slice(0, note.lastIndexOf('\n\n') + 1));
    return { old: Number(old), proof: lines.map((line) => Buffer.from(line, 'base64')), head, note };
  } catch {
    return undefined;
  }
}

/** A ledger from the command line. */
function readLedger(text) {
  const [, key, address] = /^([^@\s]+)@(https?:\/\/\S+)$/.exec(text) ?? refuse('a ledger is KEY@https://the.address.of.its.company');
  const { name } = readKey(key, 1);
  const [url, id] = [new URL(address), /^parley\/(wsp_[0-9a-z]{26})$/.exec(name)?.[1] ?? refuse(`${name} is no ledger of Parley`)];
  if (url.protocol === 'http:' && !['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname)) refuse('an address begins with https://');
  return { name, key, keysAt: new URL(`/v1/ledgers/${id}/keys`, url) };
}

/** What was seen of a ledger; another key on the command line than the last time is the one that counts. */
function readState(file, { key: given }) {
  const kept = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { given, key: given, size: 0, root: '' };
  const { key, isStolen = false } = kept.given === given ? kept : { key: given };
  return { key, isStolen, size: kept.size, root: Buffer.from(kept.root, 'base64') };
}

/** A signature line of this witness (C2SP tlog-cosignature, Ed25519). */
function cosign({ name, id, privateKey }, text, seconds) {
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(BigInt(seconds));
  const signature = sign(null, Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`), privateKey);
  return `— ${name} ${Buffer.concat([id, time, signature]).toString('base64')}\n`;
}

/** Its own key, made at the first start. */
function ownKey(folder, name) {
  if (!/^[^\s+]{1,200}$/.test(name)) refuse('the name of a witness has no blanks and plus signs');
  const file = path.join(folder, 'witness.key');
  if (!existsSync(file)) write(file, generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }), true);
  const privateKey = createPrivateKey(readFileSync(file));
  const typed = Buffer.concat([Buffer.of(4), createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(12)]);
  const id = createHash('sha256').update(`${name}\n`).update(typed).digest().subarray(0, 4);
  return { name, id, privateKey, verifier: `${name}+${id.toString('hex')}+${typed.toString('base64')}` };
}

/** Whole and on the disk before anything is signed over it; `isNew` replaces nothing. */
function write(file, text, isNew = false) {
  const part = `${file}.part`;
  const handle = openSync(part, 'w', 0o600);
  writeSync(handle, text);
  fsyncSync(handle);
  closeSync(handle);
  if (isNew) {
    linkSync(part, file);
    unlinkSync(part);
  } else renameSync(part, file);
  const folder = openSync(path.dirname(file), 'r');
  fsyncSync(folder);
  closeSync(folder);
}

const said = (status, text) => ({ status, type: 'text/plain; charset=utf-8', text: text.endsWith('\n') ? text : `${text}\n` });

/** Answers POST /add-checkpoint by a witness. */
export function serve(witness, port) {
  const server = createServer(async (request, response) => {
    const answer = await answerOver(witness, request).catch(() => said(500, 'this did not work here'));
    response.writeHead(answer.status, { 'content-type': answer.type, 'cache-control': 'no-store' }).end(answer.text);
  });
  server.requestTimeout = patienceMs;
  return new Promise((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', () => resolve(server)));
}

async function answerOver(witness, request) {
  if (request.method !== 'POST' || !/\/add-checkpoint$/.test(request.url ?? '')) return said(404, 'only add-checkpoint is answered here');
  const parts = [];
  let size = 0;
  for await (const part of request) {
    size += part.length;
    if (size > mostBytes) return said(413, 'this is too much for a checkpoint');
    parts.push(part);
  }
  return witness.take(Buffer.concat(parts).toString('utf8'));
}

async function main([folder, name, port, ...ledgers]) {
  if (ledgers.length === 0) {
    process.stderr.write('node witness.mjs FOLDER NAME PORT KEY@https://parley.example.com...\n');
    return 2;
  }
  try {
    const witness = openWitness(folder, name, ledgers);
    const { port: bound } = (await serve(witness, Number(port))).address();
    process.stdout.write(`${witness.key}\nlistening on 127.0.0.1:${bound}\n`);
    return 0;
  } catch (error) {
    process.stderr.write(`${error instanceof Refused ? error.message : `it cannot begin (${error.code ?? 'damaged'})`}\n`);
    return 1;
  }
}

const started = process.argv[1];
if (started !== undefined && existsSync(started) && import.meta.url === pathToFileURL(realpathSync(started)).href)
  process.exitCode = await main(process.argv.slice(2));
