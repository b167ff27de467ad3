// The second step of a yes by text message, over the whole way: which YES counts, and that none is lost.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { agree, readLatestOfAll, stateOf } from '#consent';
import type { InboxId, PersonId } from '#kit/ids';
import { announce, announcement, type Listener, listen, listeners } from '#kit/outbox';
import { arrive, merge } from '#people';
import { currentNotice } from '#purposes';
import { eventually } from '#test/house';
import { type Bench, openSmsHouse, phone, post, settings } from '#test/sms-house';
import { change } from '../../change.ts';
import { receivePiece } from '../../pieces/pieces.ts';
import { asPlayed, bearsMark } from '../../played.ts';
import { prefer } from '../../preference.ts';
import { receive } from '../../receive.ts';
import { stop } from '../../stop.ts';
import { switchSandbox } from '../../switch/switch.ts';
import { findToTakeBack } from '../../take-back.ts';

let bench: Bench;
let [inbox, url] = ['', ''];
beforeAll(async () => {
  bench = await openSmsHouse(() => new Date());
  const { carol } = bench;
  const channel = await carol.call('addChannel', { body: { channel: 'sms', name: 'Text', settings } });
  inbox = channel.inbox.id;
  url = channel.webhook ?? '';
  await carol.call('connectChannel', { params: { inbox } });
  await bench.agreeWith('twilio');
  const marketing = (await carol.call('listPurposes')).items.find(({ code }) => code === 'marketing');
  await carol.call('changePurpose', {
    params: { purpose: marketing?.id ?? '' },
    body: { active: true, channels: ['email', 'sms'], reason: 'a spring letter' },
  });
});
afterAll(() => bench.stop());

/** Somebody who wrote from this number, said yes on the privacy page and was asked to confirm it. */
async function waiting(n: number) {
  await bench.write(phone(n), 'When does the lamp come?');
  const { id, person } = await bench.latest();
  const yes = { person: person.id as PersonId, purpose: 'marketing', channel: 'sms', method: 'privacy-page', language: 'en' } as const;
  await bench.house.act(async (ctx) => agree(ctx, { ...yes, notice: await currentNotice(ctx, 'en') }));
  const asked = await eventually('asked', async () => bench.sentTo(phone(n)).find(({ body }) => body.includes('Reply YES')));
  return {
    ...{ id, person: person.id as PersonId, code: /Reply YES (\d{4}) /.exec(asked.body)?.[1] ?? '' },
    stand: () => bench.house.act((ctx) => stateOf(ctx, [person.id as PersonId], 'marketing', 'sms')),
  };
}

it('a bare yes to the only question, which was the last that was written, confirms it, and the answer says what was confirmed', async () => {
  const { stand } = await waiting(160);
  await bench.write(phone(160), 'Yes!');
  expect(await stand()).toBe('given');
  await eventually('answered', async () => bench.sentTo(phone(160)).find(({ body }) => /Thank you, “.+” is confirmed/.test(body)));
});

it('a yes to the question of an agent is no consent; with its code it is', async () => {
  const { id, code, stand } = await waiting(161);
  await bench.answer(id, 'On Monday. Shall we ring first?');
  await eventually('asked by the agent', async () => bench.sentTo(phone(161)).some(({ body }) => body.includes('Shall we ring')));
  for (const words of ['Yes', 'Yes 2', `Yes ${code === '1234' ? '1235' : '1234'}`]) {
    await bench.write(phone(161), words);
    expect(await stand()).toBe('pending');
  }
  await bench.write(phone(161), `yes ${code}.`);
  expect(await stand()).toBe('given');
});

it('a yes from another number than the one asked is none, even with the code', async () => {
  const { code, stand, person } = await waiting(162);
  await bench.house.act(async (ctx) =>
    merge(ctx, person, (await arrive(ctx, { kind: 'phone', value: phone(163) })).person, 'agent-decision'),
  );
  await bench.write(phone(163), `Yes ${code}`);
  expect(await stand()).toBe('pending');
});

