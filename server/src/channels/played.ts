// Whether what is being taken in was played by whoever stands in the sandbox. Emulators come in by the doors that providers use, with the account's own keys: what tells them apart is a mark
// that never leaves this process, and what is done for such a request, or by a line to an emulator, knows it.
import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import type { Protocol } from '#kit/protocol';
import type { Tools } from '#kit/tool';
import { sandboxStand } from './switch/switch.ts';

const playing = new AsyncLocalStorage<true>();
const header = 'x-parley-played';
const mark = randomBytes(32).toString('base64url');

/** All that this work does, and begins, is played. */
export const asPlayed = <T>(work: () => T): T => playing.run(true, work);

/** Whether what is done now was begun by an emulator, however the switch stands. */
export const bearsMark = (): boolean => playing.getStore() === true;

/** A message that is taken in now was played while the sandbox of the company is on: it proves nothing, and no provider knows it. */
export const isPlayed = async (ctx: Ctx): Promise<boolean> => bearsMark() && (await sandboxStand(ctx)).isOn;

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
