// The page of settings says everything, says what holds, and never a secret.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stepDown } from '#defaults';
import { addField, setValue } from '#fields';
import { type Config, config, options } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import type { StaffId } from '#kit/ids';
import { settings } from '#kit/setting';
import { list as entries } from '#ledger';
import { arrive } from '#people';
import { changePurpose, listPurposes } from '#purposes';
import { png } from '#test/pictures';
import { staffWhoMayAll } from '#test/reach';
import { openRoom, type TestRoom } from '#test/room';
import { changeLimits } from '../../campaigns/limits/limits.ts';
import { usual } from '../../campaigns/limits/rules.ts';
import { changeChannel, openChannel } from '../../channels/accounts.ts';
import { rooms } from '../../rooms.ts';
import { putLogo } from '../pictures/logo.ts';
import { readPicture } from '../pictures/read.ts';
import { changeTerms } from '../terms/terms.ts';
import { changeCompany } from '../workspaces.ts';
import { listSettings } from './list.ts';
import { undoStep } from './undo.ts';

let room: TestRoom;
beforeAll(async () => {
  room = await openRoom();
});
afterAll(() => room.stop());

const list = (language: 'en' | 'de' = 'en') => room.ctx(async (ctx) => (await listSettings(ctx, language)).items);
const one = async (code: string) => (await list()).find((each) => each.code === code);
const withConfig = async <T>(change: Partial<Config>, work: () => Promise<T>): Promise<T> => {
  const before = config.of(room);
  config.set(room.tools, { ...before, ...change });
  return work().finally(() => config.set(room.tools, before));
};

/** What the list should hold and does not. */
async function missing(): Promise<string[]> {
  const shown = new Set((await list()).map((each) => each.code));
  const expected = [
    ...Object.keys(options).map((name) => `configuration.${name}`),
    ...rooms.flatMap((each) => each.settings ?? []).map((each) => each.code),
  ];
  return expected.filter((code) => !shown.has(code));
}

test('every option of the configuration and every setting on a plate is in the list, once', async () => {
  expect(await missing()).toEqual([]);
  const codes = (await list()).map((each) => each.code);
  expect(new Set(codes).size).toBe(codes.length);
  const all = settings.of(room);
  settings.set(room.tools, all.slice(1));
  expect(await missing()).toEqual([all[0]?.code]);
  settings.set(room.tools, all);
});

test('each has words in both languages, a reason, and a place where it is changed', async () => {
  for (const each of settings.of(room)) {
    const texts = [each.title, each.reason, each.standard].flatMap(({ en, de }) => [en, de]);
    expect([each.code, texts.filter((text) => !text.trim())]).toEqual([each.code, []]);
    expect([each.code, each.where === 'built-in']).toEqual([each.code, each.page === null]);
  }
  expect((await list('de')).find((each) => each.code === 'consent.proof')?.value).toBe('Hinweis, Sprache, Wortlaut');
});

test('a new company stands at every default but those that the test sets by its environment', async () => {
  const off = (await list()).filter((each) => !each.isStandard).map((each) => each.code);
  expect(off).toEqual(['configuration.data', 'configuration.poolSize', 'configuration.smtpPort']);
  expect(await one('purposes.marketing.active')).toMatchObject({ value: 'off', standard: 'off', where: 'console', page: '/purposes' });
});

test('what deviates stands out with its value', async () => {
  await room.ctx(async (ctx) => {
    await changeCompany(ctx, { accent: '#aa3300' });
    await putLogo(ctx, await readPicture(png()));
  });
  expect(await one('access.accent')).toMatchObject({ value: '#aa3300', isStandard: false });
  expect(await one('access.logo')).toMatchObject({ value: 'chosen', standard: 'none', isStandard: false });
  await withConfig({ epochHours: 48 }, async () =>
    expect(await one('configuration.epochHours')).toMatchObject({ value: '48 hours', standard: '24 hours', isStandard: false }),
  );
});

test('a secret is shown as set or not set, never as it is', async () => {
  const hidden = 'smtp://mailer:nobody-may-read-this@relay.example.com';
  const secrets = Object.entries(options).flatMap(([name, option]) => ('secret' in option ? [name] : []));
  expect(secrets).toContain('smtpRelay');
  for (const name of secrets) {
    await withConfig({ [name]: hidden } as Partial<Config>, async () => {
      const items = await list();
      expect(JSON.stringify(items)).not.toContain('nobody-may-read-this');
      expect(items.find((each) => each.code === `configuration.${name}`)).toMatchObject({ value: 'set (secret)', isStandard: false });
    });
    expect(await one(`configuration.${name}`)).toMatchObject({ value: 'not set', isStandard: true });
  }
});

