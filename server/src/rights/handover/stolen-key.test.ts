// Somebody else has the key by which a company signs what it hands over: from the moment it says so no other company takes what that key signed for theirs, also where it waits already (Art. 5(1)(d), 20).
import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as textOf } from 'node:stream/consumers';
import { DhkemX25519HkdfSha256 } from '@hpke/core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createWorkspace } from '#access';
import { receive } from '#conversations';
import type { InboxId } from '#kit/ids';
import { act } from '#kit/pool';
import { ownVerifier, rotateLedgerKey } from '#ledger';
import { arrive, prove } from '#people';
import { eventually, openHouse } from '#test/house';
import { type Signer, signNote, verifierKey } from '../../ledger/note.ts';
import { openSession } from '../sessions.ts';
import { standingText } from './afterwards.ts';
import { ask } from './asking.ts';
import { documentFormat, ownDocument, readDocument } from './document.ts';
import { fingerprint, suiteName } from './envelope.ts';
import { digestOf, receiptBeginning } from './reception.ts';

const boss = { name: 'Boris', email: 'boris@loom.example.net', password: 'a long pass phrase 42' };
let house: Awaited<ReturnType<typeof openHouse>>;
let carol: Awaited<ReturnType<typeof house.staffClient>>;
let boris: typeof carol;
let loom: Awaited<ReturnType<typeof createWorkspace>>;
beforeAll(async () => {
  house = await openHouse({ environment: { PARLEY_INSIDE_HOSTS: 'localhost' } });
  carol = await house.staffClient();
  await carol.call('changeWorkspace', {
    body: { address: '1 Quay Street, 12345 Hafen', contactEmail: 'hello@example.com', authority: 'Authority of Hafen' },
  });
  await carol.call('publishNotice', { body: {} });
  await carol.call('addChannel', {
    body: { channel: 'email', name: 'Support', settings: { address: 'support@shop.example.com', fromName: 'Shop' } },
  });
  loom = await createWorkspace(house.tools, { company: 'Loom Ltd', language: 'en', country: 'DE', staff: boss });
  boris = await house.staffClient(boss);
  await boris.call('setReception', { body: { isOpen: true, reason: 'People change over to us' } });
});
afterAll(() => house.stop());

/** Somebody hands their data over to whoever receives there. */
async function sends(name: string, address: string) {
  const value = `${name}@example.com`;
  const { person, identity } = await house.act((ctx) => arrive(ctx, { kind: 'email', value }));
  await house.act((ctx) => prove(ctx, identity, 'code'));
  const me = house.personClient((await house.act((ctx) => openSession(ctx, person, identity))).token);
  const inbox = (await carol.call('listChannels')).items.find((each) => each.inbox.channel === 'email')?.inbox.id as InboxId;
  await house.act((ctx) => receive(ctx, { inbox, person, text: 'The lamp flickers.', continues: true }));
  const { id } = await me.call('showReceiver', { body: { address } });
  await me.call('sendMyData', { params: { handover: id } });
  const mine = async () => (await me.call('listMyHandovers')).items.find((each) => each.id === id);
  await eventually('it arrives', async () => (await mine())?.closedAt);
  return { id, value, mine };
}

/** What waits at Loom then; it is accepted by what this gives. */
async function waits(name: string) {
  const { id, value } = await sends(name, `${house.url}/privacy/${loom.centreKey}`);
  const who = { workspace: loom.workspace, actor: { kind: 'system', id: 'test' }, purpose: 'rights-fulfilment' } as const;
  const there = await act(house.tools, who, async (ctx) => {
    const found = await arrive(ctx, { kind: 'email', value });
    await prove(ctx, found.identity, 'code');
    return found.person;
  });
  return () => boris.call('acceptArrival', { params: { handover: id }, body: { person: there } });
}

it('what the key signed before an ordinary change is taken, and nothing of it once it is declared to be in other hands', async () => {
  const before = await house.act((ctx) => ownVerifier(ctx));
  const [first, second] = [await waits('ada'), await waits('carol')];
  await rotateLedgerKey(house.tools);
  const told = async () => readDocument(house.tools, new URL(await house.act(ownDocument)));
  expect((await told()).signersBefore).toEqual([before]);
  await first();
  expect(await rotateLedgerKey(house.tools, { compromised: before })).toMatchObject({ isNew: false, told: 2 });
  expect((await told()).signersBefore).toEqual([]);
  await expect(second()).rejects.toMatchObject({ problem: { because: 'sender-not-proved' } });
});

it('what a receiver says by a key that it no longer names is not believed either', async () => {
  const signer = (): Signer => ({ name: 'parley/wsp_elsewhere', privateKey: generateKeyPairSync('ed25519').privateKey });
  const [before, after] = [signer(), signer()];
  const kem = new DhkemX25519HkdfSha256();
  const key = Buffer.from(await kem.serializePublicKey((await kem.generateKeyPair()).publicKey));
  const named = { signer: verifierKey(before), signersBefore: [] as string[] };
  let about = { handover: '', key: '', digest: '' };
  const server = createServer(async (request, response) => {
    const own = `http://localhost:${(server.address() as AddressInfo).port}`;
    const body = await textOf(request);
    const at = new Date();
    const sealed = request.url === '/take' ? (JSON.parse(body) as { header: { handover: string }; sealed: string[] }) : undefined;
    if (sealed) about = { handover: sealed.header.handover, key: fingerprint(key), digest: digestOf(sealed.sealed) };
    const receipt = () => signNote(before, `${receiptBeginning(about.handover, about.key, about.digest)}${at.toISOString()}\n`);
    const until = new Date(at.getTime() + 86_400_000).toISOString();
    const document = { ...{ format: documentFormat, name: 'Elsewhere', suite: suiteName, until, mostBytes: 8_000_000 }, ...named };
    const answer = request.method === 'GET' ? { ...document, key: key.toString('base64url'), address: `${own}/take` } : undefined;
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify(answer ?? (sealed ? { receipt: receipt() } : { word: signNote(before, standingText(about, 'accepted', at)) })),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const { id, mine } = await sends('boris', `http://localhost:${(server.address() as AddressInfo).port}/.well-known/parley-handover`);
  const asked = async () => {
    await ask({ tools: house.tools, workspace: house.workspace, attempt: 1 }, id as never);
    return (await mine())?.standing;
  };
  named.signer = verifierKey(after); // the one before is not among those that may still be used: it was stolen
  expect(await asked()).toBeNull();
  named.signersBefore = [verifierKey(before)]; // an ordinary change
  expect(await asked()).toBe('accepted');
  await new Promise((resolve) => server.close(resolve));
});
