// One account of each kind of channel, and people met there, for tests that walk the registry of adapters.

import { latestConversation, listShown } from '#conversations';
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
  'web-chat': [{ given: {}, value: () => '' }],
  email: [{ given: { address: 'letters@lantern.example.com' }, value: (_, n) => `walker${n}@example.com` }],
  sms: (['twilio', 'vonage', 'smpp'] as const).map((speaks, at) => ({
    given: { provider: 'sandbox', speaks, number: `+1202555013${at}` },
    value: (_: Account, n: number) => `+1202555${at}15${n}`,
  })),
  whatsapp: [
    { given: { provider: 'sandbox' }, value: (_, n) => `whatsapp:US.${digits(n)}` },
    { given: { provider: 'sandbox', speaks: 'twilio' }, value: (_, n) => `whatsapp:${digits(n)}` },
  ],
  messenger: [{ given: { provider: 'sandbox' }, value: (account, n) => `messenger:${of(account, 'pageId')}:${digits(n)}` }],
  instagram: [{ given: { provider: 'sandbox' }, value: (account, n) => `instagram:${of(account, 'instagramId')}:${digits(n)}` }],
  telegram: [{ given: { provider: 'sandbox', username: 'lantern_bot' }, value: (_, n) => `telegram:70014${n}` }],
  viber: [{ given: { provider: 'sandbox', uri: 'lanternloom' }, value: (_, n) => `viber:${Buffer.from(digits(n)).toString('base64')}` }],
  line: [{ given: { provider: 'sandbox', basicId: 'lantern' }, value: (_, n) => `line:U${`${digits(n)}`.padStart(32, '0')}` }],
  custom: [
    {
      given: { url: 'https://system.example.com/parley', secret: `whsec_${Buffer.alloc(32, 7).toString('base64')}` },
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

export const openWalked = async (room: TestRoom, { name, kind }: Walked): Promise<Account> =>
  (await room.ctx((ctx) => openChannel(ctx, { channel: name, name, settings: kind.given }))).account;

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

/** What people of an account were sent, as whom it reached and in which words. */
export async function arrivedFrom(room: TestRoom, { name }: Walked, account: Account, people: readonly PersonId[]): Promise<string[]> {
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
