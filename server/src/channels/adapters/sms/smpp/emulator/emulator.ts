// The sandbox of SMPP: a message centre within this process, at a port of its own on this machine. It speaks the server's side of the protocol (SMPP 3.4) with the codec of the client,
// whose own tests hold that against another implementation. What is "sent" stays in memory; receipts come late, failed or twice as it is told.
import { randomInt } from 'node:crypto';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import type { Behaviour } from '../../twilio/emulator/state.ts';
import { decodeText, encodeText } from '../letters.ts';
import { answerTo, commands, cutter, encode, isAnswer, type Pdu, readShort, shortBody } from '../pdu.ts';

export type Kept = {
  id: string;
  at: Date;
  direction: 'in' | 'out';
  from: string;
  to: string;
  text: string;
  status: string;
  errorCode: number | null;
};
export type Centre = {
  readonly port: number;
  readonly messages: Kept[];
  readonly behaviour: Behaviour;
  /** Somebody writes; whoever is bound is handed it. False while nobody is. */
  write(said: { from: string; to: string; text: string }): boolean;
  close(): Promise<void>;
};

const most = 100;
const mostMs = 24 * 3_600_000;
/** Below it, the status with which a submission is answered; from it on, how its receipt ends. */
const byReceipt = 1_000;
const ends: Readonly<Record<number, string>> = { 1001: 'UNDELIV', 1002: 'EXPIRED', 1003: 'REJECTD' };

/** Starts one on a free port of this machine. */
export async function startCentre(now: () => Date): Promise<Centre> {
  const messages: Kept[] = [];
  const behaviour: Behaviour = { failWith: null, delayMs: 0, repeat: 1 };
  const bound = new Set<Socket>();
  const timers = new Set<NodeJS.Timeout>();
  // ids of a later day are others, and those of another node
  let [number, sequence] = [Math.floor(now().getTime() / 1000) * 1_000_000 + randomInt(1_000_000), 0];
  const keep = (kept: Omit<Kept, 'id' | 'at'>): Kept => {
    number += 1;
    const made = { ...kept, id: String(number).padStart(10, '0'), at: now() };
    const fresh = [...messages, made].filter(({ at }) => now().getTime() - at.getTime() < mostMs).slice(-most);
    messages.splice(0, messages.length, ...fresh);
    return made;
  };
  const ask = (socket: Socket, command: number, body: Buffer): void => {
    sequence += 1;
    if (socket.writable) socket.write(encode({ command, status: 0, sequence, body }));
  };
  const hand = (from: string, to: string, esmClass: number, message: Buffer, coding: number): boolean => {
    const [socket] = [...bound].slice(-1);
    if (!socket) return false;
    const plain = (value: string) => ({ ton: 1, npi: 1, value: value.replace(/^\+/, '') });
    ask(
      socket,
      commands.deliver,
      shortBody({ from: plain(from), to: plain(to), esmClass, coding, registered: 0, message, fields: new Map() }),
    );
    return true;
  };
  const tellLater = (kept: Kept): void => {
    const stat = ends[kept.errorCode ?? 0] ?? 'DELIVRD';
    const timer = setTimeout(() => {
      timers.delete(timer);
      kept.status = stat === 'DELIVRD' ? 'delivered' : 'failed';
      const words = Buffer.from(`id:${kept.id} sub:001 dlvrd:001 stat:${stat} err:000 text:`);
      for (let time = 0; time < behaviour.repeat; time += 1) hand(kept.to, kept.from, 0x04, words, 0);
    }, behaviour.delayMs);
    timers.add(timer);
  };
  const submitted = (pdu: Pdu): Pick<Pdu, 'status' | 'body'> => {
    const short = readShort(pdu.body);
    if (!short) return { status: 0x02, body: Buffer.alloc(0) }; // ESME_RINVCMDLEN
    const { failWith } = behaviour;
    if (failWith !== null && failWith < byReceipt) return { status: failWith, body: Buffer.alloc(0) };
    const header = (short.esmClass & 0x40) === 0 ? 0 : (short.message[0] ?? 0) + 1;
    const text = decodeText(short.message.subarray(header), short.coding, 'gsm') ?? '';
    const plus = ({ ton, value }: { ton: number; value: string }) => (ton === 1 ? `+${value}` : value);
    const kept = keep({ direction: 'out', from: plus(short.from), to: plus(short.to), text, status: 'sent', errorCode: failWith });
    tellLater(kept);
    return { status: 0, body: Buffer.from(`${kept.id}\0`) };
  };
  const answer = (socket: Socket, pdu: Pdu): void => {
    if (isAnswer(pdu.command)) return;
    const { status, body } =
      pdu.command === commands.submit
        ? submitted(pdu)
        : { status: 0, body: pdu.command === commands.bindTransceiver ? Buffer.from('sandbox\0') : Buffer.alloc(0) };
    if (pdu.command === commands.bindTransceiver) bound.add(socket);
    if (socket.writable) socket.write(encode({ command: answerTo(pdu.command), status, sequence: pdu.sequence, body }));
    if (pdu.command === commands.unbind) socket.end();
  };
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    const cut = cutter();
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      sockets.delete(socket);
      bound.delete(socket);
    });
    socket.on('data', (bytes: Buffer) => {
      for (const pdu of cut(bytes)) if (pdu) answer(socket, pdu);
    });
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  return {
    ...{ port: (server.address() as AddressInfo).port, messages, behaviour },
    write: ({ from, to, text }) => {
      keep({ direction: 'in', from, to, text, status: 'received', errorCode: null });
      const { coding, parts } = encodeText(text.slice(0, 70), 'gsm');
      for (let time = 0; time < behaviour.repeat; time += 1) if (!hand(from, to, 0, Buffer.concat(parts), coding)) return false;
      return true;
    },
    close: async () => {
      for (const timer of timers) clearTimeout(timer);
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
