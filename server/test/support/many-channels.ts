// One account of each kind of channel, and people met there, for tests that walk the registry of adapters.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { latestConversation, listShown } from '#conversations';
import { config } from '#kit/config';
import type { PersonId } from '#kit/ids';
import { arrive } from '#people';
import { currentNotice } from '#purposes';
import { openChannel } from '../../src/channels/accounts.ts';
import type { Account, ChannelKind, Settings } from '../../src/channels/adapter.ts';
import { captured } from '../../src/channels/adapters/email/outgoing/capture.ts';
import type { WebChatSettings } from '../../src/channels/adapters/web-chat/settings.ts';
import { startVisit } from '../../src/channels/adapters/web-chat/visits.ts';
import { adapterOf, adapters } from '../../src/channels/adapters.ts';
import { receive } from '../../src/channels/receive.ts';
import type { TestRoom } from './room.ts';

type Kind = { readonly given: Settings; readonly value: (account: Account, n: number) => string };
const digits = (n: number) => `1202555014${n}`;
const of = ({ settings }: Account, name: string): string => String(settings[name]);
const kinds: Readonly<Record<ChannelKind, readonly Kind[]>> = {
  'web-chat': [{ given: { fcm: 'sandbox' }, value: () => '' }],
  email: [{ given: { address: 'letters@lantern.example.com' }, value: (_, n) => `walker${n}@example.com` }],
  sms: (['twilio', 'vonage', 'smpp'] as const).map((speaks, at) => ({
    given: { provider: 'sandbox', speaks, number: `+1202555013${at}` },
    value: (_: Account, n: number) => `+1202555${at}15${n}`,
  })),
  whatsapp: [
    { given: { provider: 'sandbox' }, value: (_, n) => `whatsapp:US.${digits(n)}` },
    { given: { provider: 'sandbox', speaks: 'twilio' }, value: (_, n) => `whatsapp:US.${digits(n)}` },
  ],
  messenger: [{ given: { provider: 'sandbox' }, value: (account, n) => `messenger:${of(account, 'pageId')}:${digits(n)}` }],
  instagram: [{ given: { provider: 'sandbox' }, value: (account, n) => `instagram:${of(account, 'instagramId')}:${digits(n)}` }],
  telegram: [{ given: { provider: 'sandbox', username: 'lantern_bot' }, value: (_, n) => `telegram:70014${n}` }],
  viber: [{ given: { provider: 'sandbox', uri: 'lanternloom' }, value: (_, n) => `viber:${Buffer.from(digits(n)).toString('base64')}` }],
  line: [{ given: { provider: 'sandbox', basicId: 'lantern' }, value: (_, n) => `line:U${`${digits(n)}`.padStart(32, '0')}` }],
  custom: [
    {
      given: { secret: `whsec_${Buffer.alloc(32, 7).toString('base64')}` }, // its address is known once the system runs
      value: ({ inbox }, n) => `custom:${inbox}:walker-${n}`,
    },
  ],
};

/** Each channel by each carrier that the house knows; `others`: how many who agreed before are reached there as well, since a number or an address is of no account. */
export const everyChannel = adapters.flatMap(({ name }) =>
  kinds[name].map((kind, at) => ({
    name,
    kind,
    title: at === 0 ? name : `${name} ${at + 1}`,
    others: name === 'email' ? 1 : name === 'sms' ? at : 0,
  })),
);
export type Walked = (typeof everyChannel)[number];

/** A system of the company's own, which takes every message; the room may reach it. */
export async function openSystem(room: TestRoom) {
  const posted: string[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    posted.push((JSON.parse(body) as { data: { text: string } }).data.text);
    response.writeHead(200).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  config.set(room.tools, { ...room.settings, insideHosts: host });
  return { url: `http://${host}/parley`, posted, close: () => server.close() };
}
export type System = Awaited<ReturnType<typeof openSystem>>;

export async function openWalked(room: TestRoom, { name, kind }: Walked, { url }: System): Promise<Account> {
  const settings = name === 'custom' ? { ...kind.given, url } : kind.given;
  return (await room.ctx((ctx) => openChannel(ctx, { channel: name, name, settings }))).account;
}

/** The n-th person of a channel, who wrote there just now. */
export async function metOn(room: TestRoom, { name, kind }: Walked, account: Account, n: number): Promise<PersonId> {
  const value = kind.value(account, n);
  if (name === 'web-chat')
    return room.ctx(async (ctx) => {
      const notice = await currentNotice(ctx, 'en');
      if (!notice) throw new Error('a notice is there');
      return (await startVisit(ctx, account as Account<WebChatSettings>, { language: 'en', notice })).visitor;
    });
  const from = { kind: adapterOf(name).reaches, value, name: `Ada ${n}` };
  if (from.kind === 'account')
    await receive(room.tools, {
      ...{
        workspace: room.workspace,
        inbox: account.inbox,
        externalId: `first-${account.inbox}-${n}`,
        from,
        authentic: true,
        text: 'Hello',
      },
      ...{ attachments: [], answers: [], automatic: false },
    });
  return (await room.ctx((ctx) => arrive(ctx, from))).person;
}

/** Words that people of an account were sent: what its emulator holds, the captured mail, the chat as its visitor sees it, or what the system was told. */
export async function arrivedFrom(
  room: TestRoom,
  { name }: Walked,
  { account, people, posted }: { account: Account; people: readonly PersonId[]; posted: readonly string[] },
): Promise<string[]> {
  if (name === 'custom') return [...posted];
  if (name === 'email')
    return room.ctx(async (ctx) =>
      captured(room.tools, room.workspace, ctx.now)
        .filter(({ subject }) => subject === 'Spring')
        .map(({ text }) => text),
    );
  if (name === 'web-chat')
    return room.ctx(async (ctx) => {
      const shown: string[] = [];
      for (const person of people) {
        const thread = await latestConversation(ctx, person, account.inbox);
        for (const { text, choices } of thread ? await listShown(ctx, thread.id, 0, 10) : []) shown.push([text, ...choices].join('\n'));
      }
      return shown;
    });
  const items = (await adapterOf(name).sandbox?.read(account, room.tools))?.items ?? [];
  return items.filter(({ direction }) => direction !== 'in').map(({ text }) => text);
}