test('a step towards less privacy asks for a reason, stands on the page with who took it, when and why, and is taken back from there', async () => {
  const [carol] = await room.ctx((ctx) =>
    ctx.db.all<{ id: StaffId }>({ name: 'test.staff', text: 'SELECT id FROM staff WHERE workspace_id = $1' }, [ctx.workspace]),
  );
  const as = <T>(work: (ctx: Ctx) => Promise<T>) => room.ctx(work, { actor: staffWhoMayAll(carol!.id) });
  const shelf = { names: { en: 'Shelf', de: 'Regal' }, kind: 'text', purpose: 'service-conversation', period: 'P12M' } as const;
  const asked = { ...shelf, provided: true, tellsOf: [] };
  const steps: readonly [code: string, to: string, take: (reason?: string) => Promise<unknown>][] = [
    ['purposes.service-conversation.period', '3 years', (reason) => as((ctx) => changeService(ctx, { period: 'P3Y', reason }))],
    ['access.former-staff', '120 days', (reason) => as((ctx) => changeTerms(ctx, { formerDays: 120, reason }))],
    ['fields.declared', '1 field', (reason) => as((ctx) => addField(ctx, { ...asked, ...(reason !== undefined && { reason }) }))],
    ['campaigns.frequency', '9 in 30 days', (reason) => as((ctx) => changeLimits(ctx, { ...usual, most: 9 }, reason))],
  ];
  for (const [code, to, take] of steps) {
    const before = await one(code);
    await expect(take()).rejects.toMatchObject({ code: 'invalid', extras: { because: 'reason-needed' } });
    await expect(take(' ')).rejects.toMatchObject({ code: 'invalid' });
    expect((await one(code))?.value).toBe(before?.value);
    await take('Claims run for so long.');
    const step = { by: 'Carol', at: '2026-11-24T09:00:00.000Z', reason: 'Claims run for so long.', before: before?.value, canUndo: true };
    expect(await one(code)).toMatchObject({ value: to, isStandard: false, step });
    const [entry] = (await room.ctx((ctx) => entries(ctx, { kind: 'default.lowered', limit: 1 }))).items;
    expect(entry).toMatchObject({ actor: carol!.id, facts: { setting: code, before: coded(before?.value), after: coded(to) } });
    expect(JSON.stringify(entry)).not.toContain('Claims run');
    await as((ctx) => undoStep(ctx, code));
    expect(await one(code)).toMatchObject({ value: before?.value, step: null });
    await expect(as((ctx) => undoStep(ctx, code))).rejects.toMatchObject({ code: 'conflict' });
  }
  await as(async (ctx) => {
    const { id } = await addField(ctx, { ...asked, reason: 'Lamps are kept' });
    const { person } = await arrive(ctx, { kind: 'email', value: 'ada@example.com', name: 'Ada' });
    await setValue(ctx, person, id, 'the third');
  });
  expect(await one('fields.declared')).toMatchObject({ value: '1 field', step: { canUndo: false } }); // a value stands: asked on its page
  await expect(as((ctx) => undoStep(ctx, 'fields.declared'))).rejects.toMatchObject({ extras: { because: 'not-from-here' } });
  expect((await room.ctx((ctx) => entries(ctx, { kind: 'default.restored', limit: 9 }))).items).toHaveLength(4);
  await expect(as((ctx) => undoStep(ctx, 'no.setting'))).rejects.toMatchObject({ code: 'not-found' });
});

test('each part of a purpose that a step moves shows it, and is taken back by itself', async () => {
  const change = (by: Parameters<typeof changePurpose>[2]) => room.ctx((ctx) => changeOf(ctx, 'marketing', by));
  const source = { origin: 'import', names: { en: 'Old shop' }, categories: ['Name'], isPublic: false } as const;
  const steps: readonly [part: string, was: string, is: string, by: object][] = [
    ['confirm-on', 'email, text message', 'none', { confirmOn: [] }],
    ['channels', 'email, web chat', 'email, Telegram, web chat', { channels: ['web-chat', 'email', 'telegram'] }],
    ['renew-after', '2 years', '9 years', { renewAfter: 'P9Y' }],
    ['special', 'none', 'health', { specialCategories: ['Health'] }],
    ['to-children', 'no', 'yes', { toChildren: true }],
    ['sources', 'none', 'imported from another system', { sources: [source] }],
    ['period', '2 years', '2 years after closing', { starts: 'closing' }],
    ['active', 'off', 'on', { active: true }],
  ];
  const shown = async () =>
    (await list()).flatMap(({ code, value, step }) =>
      code.startsWith('purposes.marketing.') && step ? [[code.slice('purposes.marketing.'.length), step.before, value, step.canUndo]] : [],
    );
  for (const [part, was, is, by] of steps) {
    await change({ ...by, reason: 'A spring letter.' });
    expect(await shown()).toEqual([[part, was, is, true]]);
    await room.ctx((ctx) => undoStep(ctx, `purposes.marketing.${part}`));
    expect([await shown(), (await one(`purposes.marketing.${part}`))?.value]).toEqual([[], was]);
  }
  await change({ ...Object.assign({}, ...steps.map(([, , , by]) => by)), reason: 'All at once.' });
  expect((await shown()).map(([part]) => part).sort()).toEqual(steps.map(([part]) => part).sort());
  for (const [part] of steps) await room.ctx((ctx) => undoStep(ctx, `purposes.marketing.${part}`));
  expect(await shown()).toEqual([]);
  await change({ channels: ['email', 'telegram'], reason: 'One for another.' }); // the way back would be a step itself
  expect(await shown()).toEqual([['channels', 'email, web chat', 'email, Telegram', false]]);
  await expect(room.ctx((ctx) => undoStep(ctx, 'purposes.marketing.channels'))).rejects.toMatchObject({ code: 'conflict' });
  await change({ channels: ['web-chat', 'email'], reason: 'As before.' });
});

