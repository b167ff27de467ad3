// Whether what is being taken in was played by whoever stands in the sandbox. Emulators come in by the doors that providers use, with the account's own keys: what tells them apart is a mark
// that never leaves this process, and what is done for such a request, or by a line to an emulator, knows it.
import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import type { InboxId } from '#kit/ids';
import type { Protocol } from '#kit/protocol';
import type { Tools } from '#kit/tool';
import { accountByInbox } from './store.ts';
import { sandboxStand } from './switch/switch.ts';

const playing = new AsyncLocalStorage<true | undefined>();
const header = 'x-parley-played';
const mark = randomBytes(32).toString('base64url');

/** All that this work does, and begins, is played. */
export const asPlayed = <T>(work: () => T): T => playing.run(true, work);

/** Whether what is done now was begun by an emulator, however the switch stands. */
export const bearsMark = (): boolean => playing.getStore() === true;

/** Work that one message began goes on for others: each is done as it came, whoever woke it. */
export const asItCame = <T>(isPlayed: boolean, work: () => T): T => playing.run(isPlayed || undefined, work);

/**
 * How what is taken in now for this inbox came: from `outside`, `played` while the sandbox of the company is on, which proves nothing and no provider knows, or `over`: played, but only taken in
 * when the switch is off again, so that it would count as the person's own. An account that is a sandbox by itself stays whole.
 */
export async function howItCame(ctx: Ctx, inbox: InboxId): Promise<'outside' | 'played' | 'over'> {
  if (!bearsMark()) return 'outside';
  if ((await sandboxStand(ctx)).isOn) return 'played';
  return (await isPlay(ctx, inbox, false)) ? 'outside' : 'over';
}

/** Whether what passed this inbox was played: with the switch on, or because the account is a sandbox by itself. It ends nothing of whoever was met outside. */
export const isPlay = async (ctx: Ctx, inbox: InboxId, isPlayed: boolean): Promise<boolean> =>
  isPlayed || (await ctx.db.maybe(accountByInbox, [ctx.workspace, inbox]))?.settings['provider'] === 'sandbox';

/** A door that emulators come in by as well. */
export const hearingPlayed = (protocol: Protocol): Protocol => ({
  ...protocol,
  answer: (tools, asked) => (isOurs(asked.header(header)) ? asPlayed(() => protocol.answer(tools, asked)) : protocol.answer(tools, asked)),
});

/** A call of our own door, at the address at which this process listens, wherever our public address leads; with the mark where it does come here. */
export function toOwnDoor<C extends { readonly url: string; readonly headers?: Readonly<Record<string, string>> }>(
  tools: Tools,
  call: C,
): C & { readonly headers: Readonly<Record<string, string>> } {
  const { host, port, tlsCert, publicUrl } = config.of({ tools });
  const name = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : host;
  const here = `${tlsCert === '' ? 'http' : 'https'}://${name}:${port}`;
  const isHere = call.url.startsWith(`${publicUrl}/`);
  return {
    ...call,
    url: isHere ? here + call.url.slice(publicUrl.length) : call.url,
    headers: { ...call.headers, ...(isHere && { [header]: mark }) },
  };
}

function isOurs(given: string | undefined): boolean {
  const [own, other] = [Buffer.from(mark), Buffer.from(given ?? '')];
  return own.length === other.length && timingSafeEqual(own, other);
}
