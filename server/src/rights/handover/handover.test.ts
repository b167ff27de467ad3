import { createHash, generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { Aes128Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { addInbox, receive, safeFile } from '#conversations';
import { noteTakenBack } from '#keys';
import type { Actor } from '#kit/ctx';
import { holdings } from '#kit/holding';
import type { PersonId, StaffId } from '#kit/ids';
import { ownVerifier, rotateLedgerKey, sequence } from '#ledger';
import { arrive } from '#people';
import { staffWhoMayAll } from '#test/reach';
import { openRoom, type TestRoom } from '#test/room';
import { verifierKey } from '../../ledger/note.ts';
import { takeSlot } from '../archive-slots.ts';
import { doubt, settleDoubt } from '../course/doubting.ts';
import { takeBackRequest } from '../fee/taking-back.ts';
import { open } from '../requests.ts';
import { takeBackAgain } from './again.ts';
import { documentOf, toldIn } from './document.ts';
import { type Envelope, openWith, publicKeyIn, suiteName } from './envelope.ts';
import { handOver } from './handover.ts';
import { csvOf, notesOf } from './portable.ts';
import { confirm, type Destination, send, show } from './sending.ts';
import { handoverStore } from './store.ts';

let room: TestRoom;
beforeAll(async () => {
  room = await openRoom();
});
afterAll(() => room.stop());

const loom = {
  name: 'Loom Ltd',
  host: 'loom.example.com',
  signer: 'x',
  address: 'https://loom.example.com/x',
  until: null,
  mostBytes: 1_000_000,
};
const hex = (text: string) => new Uint8Array(Buffer.from(text, 'hex'));
const self = (person: PersonId) => ({ actor: { kind: 'person', id: person } as Actor, purpose: 'rights-fulfilment' });
const receiver = async () => {
  const pair = await new DhkemX25519HkdfSha256().generateKeyPair();
  return { pair, key: Buffer.from(await new DhkemX25519HkdfSha256().serializePublicKey(pair.publicKey)).toString('base64url') };
};
const made = async (person: PersonId, to: { receiver: string; key: string; mostBytes?: number }) =>
  text(await room.ctx((ctx) => handOver(ctx, person, to), self(person)));
async function ada(bytes = Buffer.from('a picture of the lamp')) {
  const inbox = (await room.ctx((ctx) => addInbox(ctx, { name: 'Chat', channel: 'web-chat', recipient: null }))).id;
  const { person } = await room.ctx((ctx) => arrive(ctx, { kind: 'email', value: `ada+${randomUUID()}@example.com`, name: 'Ada Example' }));
  const attachments = [await safeFile({ name: 'lamp.bin', type: 'application/octet-stream', bytes })];
  const said = { text: 'My lamp is broken.', attachments, continues: true, clientKey: randomUUID() };
  await room.ctx((ctx) => receive(ctx, { inbox, person, ...said }));
  return person;
}

it('opens the first known answer of RFC 9180 (A.1.1)', async () => {
  const kem = new DhkemX25519HkdfSha256();
  const suite = new CipherSuite({ kem, kdf: new HkdfSha256(), aead: new Aes128Gcm() });
  const recipientKey = {
    privateKey: await kem.deserializePrivateKey(hex('4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8').buffer),
    publicKey: await kem.deserializePublicKey(hex('3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d').buffer),
  };
  const enc = hex('37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431').buffer;
  const context = await suite.createRecipientContext({ recipientKey, enc, info: hex('4f6465206f6e2061204772656369616e2055726e') });
  const sealed = hex('f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a96d8770ac83d07bea87e13c512a');
  const plain = await context.open(sealed, new TextEncoder().encode('Count-0'));
  expect(Buffer.from(plain).toString()).toBe('Beauty is truth, truth beauty');
});

it('what a person takes along opens for the receiver they named and for nobody else, and not with another header', async () => {
  const person = await ada();
  const { pair, key } = await receiver();
  const sealed = await made(person, { receiver: 'Other Shop', key });
  expect(sealed).not.toContain('lamp');
  const { signature, ...envelope } = JSON.parse(sealed) as Envelope & { signature: string };
  expect(envelope.header).toMatchObject({ receiver: { name: 'Other Shop' }, day: '2026-11-24', suite: suiteName });
  expect(signature).toContain(envelope.header.handover);
  const zip = await openWith(pair, envelope);
  expect(zip.subarray(0, 2).toString()).toBe('PK');
  for (const name of ['data.json', 'schema.json', 'messages.csv', 'identities.csv']) expect(zip.includes(name)).toBe(true);
  await expect(openWith((await receiver()).pair, envelope)).rejects.toThrow();
  await expect(openWith(pair, { ...envelope, header: { ...envelope.header, day: '2026-11-25' } })).rejects.toThrow();
});

it('a key document or a key is read, anything else and a key that hides nothing are refused', async () => {
  const { key } = await receiver();
  expect(publicKeyIn(JSON.stringify({ suite: suiteName, key }))?.toString('base64url')).toBe(key);
  expect(publicKeyIn(JSON.stringify({ suite: 'another', key }))).toBeUndefined();
  const person = await ada();
  const one = Buffer.concat([Buffer.from([1]), Buffer.alloc(31)]).toString('base64url'); // a point of small order
  for (const bad of ['', 'short', Buffer.alloc(32).toString('base64url'), one])
    await expect(room.ctx((ctx) => handOver(ctx, person, { receiver: 'Other Shop', key: bad }), self(person))).rejects.toMatchObject({
      code: 'invalid',
    });
});

it('notes of colleagues and their files stay, and a table keeps its commas, quotes and lines', () => {
  const isLeftOut = notesOf();
  expect(isLeftOut('messages', { message: 'msg_1', kind: 'message' })).toBe(false);
  expect(isLeftOut('messages', { message: 'msg_2', kind: 'note', body: 'rude' })).toBe(true);
  expect(isLeftOut('attachments', { attachment: 'att_1', message: 'msg_2' })).toBe(true);
  expect(isLeftOut('attachments', { attachment: 'att_2', message: null, toNote: true })).toBe(true); // a colleague's, before its note
  expect(isLeftOut('attachments', { attachment: 'att_3', message: null })).toBe(false);
  expect(isLeftOut('identities', { kind: 'email' })).toBe(false);
  const rows = [{ message: 'msg_1', body: 'a "b",\nc' }, { message: 'msg_3' }];
  expect(csvOf(['message', 'body'], rows, true)).toBe('"message","body"\r\n"msg_1","a ""b"",\nc"\r\n"msg_3",""\r\n');
});

it('what is larger than a piece is sealed piece by piece, opens whole, and not without its last piece or in another order', async () => {
  const person = await ada(randomBytes(3_000_000));
  const { pair, key } = await receiver();
  const { signature, ...envelope } = JSON.parse(await made(person, { receiver: 'Other Shop', key })) as Envelope & { signature: string };
  expect(envelope.sealed.length).toBeGreaterThan(2);
  for (const piece of envelope.sealed) expect(piece.length).toBeLessThan(1_500_000);
  const digest = createHash('sha256').update(envelope.sealed.map((piece) => `${piece}\n`).join(''));
  expect(signature).toContain(digest.digest('base64url'));
  expect((await openWith(pair, envelope)).length).toBeGreaterThan(3_000_000);
  const [first = '', second = '', ...rest] = envelope.sealed;
  await expect(openWith(pair, { ...envelope, sealed: envelope.sealed.slice(0, -1) })).rejects.toThrow();
  await expect(openWith(pair, { ...envelope, sealed: [second, first, ...rest] })).rejects.toThrow();
});

it('what passes the bound stops while it is sealed', async () => {
  const person = await ada(randomBytes(3_000_000));
  const { key } = await receiver();
  const to = { receiver: 'Other Shop', key, mostBytes: 2_000_000 };
  await expect(made(person, to)).rejects.toMatchObject({ code: 'too-large' });
  expect((await made(person, { ...to, mostBytes: 8_000_000 })).length).toBeLessThan(8_000_000);
});

it('whoever stops reading keeps no place of the house', async () => {
  const person = await ada(randomBytes(1_000_000));
  const { key } = await receiver();
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
  const stopped = await room.ctx((ctx) => handOver(ctx, person, { receiver: 'Other Shop', key }), self(person));
  expect(() => takeSlot(room, person)).toThrow(expect.objectContaining({ code: 'too-many' }));
  vi.advanceTimersByTime(80_000);
  vi.useRealTimers();
  expect(stopped.destroyed).toBe(true);
  await vi.waitFor(() => takeSlot(room, person).free());
});

it('after a restore one that cannot be read ends as well, and keeps no door shut', async () => {
  const person = await ada();
  const { key } = await receiver();
  const id = await room.ctx(async (ctx) => {
    const shown = await show(ctx, person, { ...loom, key } as unknown as Destination);
    await handoverStore.confirm(ctx, shown, Buffer.from('x') as never);
    await noteTakenBack(ctx, shown, 'stopped');
    return shown;
  }, self(person));
  expect(await takeBackAgain(room.tools)).toBe(1);
  const row = await room.ctx((ctx) => handoverStore.byId(ctx, id));
  expect(row).toMatchObject({ stopped_at: expect.any(Date), in_doubt_since: expect.any(Date) }); // it may have left
});

it('one that was confirmed before somebody doubted who reads there waits, goes on once that is settled, and leaves no more once the request ended in doubt', async () => {
  const carol = { actor: staffWhoMayAll('stf_car0l000000000000000000000' as StaffId) as Actor, purpose: 'rights-fulfilment' };
  const person = await ada();
  const { key } = await receiver();
  const id = await room.ctx(async (ctx) => {
    const shown = await show(ctx, person, { ...loom, key } as unknown as Destination);
    await confirm(ctx, person, shown);
    return shown;
  }, self(person));
  const asks = () => room.ctx((ctx) => open(ctx, { person, kind: 'erasure', source: 'person', clientKey: undefined }), self(person));
  const says = { ground: 'address-lost', reason: 'Somebody else answered there.' } as const;
  const tries = () => send({ workspace: room.workspace, tools: room.tools, attempt: 1 }, id);
  const row = () => room.ctx((ctx) => handoverStore.byId(ctx, id));
  const request = await asks();
  await room.ctx((ctx) => doubt(ctx, request.id, says), carol);
  await expect(tries()).rejects.toThrow();
  expect(await row(), 'nothing was begun').toMatchObject({ state: 'waiting', in_doubt_since: null });
  await room.ctx((ctx) => settleDoubt(ctx, request.id, 'Called back.'), carol);
  await expect(tries(), 'nobody answers there').rejects.toThrow();
  expect(await row()).toMatchObject({ state: 'waiting', in_doubt_since: expect.any(Date) });
  room.setTime(await room.ctx(async (ctx) => new Date(ctx.now.getTime() + 60_000)));
  await room.ctx((ctx) => doubt(ctx, request.id, says), carol);
  await room.ctx((ctx) => takeBackRequest(ctx, request.id), self(person));
  await tries();
  expect(await row()).toMatchObject({ state: 'failed', because: 'not-allowed' });
});

it('of one person five are on their way at once and no more', async () => {
  const person = await ada();
  const sixth = room.ctx(async (ctx) => {
    const shown = async () => show(ctx, person, { ...loom, key: (await receiver()).key } as unknown as Destination);
    for (let at = 0; at < 5; at += 1) await handoverStore.confirm(ctx, await shown(), Buffer.from('x') as never);
    await confirm(ctx, person, await shown());
  }, self(person));
  await expect(sixth).rejects.toMatchObject({ code: 'too-many', extras: { retryAfterSeconds: 3600 } });
});

it('one is made at a time for a person, and a failure while it is made is not called a wrong key', async () => {
  const person = await ada();
  const { key } = await receiver();
  const both = room.ctx(async (ctx) => {
    await handOver(ctx, person, { receiver: 'Other Shop', key });
    return room.ctx((other) => handOver(other, person, { receiver: 'Other Shop', key }), self(person));
  }, self(person));
  await expect(both).rejects.toMatchObject({ code: 'too-many' });
  const files = holdings.of({ tools: room.tools }).find(({ table }) => table === 'attachments') as { exportEach?: unknown };
  const { exportEach } = files;
  files.exportEach = () => {
    throw new Error('the disk is full');
  };
  await expect(made(person, { receiver: 'Other Shop', key }).finally(() => Object.assign(files, { exportEach }))).rejects.toThrow(
    'the disk is full',
  );
});

it('a key that was replaced is named for as long as a hand-over that was shown under it is asked about, and of many the newest are read', async () => {
  const before = await room.ctx(async (ctx) => {
    await sequence(ctx);
    return ownVerifier(ctx);
  });
  await rotateLedgerKey(room.tools);
  const daysLater = (days: number) => room.setTime(new Date(Date.parse('2026-11-24T09:00:00Z') + days * 86_400_000));
  daysLater(35);
  expect((await room.ctx(documentOf)).signersBefore).toEqual([before]);
  daysLater(37);
  const own = await room.ctx(documentOf);
  expect(own.signersBefore).toEqual([]);
  const signersBefore = Array.from({ length: 7 }, () =>
    verifierKey({ name: 'parley/wsp_elsewhere', privateKey: generateKeyPairSync('ed25519').privateKey }),
  );
  const told = toldIn(new URL('https://loom.example.com/x'), JSON.stringify({ ...own, signersBefore }));
  expect(told?.signersBefore).toEqual(signersBefore.slice(-5));
});
