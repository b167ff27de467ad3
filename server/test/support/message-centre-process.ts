// A carrier's message centre in a process of its own, built on the server's side of a library that shares no code with us. What happens is told over the parent's
// line; how it behaves is told by it.
import { readFileSync } from 'node:fs';
import { createServer, type Pdu, type Session } from 'smpp';

export type Behaviour = {
  /** What submissions are answered with: statuses one after another, then 0; `never`: no answer at all. */
  statuses?: number[];
  silent?: boolean;
  /** So many submissions are answered, and none that follow. */
  answers?: number;
  /** Receipts are sent before the answer to the submission. */
  receiptFirst?: boolean;
  receipts?: 'words' | 'fields' | 'none';
  /** Answers in hexadecimal, reports in decimal. */
  hexIds?: boolean;
  stat?: string;
};
export type Order =
  | { start: { port: number; tls?: { key: string; cert: string } } }
  | { behave: Behaviour }
  | { deliver: Record<string, unknown> & { hex: string }; ref: number; dieBeforeAnswer?: boolean }
  | { raw: string }
  | { hangUp: true };

let behaviour: Behaviour = {};
let number = 0x4a3b2c10;
const sessions = new Set<Session>();
const tell = (message: Record<string, unknown>): void => void process.send?.(message);

process.on('disconnect', () => process.exit(0));
process.on('message', (order: Order) => {
  if ('start' in order) start(order.start);
  if ('behave' in order) behaviour = order.behave;
  const [session] = [...sessions].reverse();
  if ('hangUp' in order) for (const each of sessions) each.socket.destroy();
  if ('raw' in order) session?.socket.write(Buffer.from(order.raw, 'hex'));
  if ('deliver' in order) {
    const { hex, ...fields } = order.deliver;
    session?.deliver_sm({ ...fields, short_message: Buffer.from(hex, 'hex') }, (answer) => {
      tell({ answered: order.ref, status: answer.command_status });
    });
    if (order.dieBeforeAnswer) session?.socket.destroySoon();
  }
});

function start({ port, tls }: { port: number; tls?: { key: string; cert: string } }): void {
  const options = tls ? { key: readFileSync(tls.key), cert: readFileSync(tls.cert) } : {};
  const server = createServer(options, (session) => {
    session.on('error', () => session.socket.destroy());
    session.on('close', () => {
      if (sessions.delete(session)) tell({ left: sessions.size });
    });
    session.on('enquire_link', (pdu: Pdu) => void (behaviour.silent || session.send(pdu.response())));
    session.on('unbind', (pdu: Pdu) => session.send(pdu.response(), () => session.close()));
    session.on('generic_nack', (pdu: Pdu) => tell({ nack: pdu.command_status }));
    session.on('bind_transceiver', (pdu: Pdu) => {
      const isRight = pdu['system_id'] === 'lantern' && pdu['password'] === 'p4ssword';
      session.send(pdu.response(isRight ? { system_id: 'SMSC' } : { command_status: 0x0e }));
      if (isRight) sessions.add(session);
      tell({ bound: isRight, version: pdu['interface_version'], sessions: sessions.size });
    });
    session.on('submit_sm', (pdu: Pdu) => submitted(session, pdu));
  });
  server.listen(port, '127.0.0.1', () => tell({ listening: (server.address() as { port: number }).port }));
}

function submitted(session: Session, pdu: Pdu): void {
  const { short_message: short, message_payload: payload } = pdu as unknown as Record<
    string,
    { message: unknown; udh?: unknown } | undefined
  >;
  const said = payload?.message ?? short?.message;
  const octets = payload ? 0 : octetsOf(pdu['data_coding'] as number, String(said), short?.udh as Buffer[] | undefined);
  tell({
    submitted: pdu['destination_addr'],
    from: pdu['source_addr'],
    coding: pdu['data_coding'],
    esm: pdu['esm_class'],
    text: said,
    udh: short?.udh,
    octets,
  });
  if (behaviour.silent || behaviour.answers === 0) return;
  if (behaviour.answers !== undefined) behaviour.answers -= 1;
  const status = octets > 140 ? 0x01 : (behaviour.statuses?.shift() ?? 0); // ESME_RINVMSGLEN
  number += 1;
  const id = behaviour.hexIds ? number.toString(16).toUpperCase() : String(number);
  const answer = () =>
    session.send(pdu.response(status === 0 ? { message_id: id } : { command_status: status }), () => tell({ answeredWith: status }));
  const receipt = () => {
    if (status !== 0 || behaviour.receipts === 'none') return;
    const stat = behaviour.stat ?? 'DELIVRD';
    const words = `id:${number} sub:001 dlvrd:001 submit date:2611290700 done date:2611290700 stat:${stat} err:000 text:`;
    const fields = { receipted_message_id: id, message_state: stat === 'DELIVRD' ? 2 : 5 };
    const about = { source_addr: pdu['destination_addr'], destination_addr: pdu['source_addr'], esm_class: 0x04 };
    const parts =
      behaviour.receipts === 'fields' ? { ...about, ...fields, short_message: '' } : { ...about, short_message: Buffer.from(words) };
    session.deliver_sm(parts, (told) => tell({ receiptAnswered: told.command_status }));
  };
  if (behaviour.receiptFirst) {
    receipt();
    setTimeout(answer, 400);
  } else {
    answer();
    receipt();
  }
}

/** Octets that it takes on the air, where there is room for 140: letters of GSM in seven bits, behind a header from the next whole letter on (3GPP TS 23.040, 9.2.3.24). */
function octetsOf(coding: number, text: string, udh: readonly Buffer[] | undefined): number {
  const header = udh && udh.length > 0 ? 1 + udh.reduce((sum, { length }) => sum + length, 0) : 0;
  if (coding !== 0) return header + (coding === 8 ? 2 : 1) * text.length;
  const letters = [...text].reduce((sum, letter) => sum + ('^{}\\[~]|€\f'.includes(letter) ? 2 : 1), 0);
  return Math.ceil(((Math.ceil((header * 8) / 7) + letters) * 7) / 8);
}
