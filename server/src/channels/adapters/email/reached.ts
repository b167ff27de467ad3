// In which country whoever carries, keeps or posts mail is really reached: by the host that is spoken to, or by what the inbox itself is set to. A provider that signs in for us is the same everywhere.

import type { Tools } from '#kit/tool';
import { regionOfHost } from '#vendors';
import { type Reached, reached } from '../../carrier.ts';
import { feedOf, keeperOf } from './feed.ts';
import { isOwnWayOut } from './outgoing/own-server.ts';
import { carrier, relayHost } from './outgoing/relay.ts';
import { regionOf } from './posted/settings.ts';
import type { EmailSettings } from './settings.ts';

export function reachedByMail(settings: EmailSettings, tools: Tools): readonly Reached[] {
  if (settings.played) return [];
  const relayed = isOwnWayOut(settings) ? [] : reached(carrier(tools), regionOfHost(relayHost(tools) ?? ''));
  const keeper = keeperOf(settings);
  return keeper ? [...relayed, ...keptIn(settings).flatMap((region) => reached(keeper.code, region))] : relayed;
}

/** Countries in which the keeper of the mail, or whoever posts it, is reached. */
function keptIn({
  signIn,
  host = '',
  submitHost = '',
  keeperRegion,
  postedBy,
  hookTopic,
  ...settings
}: EmailSettings): readonly (string | undefined)[] {
  if (feedOf(settings as EmailSettings) === 'webhook') return postedBy === 'ses' ? [regionOf(hookTopic ?? '')] : [];
  if (signIn !== 'password') return [];
  const named = [host, submitHost].flatMap((each) => regionOfHost(each) ?? []);
  return named.length > 0 ? [...new Set(named)] : [keeperRegion];
}
