// Emulators of the sandbox, one for each channel that needs it: what one company tries out is never beside what another does, also where both name the same account of a provider.
import { type Tools, tool } from '#kit/tool';

type Emulator = { close(): Promise<void> };

const mostMs = 24 * 3_600_000;

/** A kind of emulators: `open` starts the one of a channel when it is first needed, for a day; `close` ends all, or that of one channel, and with it what it held. */
export function emulatorsOf<E extends Emulator>(name: string) {
  const running = tool<Map<string, Promise<E>>>(name);
  return {
    open(tools: Tools, { key }: { readonly key: string }, start: () => Promise<E>): Promise<E> {
      if (!tools.has(running.name)) running.set(tools, new Map());
      const all = running.of({ tools });
      const known = all.get(key);
      if (known !== undefined) return known;
      const open = start();
      all.set(key, open);
      open.catch(() => void (all.get(key) === open && all.delete(key))); // the next who needs it tries anew
      setTimeout(() => void (all.get(key) === open && this.close(tools, key)), mostMs).unref();
      return open;
    },
    async close(tools: Tools, key?: string): Promise<void> {
      if (!tools.has(running.name)) return;
      const all = running.of({ tools });
      for (const [each, open] of [...all]) {
        if (key !== undefined && each !== key) continue;
        all.delete(each);
        await (await open.catch(() => undefined))?.close();
      }
    },
  };
}
