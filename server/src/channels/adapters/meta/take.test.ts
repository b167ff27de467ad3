import { expect, test } from 'vitest';
import { config, readConfig } from '#kit/config';
import { clock } from '#kit/pool';
import type { Tools } from '#kit/tool';
import type { Account, Hooks, Inbound } from '../../adapter.ts';
import type { MetaSettings } from './settings.ts';
import { takeAll } from './take.ts';
import type { Update } from './updates.ts';

const account = {
  workspace: 'wsp_1',
  inbox: 'inb_1',
  name: 'Page',
  settings: { appSecret: 's', token: 't' },
} as unknown as Account<MetaSettings>;
const said = (who: string, id: string): readonly [Account<MetaSettings>, Update] => [
  account,
  { ...{ account: '1', kind: 'message', id, text: id, at: undefined, media: [], answers: [] }, from: { kind: 'account', value: who } },
];

test('after a fault nothing of this person overtakes what failed; others go on, and all of it comes again', async () => {
  const taken: string[] = [];
  const hooks = {
    receive: async ({ externalId }: Inbound) => {
      if (externalId === 'ada 2') throw new Error('not now');
      taken.push(externalId);
    },
  } as unknown as Hooks;
  const due = ['ada 1', 'ada 2', 'ada 3', 'boris 1', 'boris 2'].map((id) => said(id.split(' ')[0] ?? '', id));
  await expect(takeAll(new Map(), hooks, due)).rejects.toThrow('not now');
  expect(taken.sort()).toEqual(['ada 1', 'boris 1', 'boris 2']);
});

test('a file that Meta does not give now is asked for again for hours, then the message comes without it; what is here already is not fetched', async () => {
  const now = new Date('2026-11-24T09:00:00Z');
  const tools: Tools = new Map();
  config.set(tools, { ...readConfig({}), metaUrl: 'http://127.0.0.1:59998', insideHosts: '127.0.0.1:59998' });
  clock.set(tools, () => now);
  const taken: Inbound[] = [];
  const hooks = {
    isKnown: async ({ externalId }: Inbound) => externalId === 'known',
    receive: async (inbound: Inbound) => void taken.push(inbound),
  } as unknown as Hooks;
  const media = Array.from({ length: 23 }, () => ({ id: '1000000000000001', type: 'image/png' }));
  const hand = (id: string, hours: number) =>
    takeAll(tools, hooks, [[account, { ...said('ada', id)[1], media, at: new Date(now.getTime() - hours * 3_600_000) } as Update]]);
  await expect(hand('young', 1)).rejects.toMatchObject({ code: 'not-ready' });
  await hand('known', 1);
  expect(taken).toEqual([]);
  await hand('old', 4);
  expect(taken[0]?.attachments.map(({ name }) => name)).toEqual([
    ...Array.from({ length: 20 }, (_, n) => `file-${n + 1}-missing.txt`),
    'file-21-and-more-missing.txt',
  ]);
});

test('that somebody has another address is handed on as such, and is no message', async () => {
  const renamed: unknown[] = [];
  const hooks = { renamed: async (told: unknown) => void renamed.push(told) } as unknown as Hooks;
  const from = { kind: 'account', value: 'whatsapp:US.2', formerly: [{ value: 'whatsapp:US.1' }] } as const;
  await takeAll(new Map(), hooks, [[account, { account: '1', kind: 'renamed', from }]]);
  expect(renamed).toEqual([{ workspace: 'wsp_1', inbox: 'inb_1', from }]);
});

test('whom a message reached goes along with its status, and by itself only where nobody here sent the message', async () => {
  const told: unknown[] = [];
  const hooks = {
    report: async ({ externalId, reached }: { externalId: string; reached?: object }) => {
      told.push([externalId, reached]);
      return externalId === 'ours' ? 'known' : 'unknown';
    },
    renamed: async (whom: unknown) => void told.push(whom),
  } as unknown as Hooks;
  const reached = { kind: 'account', value: 'whatsapp:US.2', formerly: [{ value: 'whatsapp:12025550143' }] } as const;
  const status = (id: string) => [account, { account: '1', kind: 'status', ids: [id], state: 'delivered', code: 0, reached }] as const;
  await takeAll(new Map(), hooks, [status('ours')]);
  expect(told).toEqual([['ours', reached]]);
  await takeAll(new Map(), hooks, [status('theirs')]);
  expect(told.slice(1, 3)).toEqual([['theirs', reached], { workspace: 'wsp_1', inbox: 'inb_1', from: reached }]);
});
