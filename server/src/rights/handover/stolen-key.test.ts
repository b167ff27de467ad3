// Somebody else has the key by which a company signs what it hands over: from the moment it says so no other company takes what that key signed for theirs, also where it waits already (Art. 5(1)(d), 20).
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createWorkspace } from '#access';
import { receive } from '#conversations';
import type { InboxId } from '#kit/ids';
import { act } from '#kit/pool';
import { ownVerifier, rotateLedgerKey } from '#ledger';
import { arrive, prove } from '#people';
import { eventually, openHouse } from '#test/house';
import { openSession } from '../sessions.ts';
import { ownDocument, readDocument } from './document.ts';

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

/** Somebody hands their data over to Loom; once it waits there it is accepted by what this gives. */
async function waits(name: string) {
  const value = `${name}@example.com`;
  const { person, identity } = await house.act((ctx) => arrive(ctx, { kind: 'email', value }));
  await house.act((ctx) => prove(ctx, identity, 'code'));
  const me = house.personClient((await house.act((ctx) => openSession(ctx, person, identity))).token);
  const inbox = (await carol.call('listChannels')).items.find((each) => each.inbox.channel === 'email')?.inbox.id as InboxId;
  await house.act((ctx) => receive(ctx, { inbox, person, text: 'The lamp flickers.', continues: true }));
  const { id } = await me.call('showReceiver', { body: { address: `${house.url}/privacy/${loom.centreKey}` } });
  await me.call('sendMyData', { params: { handover: id } });
  await eventually('it arrives', async () => (await me.call('listMyHandovers')).items.find((each) => each.id === id && each.closedAt));
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
