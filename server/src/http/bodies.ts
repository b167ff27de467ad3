// How much of what is being sent lies in memory at a time. A large body is announced before it is read: it is let in when there is room, else its sender is told to
// come again.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '#kit/problem';
import type { Line } from './turns.ts';

const small = 16 * 1024; // bytes; what is smaller is bounded by the number of requests
const most = { ofLine: 64 * 1024 * 1024, ofStrangers: 64 * 1024 * 1024, ofCompanies: 256 * 1024 * 1024 };

export function openBodies(): {
  /** Holds room until the answer has left or the line is cut. Problem `too-many`. */ admit(
    request: FastifyRequest,
    reply: FastifyReply,
    line: Line,
    bodyLimit: number,
  ): void;
} {
  const held = new Map<string, number>();
  const add = (name: string, bytes: number): void => {
    const now = (held.get(name) ?? 0) + bytes;
    if (now > 0) held.set(name, now);
    else held.delete(name);
  };
  return {
    admit: ({ headers }, reply, { name, isCompany }, bodyLimit) => {
      const bytes = Math.min(bodyLimit, headers['transfer-encoding'] === undefined ? Number(headers['content-length'] ?? 0) : bodyLimit);
      if (!(bytes > small)) return;
      const kind = isCompany ? 'companies' : 'strangers'; // no line is called so: theirs begin with an id's prefix, "key ", "address " or "hook"
      const [ofLine, ofKind] = [held.get(name) ?? 0, held.get(kind) ?? 0];
      const isTooMuch =
        (ofLine > 0 && ofLine + bytes > most.ofLine) || (ofKind > 0 && ofKind + bytes > (isCompany ? most.ofCompanies : most.ofStrangers));
      if (isTooMuch) throw new Problem('too-many', { retryAfterSeconds: 1 });
      for (const each of [name, kind]) add(each, bytes);
      let isHeld = true;
      const letGo = () => {
        if (isHeld) for (const each of [name, kind]) add(each, -bytes);
        isHeld = false;
      };
      reply.raw.once('close', letGo).once('finish', letGo);
    },
  };
}
