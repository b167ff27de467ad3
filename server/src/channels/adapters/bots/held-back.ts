// What an emulator that tells nothing of what was sent holds back instead: what somebody writes is handed in in its time, or never where the emulator closes before.
export type HeldBack = ReturnType<typeof holdingBack>;

/** `later` does something after so many milliseconds, and is over when it was done where there are none; `stop` lets go of all that waits. */
export function holdingBack() {
  const timers = new Set<NodeJS.Timeout>();
  return {
    later: async (ms: number, work: () => Promise<unknown>): Promise<void> => {
      if (ms === 0) {
        await work();
        return;
      }
      const timer = setTimeout(() => {
        timers.delete(timer);
        void work().catch(() => undefined);
      }, ms).unref();
      timers.add(timer);
    },
    stop: (): void => {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}
