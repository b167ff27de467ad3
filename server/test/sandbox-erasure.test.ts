// An erasure that is carried out while the sandbox is on: nothing is certified of which nobody outside heard.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { switchSandbox } from '#channels';
import { config } from '#kit/config';
import type { StaffId } from '#kit/ids';
import { arrive, prove } from '#people';
import { staffWhoMayAll } from '#test/reach';
import { openRoom, type TestRoom } from '#test/room';
import { openChannel } from '../src/channels/accounts.ts';
import { mustFind } from '../src/rights/answers.ts';
import { takeBack } from '../src/rights/at-providers.ts';
import { readCase } from '../src/rights/case-file.ts';
import { erase } from '../src/rights/erase.ts';
import { approve, open } from '../src/rights/requests.ts';
import { store } from '../src/rights/store.ts';

let room: TestRoom;
beforeAll(async () => {
  room = await openRoom();
});
afterAll(() => room.stop());

const nobody = '127.0.0.1:9';
const carol = { actor: staffWhoMayAll('stf_carol000000000000000000000' as StaffId), purpose: 'rights-fulfilment' };
const later = expect.objectContaining({ code: 'retry-later' });

test('it is not told, taken back or certified in the sandbox, and the days in it are none of the provider’s', async () => {
  const { settings: before } = room;
  config.set(room.tools, { ...before, smtpRelay: `smtp://${nobody}`, twilioUrl: `http://${nobody}`, insideHosts: nobody });
  const settings = { provider: 'twilio', number: '+12025550100', accountSid: `AC${'1'.repeat(32)}`, authToken: '2'.repeat(32) };
  const { account } = await room.ctx((ctx) => openChannel(ctx, { channel: 'sms', name: 'Texts', settings }));
  await room.ctx((ctx) => switchSandbox(ctx, true));
  const { person, identity } = await room.ctx((ctx) => arrive(ctx, { kind: 'email', value: 'ada@example.com', name: 'Ada' }));
  await room.ctx((ctx) => prove(ctx, identity, 'code'));
  const theirs = { actor: { kind: 'person', id: person }, purpose: 'rights-fulfilment' } as const;
  const { id } = await room.ctx((ctx) => open(ctx, { person, kind: 'erasure', source: 'person', clientKey: undefined }), theirs);
  await room.ctx((ctx) => approve(ctx, id), carol);
  const work = { workspace: room.workspace, tools: room.tools, attempt: 1 };
  const steps = async () => (await room.ctx((ctx) => store.steps(ctx, [id]))).map(({ step }) => step);
  await expect(erase(work, id)).rejects.toEqual(later);
  expect(await steps()).toContain('probed');
  expect(await steps()).not.toContain('told');

  const file = await room.ctx((ctx) => readCase(ctx, id));
  const forgetting = { what: 'messages', days: 30 } as const;
  const held = { inbox: account.inbox, channel: 'sms', recipient: 'twilio', forgetting, ids: [`SM${'1'.repeat(32)}`] } as const;
  const back = () => takeBack(work, room.ctx, id, { ...file, atProviders: [held] });
  room.setTime('2026-12-02T09:00:00Z');
  await expect(back()).rejects.toEqual(later);
  await room.ctx((ctx) => switchSandbox(ctx, false));
  await expect(back()).rejects.toEqual(later); // Twilio is away now: its week has just begun
  room.setTime('2026-12-10T09:00:00Z');
  await back();
  expect(await steps()).toContain(`at-provider:${account.inbox}`);
  config.set(room.tools, before);
  await erase(work, id);
  expect(await room.ctx((ctx) => mustFind(ctx, id))).toMatchObject({ state: 'fulfilled', outcome: 'erased' });
});
