// The link by which a message leads to the choice it rests on: whose, for what and where, signed and good for a year. It names nobody, and is packed, since text messages are paid by the letter.
import { readBytes, readToken, signBytes } from '#keys';
import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import { bytesOfId, idOfBytes, type PersonId, type WorkspaceId } from '#kit/ids';
import { clock } from '#kit/pool';
import type { Tools } from '#kit/tool';
import type { ChannelKind } from './adapter.ts';

/** One purpose on one channel of one person; `heardOn` is the channel that carried the link. */
export type LinkedChoice = {
  readonly workspace: WorkspaceId;
  readonly person: PersonId;
  readonly purpose: string;
  readonly channel: ChannelKind;
  readonly heardOn?: ChannelKind;
};

const kind = 'preferences';
/** By their place in a link: new ones are added at the end. */
const places: readonly ChannelKind[] = [
  ...(['web-chat', 'email', 'sms', 'whatsapp', 'messenger', 'instagram', 'telegram', 'viber', 'line', 'custom'] as const),
];
const dayMs = 86_400_000;
const goodDays = 365;
const head = 35; // day, workspace, person, channels

/** One step to leave (Art. 7(3), RFC 8058): the links hold for a year and name one purpose on one channel, and the channel that carried them. */
export async function leaveLinks(
  ctx: Ctx,
  person: PersonId,
  purpose: string,
  channel: ChannelKind,
  heardOn: ChannelKind = channel,
): Promise<{ unsubscribeUrl: string; preferencesUrl: string }> {
  const day = Buffer.alloc(2);
  day.writeUInt16BE(Math.ceil(ctx.now.getTime() / dayMs) + goodDays);
  const channels = Buffer.from([(places.indexOf(channel) << 4) | places.indexOf(heardOn)]);
  const token = signBytes(
    ctx.tools,
    kind,
    Buffer.concat([day, bytesOfId(ctx.workspace), bytesOfId(person), channels, Buffer.from(purpose, 'latin1')]),
  );
  const { publicUrl } = config.of(ctx);
  return { unsubscribeUrl: `${publicUrl}/v1/unsubscribe/${token}`, preferencesUrl: `${publicUrl}/p/${token}` };
}

/** What a link names; undefined for one that is forged or too old. Links of before they were packed are read for as long as they are good. */
export function readLeaveLink(tools: Tools, token: string): LinkedChoice | undefined {
  if (token.includes('.')) return readToken(tools, kind, token) as LinkedChoice | undefined;
  const body = readBytes(tools, kind, token);
  if (!body || body.length <= head || body.readUInt16BE(0) * dayMs <= clock.of({ tools })().getTime()) return undefined;
  const [channel, heardOn] = [places[(body[head - 1] ?? 0) >> 4], places[(body[head - 1] ?? 0) & 15]];
  if (!channel || !heardOn) return undefined;
  const [workspace, person] = [idOfBytes('wsp', body.subarray(2, 18)), idOfBytes('per', body.subarray(18, 34))];
  return { workspace, person, purpose: body.toString('latin1', head), channel, heardOn };
}
