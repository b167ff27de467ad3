// What the tests use of the message centre's side of the library, which has no types of its own.
declare module 'smpp' {
  import type { EventEmitter } from 'node:events';
  import type { Server, Socket } from 'node:net';

  export type Pdu = {
    command: string;
    command_status: number;
    sequence_number: number;
    response(options?: Record<string, unknown>): Pdu;
    [field: string]: unknown;
  };
  export type Session = EventEmitter & {
    socket: Socket;
    send(pdu: Pdu, sent?: () => void): boolean;
    deliver_sm(options: Record<string, unknown>, answered?: (pdu: Pdu) => void): boolean;
    enquire_link(options: Record<string, unknown>, answered?: (pdu: Pdu) => void): boolean;
    close(): void;
  };
  export function createServer(options: Record<string, unknown>, listener: (session: Session) => void): Server;
}
