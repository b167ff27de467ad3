// Cookies by the names the rooms know them. Over https they are called `__Host-…`: a browser takes those only from this very host, encrypted, for all its paths
// (RFC 6265bis), so that no sister domain can slip somebody a session.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { config } from '#kit/config';
import type { Special } from '#kit/route';
import type { Tools } from '#kit/tool';

const prefix = '__Host-';
const isSecure = (tools: Tools): boolean => config.of({ tools }).publicUrl.startsWith('https:');

/** What the browser sent, without the prefix; over https nothing that lacks it. */
export function cookiesOf(request: FastifyRequest, tools: Tools): Readonly<Record<string, string | undefined>> {
  if (!isSecure(tools)) return request.cookies;
  return Object.fromEntries(
    Object.entries(request.cookies).flatMap(([name, value]) => (name.startsWith(prefix) ? [[name.slice(prefix.length), value]] : [])),
  );
}

export function setCookies(reply: FastifyReply, tools: Tools, cookies: NonNullable<Special['cookies']>): void {
  const secure = isSecure(tools);
  for (const { name, value, maxAgeSeconds: maxAge } of cookies)
    reply.setCookie(secure ? `${prefix}${name}` : name, value, { httpOnly: true, sameSite: 'lax', secure, path: '/', maxAge });
}
