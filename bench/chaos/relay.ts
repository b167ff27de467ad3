// The company's relay as a stand-in: a real SMTP server that writes down what it took and when, and can stand still.
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export type Taken = {
  readonly to: string;
  readonly text: string;
  readonly id: string /** When the envelope began, ms. */;
  readonly began: number;
};
export type Relay = { readonly port: number; readonly taken: readonly Taken[]; stall(ms: number): void; close(): Promise<void> };

export async function openRelay(): Promise<Relay> {
  const taken: Taken[] = [];
  let stalledUntil = 0;
  const pause = () => new Promise<void>((resolve) => setTimeout(resolve, Math.max(0, stalledUntil - Date.now())));
  const began = new WeakMap<object, number>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onMailFrom(_address, session, done) {
      began.set(session, Date.now());
      void pause().then(() => done());
    },
    onData(stream, session, done) {
      void simpleParser(stream).then(async (mail) => {
        await pause();
        for (const to of session.envelope.rcptTo)
          taken.push({ to: to.address, text: mail.text ?? '', id: mail.messageId ?? '', began: began.get(session) ?? Date.now() });
        done();
      }, done);
    },
  });
  server.on('error', () => undefined); // a killed sender is what we want
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as { port: number };
  return {
    port,
    taken,
    stall(ms) {
      stalledUntil = Date.now() + ms;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
