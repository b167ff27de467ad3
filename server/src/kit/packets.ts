// How statements travel to PostgreSQL: those of one turn together.
import type { Writable } from 'node:stream';
import type pg from 'pg';

const gathering = new WeakSet<object>();

/** What is sent in one turn travels together: fewer system calls, and the database wakes up once. */
export function inOnePacket(client: pg.PoolClient): void {
  const stream = streamOf(client);
  if (gathering.has(stream)) return;
  gathering.add(stream);
  stream.cork();
  process.nextTick(() => {
    gathering.delete(stream);
    stream.uncork();
  });
}

export const streamOf = (client: pg.PoolClient) => (client as unknown as { connection: { stream: Writable } }).connection.stream;

/** A message of the protocol is a chunk of its own, and a list of fifty small chunks costs the kernel more than one buffer. */
export function asOneBuffer(stream: Writable): void {
  stream._writev = (chunks, done) => stream._write(Buffer.concat(chunks.map(({ chunk }) => chunk)), 'buffer' as BufferEncoding, done);
}

/** Lets what was gathered go now rather than at the end of this turn. */
export function atOnce(client: pg.PoolClient): void {
  const stream = streamOf(client);
  if (gathering.delete(stream)) stream.uncork();
}