it('a yes that a colleague plays in the sandbox is nobody’s consent; one that comes in from outside meanwhile is', async () => {
  const { id, code, stand } = await waiting(165);
  await bench.house.act((ctx) => switchSandbox(ctx, true));
  await bench.carol.call('writeInSandbox', { params: { inbox }, body: { from: phone(165), text: `Yes ${code}` } });
  await eventually('it came in', async () => (await bench.messagesOf(id)).at(-1)?.text === `Yes ${code}`);
  expect(await stand()).toBe('pending');
  const words = {
    Body: `Yes ${code}.`,
    From: phone(165),
    To: settings.number,
    AccountSid: settings.accountSid,
    MessageSid: `SM${'6'.repeat(32)}`,
  };
  expect(await post(url, new URLSearchParams(words), { more: { 'x-parley-played': 'A'.repeat(43) } })).toBe(200); // whoever forges the mark makes nothing played
  expect(await stand()).toBe('given');
  const lastTwo = `SELECT is_played AS played FROM external_ids WHERE workspace_id = $1 AND conversation_id = $2 AND direction = 'in' ORDER BY at DESC LIMIT 2`;
  const played = await bench.house.act((ctx) =>
    ctx.db.all<{ played: boolean }>({ name: 'test.played', text: lastTwo }, [ctx.workspace, id]),
  );
  expect(played).toEqual([{ played: false }, { played: true }]);
  await bench.house.act((ctx) => switchSandbox(ctx, false));
});

it('a yes, a START, and a mistyped STOP that is mended, played in an account that is a sandbox by itself, are none of whoever was met outside', async () => {
  const { code, stand, person } = await waiting(168);
  const { tools } = bench.house;
  const workspace = await bench.house.act(async (ctx) => ctx.workspace);
  const opened = await bench.carol.call('addChannel', { body: { channel: 'sms', name: 'Play', settings: { provider: 'sandbox' } } });
  const plain = { authentic: false, attachments: [], answers: [], continues: true, automatic: false } as const;
  const at = { workspace, inbox: opened.inbox.id as InboxId, from: { kind: 'phone', value: phone(168) } } as const;
  const say = (text: string) => asPlayed(() => receive(tools, { ...at, ...plain, externalId: `played-${text}`, text }));
  expect(await say(`Yes ${code}`)).toMatchObject({ outcome: 'stored' });
  expect(await stand()).toBe('pending');
  const service = () => bench.house.act((ctx) => stateOf(ctx, [person], 'service-messages', 'sms'));
  await say('STPO');
  expect(await change(tools, { ...at, externalId: 'played-STPO', order: 1, change: 'edited', text: 'STOP' })).toBe('done');
  expect(await service()).toBe('none');
  await bench.write(phone(168), 'STOP');
  await say('START');
  expect(await service()).toBe('withdrawn');
});

