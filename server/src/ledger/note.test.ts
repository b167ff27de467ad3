// The published example of Go's golang.org/x/mod/sumdb/note, which the C2SP signed-note format comes from; and Wycheproof's cases of the signature under it.
import { createHash, createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkpointText, isSignedBy, openNote, readCheckpointText, readVerifier, signNote, verifierKey } from './note.ts';

const seed = Buffer.from('AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz', 'base64').subarray(1);
const pkcs8 = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
const neumann = { name: 'PeterNeumann', privateKey: createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' }) };
const verifier = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const note = `${text}\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n`;
const other = { name: 'boris.example.com', privateKey: generateKeyPairSync('ed25519').privateKey };
/** The file says where they come from. */
const { cases } = JSON.parse(readFileSync(path.join(import.meta.dirname, 'vectors/ed25519.json'), 'utf8')) as {
  cases: { tcId: number; comment: string; pk: string; msg: string; sig: string; holds: boolean }[];
};

describe('a signed note', () => {
  it('has the published verifier key and the published signature', () => {
    expect(verifierKey(neumann)).toBe(verifier);
    expect(signNote(neumann, text)).toBe(note);
    expect(openNote(note, verifier)).toBe(text);
  });

  it('opens beside a signature of somebody else', () => {
    const both = note.replace('\n\n', `\n\n${signNote(other, text).slice(text.length + 1)}`);
    expect(openNote(both, verifier)).toBe(text);
    expect(openNote(both, verifierKey(other))).toBe(text);
  });

  it('does not open when text, signature, name or key differ', () => {
    expect(openNote(note.replace('problem', 'Problem'), verifier)).toBeUndefined();
    expect(openNote(note.replace('x08go/ZJ', 'x08go/ZK'), verifier)).toBeUndefined();
    expect(openNote(note, verifierKey(other))).toBeUndefined();
    expect(openNote(signNote({ ...other, name: 'PeterNeumann' }, text), verifier)).toBeUndefined();
    expect(openNote(text, verifier)).toBeUndefined();
    expect(openNote(`${note}more\n`, verifier)).toBeUndefined();
  });

  it('refuses texts that are not the text of a note', () => {
    for (const wrong of ['no line feed', 'carriage return\r\n', 'null\0\n', '\ud800\n'])
      expect(() => signNote(other, wrong)).toThrow('note');
  });

  it('carries a checkpoint', () => {
    const head = { origin: 'parley/example', size: 17, root: Buffer.alloc(32, 7) };
    expect(readCheckpointText(checkpointText(head))).toEqual(head);
    for (const wrong of ['x\n017\nAAAA\n', 'x\n1\nAAAA\n', `x\n-1\n${head.root.toString('base64')}\n`, ''])
      expect(readCheckpointText(wrong)).toBeUndefined();
  });
});

describe('an Ed25519 signature', () => {
  /** As a verifier key names it (C2SP signed-note). */
  const keyOf = (raw: string) => {
    const typed = Buffer.from(`01${raw}`, 'hex');
    const id = createHash('sha256').update('example\n').update(typed).digest('hex').slice(0, 8);
    return readVerifier(`example+${id}+${typed.toString('base64')}`).key;
  };

  it.each(cases)('of published case $tcId ($comment) holds: $holds', ({ pk, msg, sig, holds }) => {
    expect(isSignedBy(keyOf(pk), Buffer.from(msg, 'hex'), Buffer.from(sig, 'hex'))).toBe(holds);
  });

  it('is held against published cases of both kinds, more refused than right', () => {
    expect([true, false].map((holds) => cases.filter((each) => each.holds === holds).length)).toEqual([7, 25]);
  });
});
