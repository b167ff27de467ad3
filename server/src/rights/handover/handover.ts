// A person takes their data to another controller (Art. 20): as a file that only that one can open, signed by the company it comes from.
import { createHash } from 'node:crypto';
import { company } from '#access';
import type { Ctx } from '#kit/ctx';
import { newId, type PersonId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { append, signText } from '#ledger';
import { group } from '#people';
import { permitForAll } from '../keeping/gather.ts';
import { fingerprint, type Header, publicKeyIn, sealTo, suiteName } from './envelope.ts';
import { portable, portableZip } from './portable.ts';

/** The sealed file, for the person to pass on. Problem `invalid` for a key that is none. The ledger keeps to which key, never to whom. */
export async function handOver(ctx: Ctx, person: PersonId, to: { receiver: string; key: string }): Promise<Buffer> {
  const key = publicKeyIn(to.key);
  if (!key) throw noKey();
  const people = await group(ctx, person);
  const permit = await permitForAll(ctx, person);
  const zip = await portableZip(await portable(ctx, permit, people), ctx.now);
  const header: Header = {
    format: 'parley-handover@1',
    handover: newId('hov'),
    sender: { name: (await company(ctx)).name, workspace: ctx.workspace },
    receiver: { name: to.receiver.trim(), key: fingerprint(key) },
    day: ctx.now.toISOString().slice(0, 10),
    suite: suiteName,
  };
  const envelope = await sealTo(key, header, zip).catch(() => {
    throw noKey(); // a point with which nothing is secret
  });
  const digest = createHash('sha256').update(envelope.sealed).digest('base64url');
  const signature = await signText(ctx, `parley handover v1\n${header.handover}\n${header.receiver.key}\n${digest}\n`);
  await append(ctx, { kind: 'request.handed-over', subject: people[0], facts: { handover: header.handover, key: header.receiver.key } });
  return Buffer.from(`${JSON.stringify({ ...envelope, signature }, null, 2)}\n`);
}

const noKey = () =>
  new Problem('invalid', { article: '20(2)', fields: [{ path: '/key', message: 'Not a public key for this way of sealing.' }] });
