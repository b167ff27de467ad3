// One session with a message centre, bound as a transceiver (SMPP 3.4, 2.2): our requests by window and number, theirs one after another for each sender, a beat that
// finds a line that is open at one end only. It ends once, and says to everybody who still waits that nobody knows. What they say is read at all times: an answer of theirs
// never waits behind their messages.
import net from 'node:net';
import tls from 'node:tls';
import { statuses } from './errors.ts';
import { type Gate, gateOf } from './gate.ts';
import { answerTo, bindBody, commands, cutter, encode, isAnswer, type Pdu, readShort, type Short } from './pdu.ts';
import { isReceipt } from './receipt.ts';

export type Wire = {
  readonly host: string;
  readonly port: number;
  /** What was looked at and found allowed. */
  readonly address: string;
  readonly tls: boolean;
  readonly systemId: string;
  readonly password: string;
  readonly systemType: string;
};
export type Patience = { readonly answerMs: number; readonly beatMs: number };
/** `undefined`: it was written, and no answer came; nobody knows. */
export type Answer = { readonly status: number; readonly body: Buffer } | undefined;
export type Session = {
  /** `unsent`: nothing was written, for the session is over or about to be. */
  submit(body: Buffer): Promise<Answer | 'unsent'>;
  /** Whether the other end answers a beat now. */
  beat(): Promise<boolean>;
  /** Takes leave (unbind) and hangs up. */
  leave(): Promise<void>;
  readonly ended: Promise<void>;
  /** When the other end was last heard, in milliseconds of `performance.now`. */
  heardAt(): number;
};
/** Stores what was handed in; what it throws is handed in again later. `place` is a number of ours, each once within the session. */
export type Take = (short: Short, place: number) => Promise<void>;

/** What they hand in at a time; what is beyond is to come again later. Receipts wait for what they are about, and nothing waits for them. */
const lanes = { words: { most: 500, atOnce: 50 }, receipts: { most: 300, atOnce: 300 } } as const;
export const usualPatience: Patience = { answerMs: 10_000, beatMs: 30_000 };

/** Connects and binds; the status of a bind that was refused, or undefined when nobody answered as a message centre does. */
export async function openSession(wire: Wire, take: Take, patience = usualPatience): Promise<Session | { refused: number } | undefined> {
  const socket = wire.tls
    ? tls.connect({ host: wire.address, port: wire.port, ...(net.isIP(wire.host) === 0 && { servername: wire.host }) })
    : net.connect({ host: wire.address, port: wire.port });
  socket.setNoDelay(true);
  const line = openLine(socket, take, patience);
  const isOpen = await within(
    patience.answerMs,
    new Promise<true>((resolve) => socket.once(wire.tls ? 'secureConnect' : 'connect', () => resolve(true))),
    line.ended,
  );
  const answer = isOpen ? await line.ask(commands.bindTransceiver, bindBody(wire)) : undefined;
  const status = typeof answer === 'object' ? answer.status : undefined;
  if (status === statuses.ok) return line.bound();
  socket.destroy();
  await line.ended;
  return status === undefined ? undefined : { refused: status };
}

