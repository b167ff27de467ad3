// A company's own system to play with: what was posted to the one of this process lies on a desk, once its signature was found right as any system would find it; whoever is played writes by our own door, signed as the system would sign.
import { randomBytes } from 'node:crypto';
import { clock } from '#kit/pool';
import type { Tools } from '#kit/tool';
import type { Account } from '../../adapter.ts';
import type { Sandbox } from '../../playing.ts';
import { byOwnDoor } from '../bots/server.ts';
import { behaveAs, clear, deskOf, lay, shelfOfDesk, shownDesk, tellLater } from '../desk.ts';
import { hooks, hookUrl } from './hooks.ts';
import { type CustomSettings, secretsOf } from './settings.ts';
import { headersOf, isSigned } from './signature.ts';

/** What a status of 500 or 400 from the system would be, and 1 that it cannot deliver and says so later. */
const ends = { undelivered: 1 } as const;

export const customSandbox: Sandbox<CustomSettings> = {
  read: async ({ inbox }, tools) => shownDesk(tools, inbox),
  write: async ({ settings, inbox }, tools, { from, text }) => {
    await say({ settings, inbox }, tools, { id: `played-${from.replace(/\D/g, '')}`, shown: from, text });
  },
  // what is tapped is handed in as words that answer the message, as the guide asks for
  tap: async ({ settings, inbox }, tools, { message, choice }) => {
    const found = deskOf(tools, inbox).items.find(({ id, direction }) => id === message && direction === 'out');
    const text = found?.choices[choice];
    return found && text !== undefined
      ? () => say({ settings, inbox }, tools, { id: found.to, shown: found.to, text, answers: message })
      : undefined;
  },
  shelf: async ({ inbox }, tools) => shelfOfDesk(tools, inbox),
  forget: async ({ inbox }, tools) => clear(tools, inbox),
  change: async ({ inbox }, tools, behaviour) => behaveAs(tools, inbox, behaviour),
};

type Said = { readonly id: string; readonly shown: string; readonly text: string; readonly answers?: string };
async function say(
  { settings, inbox }: Pick<Account<CustomSettings>, 'settings' | 'inbox'>,
  tools: Tools,
  { id: from, shown, text, answers }: Said,
): Promise<void> {
  const now = clock.of({ tools })();
  const id = `played-${randomBytes(12).toString('hex')}`;
  const data = { id, from: { id: from, name: 'Ada' }, text, ...(answers !== undefined && { answers }) };
  const body = JSON.stringify({ type: 'message.received', timestamp: now.toISOString(), data });
  lay(tools, inbox, { id, direction: 'in', from: shown, to: '', text, choices: [], status: 'received', errorCode: null });
  const call = { url: hookUrl(tools, settings), body, headers: { ...headersOf(secretsOf(settings, now), id, now, body) } };
  for (let time = 0; time < deskOf(tools, inbox).behaviour.repeat; time += 1) await byOwnDoor(tools)(call);
}

export type Posted = { readonly headers: Readonly<Record<string, string>>; readonly body: string };
type Sent = {
  readonly type: string;
  readonly data: { readonly id: string; readonly to: string; readonly text: string; readonly choices?: readonly string[] };
};

/** Takes what was posted, and looks at it as the system would: by its signature first, and by nothing else where that does not hold. The status is what the system would have answered. */
export function keepPlayed(
  { workspace, inbox, settings }: Account<CustomSettings>,
  { headers, body }: Posted,
  tools: Tools,
): { readonly status: number } {
  const now = clock.of({ tools })();
  const {
    id = '',
    timestamp = '',
    signature = '',
  } = { id: headers['webhook-id'], timestamp: headers['webhook-timestamp'], signature: headers['webhook-signature'] };
  const isRight = isSigned(secretsOf(settings, now), { id, timestamp, signature }, body, now);
  const { type, data } = JSON.parse(body) as Sent;
  if (type !== 'message.sent') return { status: isRight ? 200 : 401 };
  const failWith = isRight ? deskOf(tools, inbox).behaviour.failWith : 401;
  const isRefused = failWith !== null && failWith !== ends.undelivered;
  lay(tools, inbox, {
    ...{ id: data.id, direction: 'out', from: '', to: data.to, text: data.text, choices: [...(data.choices ?? [])] },
    status: isRight ? (isRefused ? 'refused' : 'sent') : 'unsigned',
    errorCode: failWith,
  });
  if (!isRefused)
    tellLater(tools, inbox, () =>
      hooks.of({ tools }).report({
        ...{ workspace, inbox, externalId: data.id },
        ...(failWith === null
          ? { state: 'delivered', because: null, words: null }
          : { state: 'failed', because: 'undelivered', words: 'The company’s own system could not deliver this.' }),
      }),
    );
  return { status: isRefused ? failWith : 200 };
}
