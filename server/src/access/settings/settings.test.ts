// The page of settings says everything, says what holds, and never a secret.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Config, config, options } from '#kit/config';
import { settings } from '#kit/setting';
import { png } from '#test/pictures';
import { openRoom, type TestRoom } from '#test/room';
import { rooms } from '../../rooms.ts';
import { putLogo } from '../pictures/logo.ts';
import { readPicture } from '../pictures/read.ts';
import { changeCompany } from '../workspaces.ts';
import { listSettings } from './list.ts';

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
