// The way to a relay beyond this machine, against a real mail server: encrypted with a certificate that holds, or not at all.
import type { AddressInfo } from 'node:net';
import { createTransport } from 'nodemailer';
import { generate } from 'selfsigned';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { config, readConfig } from '#kit/config';
import { list } from '#ledger';
import { openRoom, type TestRoom } from '#test/room';
import { outcomeOf } from './outcome.ts';
import { recordPlainRelay, relayCheck } from './plain-relay.ts';
import { mayBePlain, secrecy } from './relay.ts';

let pair: { cert: string; key: string };
let room: TestRoom;
beforeAll(async () => {
  const made = await generate([{ name: 'commonName', value: 'relay.example.com' }], {
    keyType: 'ec',
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'relay.example.com' }] }],
  });
  pair = { cert: made.cert, key: made.private };
  room = await openRoom('channels');
});
afterAll(() => room.stop());

/** Sends one mail to a server made with `options`, as a relay elsewhere would be spoken to; gives what became of it. */
async function send(options: SMTPServerOptions, isPlainAllowed: boolean, more: object = {}) {
  let taken = '';
  const server = new SMTPServer({
    ...options,
    authOptional: true,
    logger: false,
    onData(stream, session, done) {
      stream.resume().on('end', () => {
        taken = session.secure ? 'encrypted' : 'in the clear';
        done();
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { tls, ...rest } = secrecy(false, isPlainAllowed);
  const { port } = server.server.address() as AddressInfo;
  const transport = createTransport({ host: '127.0.0.1', port, ...rest, tls: { ...tls, servername: 'relay.example.com', ...more } });
  const outcome = await transport.sendMail({ from: 'support@example.com', to: 'ada@example.net', text: 'Hello' }).then(
    () => 'sent',
    (error: unknown) => outcomeOf(error),
  );
  transport.close();
  await new Promise<void>((resolve) => server.close(resolve));
  return { taken, outcome };
}
const refused = { taken: '', outcome: { outcome: 'retry', because: 'relay-without-tls' } };

test('a relay that offers no encryption, or a certificate that nobody vouches for, gets nothing', async () => {
  expect(await send({ disabledCommands: ['STARTTLS'] }, false)).toMatchObject(refused);
  expect(await send({ ...pair }, false)).toMatchObject(refused);
  expect(await send({ ...pair }, false, { ca: [pair.cert], servername: 'other.example.com' })).toMatchObject(refused);
});

test('with a certificate that holds mail goes encrypted', async () => {
  expect(await send({ ...pair }, false, { ca: [pair.cert] })).toEqual({ taken: 'encrypted', outcome: 'sent' });
});

test('the exception lets mail go in the clear where nothing else is offered, and encrypted where it is', async () => {
  expect(await send({ disabledCommands: ['STARTTLS'] }, true)).toEqual({ taken: 'in the clear', outcome: 'sent' });
  expect(await send({ ...pair }, true)).toEqual({ taken: 'encrypted', outcome: 'sent' });
});

test('the exception holds only with a reason and for a relay elsewhere; it is a finding, and the ledger says when it began and ended', async () => {
  const configured = (relay: string, reason: string) => {
    config.set(room.tools, { ...readConfig({}), ...room.settings, smtpRelay: relay, smtpRelayPlainReason: reason });
    return mayBePlain(room.tools);
  };
  const records = () => room.ctx(async (ctx) => (await list(ctx, { kind: 'mail.plain-relay', limit: 9 })).items.map(({ facts }) => facts));
  const check = () => room.ctx((ctx) => relayCheck.run(ctx));
  const elsewhere = 'smtp://relay.example.com:587';
  expect([configured('smtp://127.0.0.1:25', 'old'), configured('smtps://relay.example.com', 'old'), configured(elsewhere, ' ')]).toEqual([
    false,
    false,
    false,
  ]);
  await recordPlainRelay(room.tools);
  expect([await records(), await check()]).toEqual([[], 0]);
  expect(configured(elsewhere, 'the relay in our rack is too old')).toBe(true);
  await recordPlainRelay(room.tools);
  await recordPlainRelay(room.tools);
  expect(relayCheck.id).toBe('email.plain-relay');
  expect(await check()).toBe(1);
  expect(await records()).toEqual([{ allowed: true }]);
  configured(elsewhere, '');
  await recordPlainRelay(room.tools);
  expect(await records()).toEqual([{ allowed: false }, { allowed: true }]);
});