test('a step that no setting shows is taken by nobody', async () => {
  const step = (of: readonly string[]) =>
    room.ctx((ctx) => stepDown(ctx, { of, reason: 'None.', undo: null }, () => changeService(ctx, { period: 'P20M' })));
  const before = await one('purposes.service-conversation.period');
  await expect(step([])).rejects.toThrow('moves no setting');
  await expect(step(['purposes.marketing.period'])).rejects.toThrow('does not show in purposes.marketing.period');
  expect(await one('purposes.service-conversation.period')).toEqual(before);
});

test('each channel on which more is shown keeps a reason of its own, and is taken back by itself, whatever becomes of the others', async () => {
  const open = (name: string) => room.ctx((ctx) => openChannel(ctx, { channel: 'messenger', name, settings: { provider: 'sandbox' } }));
  const [first, second] = [(await open('Page')).account.inbox, (await open('Second page')).account.inbox];
  const change = (inbox: typeof first, settings: object, reason?: string) =>
    room.ctx((ctx) => changeChannel(ctx, inbox, { settings: { ...settings }, reason }));
  for (const [code, name] of [
    ['channels.tell-read', 'tellsRead'],
    ['channels.show-typing', 'showsTyping'],
  ] as const) {
    await expect(change(first, { [name]: true })).rejects.toMatchObject({ extras: { because: 'reason-needed' } });
    await change(first, { [name]: true }, 'People ask for it.');
    await change(second, { [name]: true }, 'They too.');
    expect((await one(code))?.parts.map(({ name: of, value, step }) => [of, value, step?.reason])).toEqual([
      ['Page', 'on', 'People ask for it.'],
      ['Second page', 'on', 'They too.'],
    ]);
    await change(second, { [name]: false }); // by hand
    expect(await one(code)).toMatchObject({ value: 'on 1 channel', parts: [{ id: first, step: { reason: 'People ask for it.' } }] });
    await expect(room.ctx((ctx) => undoStep(ctx, code, second))).rejects.toMatchObject({ code: 'conflict' });
    await room.ctx((ctx) => undoStep(ctx, code, first));
    expect(await one(code)).toMatchObject({ isStandard: true, parts: [] });
  }
  const [entry] = (await room.ctx((ctx) => entries(ctx, { kind: 'default.restored', limit: 1 }))).items;
  expect(entry?.facts).toMatchObject({ setting: `channels.show-typing/${first}`, before: 'on', after: 'no' });
  const telegram = () =>
    room.ctx((ctx) => openChannel(ctx, { channel: 'telegram', name: 'Bot', settings: { provider: 'sandbox', showsTyping: true } }));
  await expect(telegram()).rejects.toMatchObject({ code: 'invalid' });
});

test('what got more private in the same change is no step', async () => {
  const steps = async () => (await room.ctx((ctx) => entries(ctx, { kind: 'default.lowered', limit: 50 }))).items.length;
  const before = await steps();
  await room.ctx((ctx) => changeTerms(ctx, { formerDays: 365, reviewDays: 30, reason: 'Claims.' }));
  expect((await one('access.former-staff'))?.step).toMatchObject({ reason: 'Claims.' });
  expect((await one('access.review-every'))?.step).toBeNull();
  await room.ctx((ctx) => changeLimits(ctx, { ...usual, most: 9, quietFrom: usual.quietFrom - 1 }, 'News.'));
  expect((await one('campaigns.quiet-hours'))?.step).toBeNull();
  await room.ctx((ctx) => changeLimits(ctx, { ...usual, timeZone: 'America/New_York' }, 'We moved.'));
  expect(await one('campaigns.quiet-hours')).toMatchObject({ value: expect.stringContaining('New_York'), step: { reason: 'We moved.' } });
  expect((await steps()) - before).toBe(3);
  await room.ctx((ctx) => changeTerms(ctx, { formerDays: 90, reviewDays: 90, reason: 'As before.' }));
  await room.ctx((ctx) => changeLimits(ctx, usual, 'As before.'));
});

test('a step towards more privacy needs no reason and is no step to take back', async () => {
  await room.ctx((ctx) => changeService(ctx, { period: 'P1Y' }));
  expect(await one('purposes.service-conversation.period')).toMatchObject({ value: '1 year', isStandard: false, step: null });
});

const coded = (shown = ''): string => shown.replaceAll(' ', '-');

const changeService = (ctx: Ctx, change: Parameters<typeof changePurpose>[2]) => changeOf(ctx, 'service-conversation', change);
async function changeOf(ctx: Ctx, purpose: string, change: Parameters<typeof changePurpose>[2]): Promise<unknown> {
  return changePurpose(ctx, (await listPurposes(ctx)).find(({ code }) => code === purpose)!.id, change);
}
