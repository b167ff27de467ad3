// A fee from its asking to its end in a house with a real database (Art. 12(5)(a)).
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor, Ctx } from '#kit/ctx';
import type { PersonId, StaffId } from '#kit/ids';
import { arrive } from '#people';
import { staffWhoMayAll } from '#test/reach';
import { openRoom, type TestRoom } from '#test/room';
import { mustFind } from '../answers.ts';
import { courseLetter } from '../course/words.ts';
import { approve, type Opening, open } from '../requests.ts';
import { settle } from '../settle.ts';
import { store } from '../store.ts';
import { readRequest } from '../view.ts';
import { myPurposes } from '../wishes.ts';
import { charge, settleFee } from './fee.ts';
import { takeBackRequest } from './taking-back.ts';

let room: TestRoom;
beforeAll(async () => {
  room = await openRoom();
  room.setTime('2026-11-30T09:00:00Z');
});
afterAll(() => room.stop());

const carol = { actor: staffWhoMayAll('stf_car0l000000000000000000000' as StaffId) as Actor, purpose: 'rights-fulfilment' };
const act = <T>(run: (ctx: Ctx) => Promise<T>) => room.ctx(run, carol);
const opened = async (kind: Opening['kind']): Promise<{ id: Parameters<typeof mustFind>[1]; person: PersonId }> => {
  const address = { kind: 'email', value: `ada+${randomUUID()}@example.com`, name: 'Ada Example', language: 'de' } as const;
  const { person } = await room.ctx((ctx) => arrive(ctx, address));
  return { person, id: (await act((ctx) => open(ctx, { person, kind, source: 'staff', clientKey: undefined }))).id };
};
const fee = { ground: 'manifestly-excessive', amount: 6050, currency: 'EUR', calculation: 'Two hours at 30 euros, and postage.' } as const;

describe('a fee', () => {
  it('says how it was worked out, stops no day, holds the answer until it is settled, and is asked once', async () => {
    const { id } = await opened('access');
    await expect(act((ctx) => charge(ctx, id, { ...fee, calculation: '  ' }))).rejects.toMatchObject({ code: 'invalid' });
    await act((ctx) => charge(ctx, id, fee));
    const seen = await act(async (ctx) => readRequest(ctx, await mustFind(ctx, id)));
    expect(seen).toMatchObject({ fee: { ...fee, state: 'asked' }, dueOn: '2026-12-30' });
    const letter = await act(async (ctx) => courseLetter(ctx, await mustFind(ctx, id), 'fee-asked'));
    expect(letter.text.replace(/\s/g, ' ')).toContain('60,50 €');
    expect(letter.text).not.toContain('Two hours');
    await expect(act((ctx) => approve(ctx, id))).rejects.toMatchObject({ extras: { because: 'fee-not-settled' } });
    await act((ctx) => settleFee(ctx, id, 'accepted'));
    await expect(act((ctx) => charge(ctx, id, fee))).rejects.toMatchObject({ extras: { because: 'fee-asked-before' } });
    expect(await act((ctx) => approve(ctx, id))).toMatchObject({ state: 'fulfilled', fee_state: 'accepted' });
    await expect(act((ctx) => settleFee(ctx, id, 'waived'))).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('a request that its person takes back', () => {
  it('is closed without a refusal, what held because of it ends, and an erasure under way cannot be', async () => {
    const { id, person } = await opened('restriction');
    expect((await room.ctx((ctx) => myPurposes(ctx, person, 'en'))).restricted).toBe(true);
    const self = { actor: { kind: 'person', id: person } as Actor, purpose: 'rights-fulfilment' };
    expect(await room.ctx((ctx) => takeBackRequest(ctx, id), self)).toMatchObject({ state: 'withdrawn', outcome: 'taken-back' });
    await settle({ workspace: room.workspace, tools: room.tools, attempt: 1 }, id);
    expect((await room.ctx((ctx) => myPurposes(ctx, person, 'en'))).restricted).toBe(false);
    expect((await room.ctx((ctx) => store.steps(ctx, [id]))).map(({ step }) => step)).not.toContain('told');
    const { id: erasure } = await opened('erasure');
    await act((ctx) => approve(ctx, erasure));
    await expect(act((ctx) => takeBackRequest(ctx, erasure))).rejects.toMatchObject({ extras: { because: 'already-under-way' } });
  });
});
