// Sends what waits: one at a time, in the order it was written, until each is acknowledged. The client id was kept with the words, so a repeat after a lost answer or a restart makes one message.
import type { Answer, Body } from '@parley/contract';
import { judge, pauseMs } from '../retry.ts';
import type { Message } from '../thread.ts';
import type { Box } from './box.ts';

export type OutboxParts = {
  readonly box: Box;
  /** Whether the chat that is kept is this person's. */
  readonly mayGo: () => boolean;
  readonly send: (body: Body<'addVisitMessage'>) => Promise<Answer<'addVisitMessage'>>;
  /** Waits so many milliseconds, or until somebody says that the network is back. */
  readonly wait: (ms: number) => Promise<void>;
  readonly onSent: (message: Message) => void;
  readonly onChange: () => void;
  readonly onOver: (because: 'erased' | 'unknown') => void;
};
export type Outbox = {
  /** Sends what waits now; harmless when it is already at it. */
  poke(): void;
  stop(): void;
};

export function openOutbox({ box, mayGo, send, wait, onSent, onChange, onOver }: OutboxParts): Outbox {
  let busy = false;
  let again = false;
  let stopped = false;
  const next = () => (mayGo() ? box.kept().waiting.find((each) => each.trouble === undefined) : undefined);

  async function drain(): Promise<void> {
    let failures = 0;
    for (let one = next(); one && !stopped; one = next()) {
      const { clientId, text } = one;
      try {
        const message = await send({ clientId, text });
        if (stopped) return;
        failures = 0;
        onSent(message); // before anything is waited for: another may be logged in then
        await box.change((kept) => ({ ...kept, waiting: kept.waiting.filter((each) => each.clientId !== clientId) }));
      } catch (error) {
        if (stopped) return;
        const verdict = judge(error);
        if (verdict.is === 'over') {
          stopped = true;
          return onOver(verdict.because);
        }
        if (verdict.is === 'refused') {
          const trouble = verdict.code;
          await box.change((kept) => ({
            ...kept,
            waiting: kept.waiting.map((each) => (each.clientId === clientId ? { ...each, trouble } : each)),
          }));
        } else {
          failures = again ? 1 : failures + 1;
          again = false; // somebody came back while it was on its way: that counts as the first failure
          await wait(verdict.afterSeconds === undefined ? pauseMs(failures, Math.random()) : verdict.afterSeconds * 1000);
        }
      }
      onChange();
    }
  }

  return {
    poke() {
      again = true;
      if (busy || stopped) return;
      busy = true;
      void (async () => {
        while (again && !stopped) {
          again = false;
          await drain().catch(() => undefined); // the storage failed: what waits is still there, and the next poke tries again
        }
        busy = false;
      })();
    },
    stop() {
      stopped = true;
    },
  };
}