it('what was played and lands only after the switch is off again is dropped, and nothing played lifts a stop', async () => {
  const { code, stand, person } = await waiting(166);
  const { tools } = bench.house;
  const workspace = await bench.house.act(async (ctx) => ctx.workspace);
  const at = { workspace, inbox: inbox as InboxId, from: { kind: 'phone', value: phone(166) } } as const;
  const plain = { authentic: false, attachments: [], answers: [], continues: true, automatic: false } as const;
  const yes = { ...at, ...plain, externalId: `SM${'7'.repeat(32)}`, text: `Yes ${code}` };
  expect(await asPlayed(() => receive(tools, yes))).toEqual({ outcome: 'dropped', because: 'sandbox-is-off' });
  expect(await asPlayed(() => stop(tools, { ...at, wish: 'stop', at: undefined }))).toBe('unknown');
  expect(await stand()).toBe('pending');
  const latest = async () =>
    (await bench.house.act((ctx) => readLatestOfAll(ctx, [person]))).map(({ purpose, state }) => `${purpose} ${state}`);
  await bench.house.act((ctx) => switchSandbox(ctx, true));
  const asked = await latest();
  expect(await asPlayed(() => receive(tools, { ...yes, externalId: `SM${'8'.repeat(32)}`, text: 'STOP' }))).toMatchObject({
    outcome: 'stored',
  });
  await asPlayed(() => stop(tools, { ...at, wish: 'stop', at: undefined }));
  expect(await latest()).toEqual(asked); // who wrote outside the sandbox withdraws there
  await bench.carol.call('writeInSandbox', { params: { inbox }, body: { from: phone(150), text: 'STOP' } });
  const played = {
    name: 'test.stopped',
    text: `SELECT count(*)::int AS n FROM consent_events WHERE workspace_id = $1 AND method = 'stop-word'`,
  };
  await eventually(
    'whoever was met by playing alone is stopped',
    async () => (await bench.house.act((ctx) => ctx.db.one<{ n: number }>(played, [ctx.workspace]))).n > 0,
  );
  await bench.write(phone(166), 'STOP');
  const before = await latest();
  expect(before).toContain('service-conversation withdrawn');
  const later = new Date(Date.now() + 1_000);
  expect(await asPlayed(() => stop(tools, { ...at, wish: 'start', at: later }))).toBe('known');
  await asPlayed(() => prefer(tools, { ...at, wish: 'resume', at: later }));
  expect(await latest()).toEqual(before);
  await bench.house.act((ctx) => switchSandbox(ctx, false));
});

it('what one played message wakes is not played, and pieces are joined as they came', async () => {
  const { tools } = bench.house;
  const [workspace, word] = [await bench.house.act(async (ctx) => ctx.workspace), announcement('test.woken')];
  const marks: boolean[] = [];
  const woken = listen(word, 'test.woken', async () => void marks.push(bearsMark()));
  (listeners.of({ tools }) as Map<string, readonly Listener[]>).set(word.topic, [woken]);
  await asPlayed(() => bench.house.act((ctx) => announce(ctx, word, {})));
  await eventually('it was carried out', async () => marks.length === 1);
  expect(marks).toEqual([false]);
  await bench.house.act((ctx) => switchSandbox(ctx, true));
  const at = { workspace, inbox: inbox as InboxId, from: { kind: 'phone', value: phone(167) } } as const;
  const plain = { authentic: false, attachments: [], answers: [], continues: true, automatic: false } as const;
  const hand = (part: number) =>
    receivePiece(
      tools,
      { ...at, ...plain, externalId: `piece-${part}`, text: `part ${part}` },
      { reference: 'r', part, parts: 2, told: `1/${part}`, doubtMs: 0 },
    );
  expect(await asPlayed(() => hand(1))).toEqual({ outcome: 'kept' });
  expect(await hand(2)).toMatchObject({ outcome: 'stored' });
  const last = `SELECT is_played AS played FROM external_ids WHERE workspace_id = $1 AND direction = 'in' ORDER BY at DESC LIMIT 1`;
  expect(await bench.house.act((ctx) => ctx.db.all({ name: 'test.last', text: last }, [ctx.workspace]))).toEqual([{ played: true }]);
  await bench.house.act((ctx) => switchSandbox(ctx, false));
});

it('a yes in an account that is a sandbox by itself proves nothing', async () => {
  const { code, stand } = await waiting(179);
  const settings = { provider: 'sandbox', number: '+12025550101' };
  const { inbox: played } = await bench.carol.call('addChannel', { body: { channel: 'sms', name: 'Played', settings } });
  const said = { workspace: bench.house.workspace, inbox: played.id as InboxId, externalId: `SM${'7'.repeat(32)}`, text: `Yes ${code}` };
  const from = { kind: 'phone', value: phone(179) } as const;
  const parts = { from, authentic: false, attachments: [], answers: [], continues: true, automatic: false } as const;
  expect(await receive(bench.house.tools, { ...said, ...parts })).toMatchObject({ outcome: 'stored' });
  expect(await stand()).toBe('pending');
  await bench.write(phone(179), `Yes ${code}`);
  expect(await stand()).toBe('given');
});

