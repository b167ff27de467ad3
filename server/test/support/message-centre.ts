// A carrier's message centre as tests see it: started, told how to behave, killed.
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { eventually } from './house.ts';
import type { Behaviour, Order } from './message-centre-process.ts';

type Told = Readonly<Record<string, unknown>>;
const script = fileURLToPath(new URL('./message-centre-process.ts', import.meta.url));

/** Starts one on this machine; on the same port again after a kill. */
export async function startMessageCentre(port = 0, tls?: { key: string; cert: string }) {
  const told: Told[] = [];
  const child: ChildProcess = fork(script, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  child.on('message', (message: Told) => told.push(message));
  const order = (message: Order): void => void child.send(message);
  order({ start: { port, ...(tls && { tls }) } });
  const find = (what: string) => told.findLast((each) => what in each);
  const listening = await eventually('it listens', async () => find('listening')?.['listening']);
  let ref = 0;
  return {
    port: Number(listening),
    told,
    count: (what: string) => told.filter((each) => what in each).length,
    submitted: () => told.filter((each) => 'submitted' in each),
    behave: (behaviour: Behaviour) => order({ behave: behaviour }),
    raw: (hex: string) => order({ raw: hex }),
    hangUp: () => order({ hangUp: true }),
    /** Hands something in; gives the status with which it was answered. */
    deliver: async (fields: Record<string, unknown> & { hex: string }): Promise<number> => {
      ref += 1;
      const own = ref;
      order({ deliver: fields, ref: own });
      return Number((await eventually('an answer', async () => told.find((each) => each['answered'] === own)))['status']);
    },
    /** Hands something in and hangs up before an answer can come. */
    deliverAndHangUp: (fields: Record<string, unknown> & { hex: string }): void => {
      ref += 1;
      order({ deliver: fields, ref, dieBeforeAnswer: true });
    },
    kill: async (): Promise<void> => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await gone;
    },
  };
}