function openLine(socket: net.Socket, take: Take, { answerMs, beatMs }: Patience) {
  const waiting = new Map<number, (answer: Answer) => void>();
  const chains = new Map<string, Promise<void>>();
  const cut = cutter();
  const [words, receipts] = [laneOf(lanes.words), laneOf(lanes.receipts)];
  let [sequence, places, heardAt] = [0, 0, performance.now()];
  let [isBound, isLeaving] = [false, false];
  let beating: NodeJS.Timeout | undefined;
  const over = Promise.withResolvers<void>();
  const send = (pdu: Pdu): void => void (socket.writable && socket.write(encode(pdu)));

  const ask = (command: number, body: Buffer): Promise<Answer | 'unsent'> =>
    new Promise((resolve) => {
      if (!socket.writable) {
        resolve('unsent');
        return;
      }
      sequence = sequence >= 0x7fffffff ? 1 : sequence + 1;
      const own = sequence;
      const timer = setTimeout(() => waiting.get(own)?.(undefined), answerMs);
      waiting.set(own, (answer) => {
        clearTimeout(timer);
        waiting.delete(own);
        resolve(answer);
      });
      send({ command, status: 0, sequence: own, body });
    });

  const handedIn = (pdu: Pdu): void => {
    const short = readShort(pdu.body);
    const answer = (status: number) =>
      send({ command: answerTo(commands.deliver), status, sequence: pdu.sequence, body: Buffer.from([0]) });
    const lane = short && isReceipt(short) ? receipts : words;
    if (!isBound || !short || lane.under >= lane.most) {
      answer(!isBound ? statuses.notBound : short ? statuses.temporary : statuses.invalidLength);
      return;
    }
    lane.under += 1;
    places += 1;
    const place = places;
    const chain = lane === words ? short.from.value : `receipt ${place}`;
    const before = chains.get(chain) ?? Promise.resolve();
    const work: Promise<void> = before
      .then(() => lane.gate(() => take(short, place)))
      // only now is it durable: until then they must think that it was not taken
      .then(
        () => answer(statuses.ok),
        () => answer(statuses.temporary),
      )
      .finally(() => {
        lane.under -= 1;
        if (chains.get(chain) === work) chains.delete(chain);
      });
    chains.set(chain, work);
  };

  const hear = (pdu: Pdu): void => {
    const { command, sequence: their } = pdu;
    const isKnown = command === commands.enquire || command === commands.unbind;
    // with this they may hand in, and what they kept for us often stands right behind it
    if (command === answerTo(commands.bindTransceiver) && pdu.status === statuses.ok && waiting.has(their)) isBound = true;
    if (isAnswer(command)) waiting.get(their)?.({ status: pdu.status, body: pdu.body });
    else if (command === commands.deliver) handedIn(pdu);
    else if (isKnown) send({ command: answerTo(command), status: 0, sequence: their, body: Buffer.alloc(0) });
    else send({ command: commands.genericNack, status: statuses.invalidCommand, sequence: their, body: Buffer.alloc(0) });
    if (command === commands.unbind) socket.end();
  };

  socket.on('data', (bytes: Buffer) => {
    heardAt = performance.now();
    for (const pdu of cut(bytes)) {
      if (pdu) hear(pdu);
      else {
        send({ command: commands.genericNack, status: statuses.invalidLength, sequence: 0, body: Buffer.alloc(0) });
        socket.destroy(); // where a unit begins nobody knows any more
        return;
      }
    }
  });
  socket.on('error', () => socket.destroy());
  socket.on('end', () => socket.destroy());
  socket.on('close', () => {
    clearInterval(beating);
    for (const tell of [...waiting.values()]) tell(undefined);
    void Promise.allSettled(chains.values()).then(() => over.resolve());
  });

  const beat = async (): Promise<boolean> => typeof (await ask(commands.enquire, Buffer.alloc(0))) === 'object';
  const bound = (): Session => {
    beating = setInterval(() => {
      if (performance.now() - heardAt < beatMs) return;
      void beat().then((isThere) => void (isThere || socket.destroy()));
    }, beatMs / 2);
    beating.unref();
    return {
      submit: async (body) => (isLeaving ? 'unsent' : ask(commands.submit, body)),
      beat,
      leave: async () => {
        isLeaving = true;
        await Promise.race([ask(commands.unbind, Buffer.alloc(0)), over.promise]);
        socket.destroy();
        await over.promise;
      },
      ended: over.promise,
      heardAt: () => heardAt,
    };
  };
  return { ask, bound, ended: over.promise };
}

type Lane = { readonly most: number; readonly gate: Gate; under: number };
const laneOf = ({ most, atOnce }: { most: number; atOnce: number }): Lane => ({ most, gate: gateOf(atOnce), under: 0 });

/** What comes in time and before the end; undefined otherwise. */
async function within<T>(ms: number, work: Promise<T>, end: Promise<void>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, ms, undefined);
  });
  try {
    return await Promise.race([work, late, end.then(() => undefined)]);
  } finally {
    clearTimeout(timer);
  }
}