it('a yes that is told late counts as of when it was said: not before it was asked for, nor after a STOP that followed it', async () => {
  const { code, stand } = await waiting(169);
  const asked = await bench.house.act(async (ctx) => ctx.now.getTime());
  bench.house.passTime(10 * 60_000);
  const at = { workspace: bench.house.workspace, inbox: inbox as InboxId, from: { kind: 'phone', value: phone(169) } } as const;
  const plain = { authentic: false, attachments: [], answers: [], continues: true, automatic: false } as const;
  const say = (text: string, minutes: number) => {
    const saidAt = new Date(asked + minutes * 60_000);
    return receive(bench.house.tools, { ...at, ...plain, externalId: `late/${text}/${minutes}`, text, saidAt });
  };
  await say(`Yes ${code}`, -1);
  await say('Yes', -1);
  expect(await stand()).toBe('pending');
  await say(`Yes ${code}`, 2);
  expect(await stand()).toBe('given');
  await say('STOP', 3);
  expect(await stand()).toBe('withdrawn');
});

it('a START from between two STOPs that is told last lifts neither', async () => {
  await bench.write(phone(172), 'Hello');
  const begun = await bench.house.act(async (ctx) => ctx.now.getTime());
  bench.house.passTime(20 * 60_000);
  const at = { workspace: bench.house.workspace, inbox: inbox as InboxId, from: { kind: 'phone', value: phone(172) } } as const;
  const plain = { authentic: false, attachments: [], answers: [], continues: true, automatic: false } as const;
  for (const [text, minutes] of [
    ['STOP', 1],
    ['STOP', 5],
    ['START', 3],
  ] as const)
    await receive(bench.house.tools, {
      ...{ ...at, ...plain, externalId: `between/${text}/${minutes}`, text },
      saidAt: new Date(begun + minutes * 60_000),
    });
  const state = await bench.house.act(async (ctx) => {
    const { person } = await arrive(ctx, at.from);
    return stateOf(ctx, [person], 'service-messages', 'sms');
  });
  expect(state).toBe('withdrawn');
});

it('a bare yes from a moment before the question confirms nothing, also where it is told a moment after it', async () => {
  const { code, stand } = await waiting(171);
  const asked = await bench.house.act(async (ctx) => ctx.now.getTime());
  const at = { workspace: bench.house.workspace, inbox: inbox as InboxId, from: { kind: 'phone', value: phone(171) } } as const;
  const plain = { authentic: false, attachments: [], answers: [], continues: true, automatic: false } as const;
  const say = (text: string, seconds: number) => {
    const saidAt = new Date(asked + seconds * 1_000);
    return receive(bench.house.tools, { ...at, ...plain, externalId: `close/${text}/${seconds}`, text, saidAt });
  };
  await say('Yes', -60);
  expect(await stand()).toBe('pending');
  await say(`Yes ${code}`, -60); // clocks differ, and nobody knows the code before
  expect(await stand()).toBe('given');
});

it('the question itself, which stands in no thread, is taken back from the carrier once it is of no use', async () => {
  await waiting(173);
  bench.house.passTime(3_700_000);
  await bench.house.act((ctx) => findToTakeBack.run?.(ctx) ?? Promise.reject(new Error('no clock')));
  await eventually('forgotten there', async () => bench.sentTo(phone(173)).every(({ body }) => !body.includes('Reply YES')));
});

it('a yes is taken in and counts while nothing may leave, though nobody can thank for it', async () => {
  const { id, stand } = await waiting(164);
  const { carol } = bench;
  const vendor = (await carol.call('listVendors')).items.find((each) => each.code === 'twilio');
  await carol.call('changeVendor', {
    params: { vendor: vendor?.id ?? '' },
    body: { agreement: { reference: 'DPA 2025', signedOn: '2025-01-05', expiresOn: '2026-11-01' } } as never,
  });
  const answers = await bench.write(phone(164), 'Yes');
  expect([answers, (await bench.messagesOf(id)).at(-1)?.text, await stand()]).toEqual([[200], 'Yes', 'given']);
});
