// The channels of the house: one line each.
import type { Adapter, ChannelKind } from './adapter.ts';
import { custom } from './adapters/custom/adapter.ts';
import { email } from './adapters/email/adapter.ts';
import { instagram } from './adapters/instagram/adapter.ts';
import { line } from './adapters/line/adapter.ts';
import { messenger } from './adapters/messenger/adapter.ts';
import { sms } from './adapters/sms/adapter.ts';
import { telegram } from './adapters/telegram/adapter.ts';
import { viber } from './adapters/viber/adapter.ts';
import { webChat } from './adapters/web-chat/adapter.ts';
import { whatsapp } from './adapters/whatsapp/adapter.ts';

export const adapters: readonly Adapter[] = [webChat, email, sms, whatsapp, messenger, instagram, telegram, viber, line, custom];

/** The adapter of a channel; every kind of the contract has one. */
export function adapterOf(name: ChannelKind): Adapter {
  const found = adapters.find((adapter) => adapter.name === name);
  if (!found) throw new Error(`no adapter ${name}`);
  return found;
}
