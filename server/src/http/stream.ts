// Server-Sent Events: a beat every 15 s keeps proxies from cutting the line, a slow reader is cut rather than buffered without end.
import type { FastifyReply } from 'fastify';
import type { Special } from '#kit/route';
import type { Tools } from '#kit/tool';
import { join, mostBufferedBytes, written } from './hub.ts';

const beatMs = 15_000;

export function openStream(
  reply: FastifyReply,
  tools: Tools,
  { stream: start, sharedAs }: Pick<Special, 'sharedAs'> & { stream: NonNullable<Special['stream']> },
): FastifyReply {
  const raw = reply.raw;
  reply.hijack();
  if (raw.destroyed) return reply; // a line that has closed is not heard to close again: nothing may be begun that its end is to stop
  raw.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  raw.write('retry: 1000\n\n');
  const stop = sharedAs === undefined ? start((event) => write(written(event))) : join(tools, sharedAs, raw, start);
  const beat = setInterval(() => write(': beat\n\n'), beatMs);
  raw.on('close', () => {
    clearInterval(beat);
    stop();
  });
  function write(text: string): void {
    if (raw.writableLength > mostBufferedBytes) raw.destroy();
    else raw.write(text);
  }
  return reply;
}
