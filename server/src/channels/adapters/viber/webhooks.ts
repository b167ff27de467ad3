// Where Viber hands in what happens, signed with the bot's token over the bytes as they came; for an hour it tries again. Whoever opens the chat is greeted in the answer
// itself, with the way to the notice: no session is needed for that, and nothing is kept.
import type { Protocol } from '#kit/protocol';
import type { Tools } from '#kit/tool';
import type { Account } from '../../adapter.ts';
import { botDoor, dropped } from '../bots/door.ts';
import { reportAgain } from '../late-receipts.ts';
import { parseExactly } from './big.ts';
import { readEvent } from './events.ts';
import { hooks } from './hooks.ts';
import { fetchFile } from './media.ts';
import { senderName } from './send.ts';
import type { ViberSettings } from './settings.ts';
import { isSigned } from './signature.ts';

export const webhooks: Protocol = botDoor<ViberSettings>({
  channel: 'viber',
  hooks,
  bodyLimitBytes: 262_144,
  isTheirs: ({ settings }, asked) => isSigned(settings.token, asked.body, asked.header('x-viber-content-signature')),
  parse: parseExactly,
  take,
});

async function take(tools: Tools, account: Account<ViberSettings>, body: unknown): Promise<string | undefined> {
  const room = hooks.of({ tools });
  const read = readEvent(account, body);
  switch (read.what) {
    case 'message':
      if (read.file && (await room.isKnown(read.said))) return undefined; // nothing is fetched twice
      await room.receive({ ...read.said, attachments: read.file ? [await fetchFile(tools, account.settings, read.file)] : [] });
      return undefined;
    case 'wish':
      await room.stop(read.stop);
      return undefined;
    case 'receipt':
      if ((await room.report(read.receipt)) === 'unknown') await reportAgain(room, [read.receipt]);
      return undefined;
    case 'opened':
      return greeting(tools, account, read.language);
    case 'nothing':
      dropped(tools, account, 'viber', read.because);
      return undefined;
  }
}

async function greeting(tools: Tools, account: Account<ViberSettings>, language: string | undefined): Promise<string> {
  const { avatar } = account.settings;
  const { company, text } = await hooks.of({ tools }).welcome(account, language);
  return JSON.stringify({
    type: 'text',
    text,
    min_api_version: 1,
    sender: { name: senderName(company), ...(avatar !== '' && { avatar }) },
  });
}
