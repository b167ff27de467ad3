// A provider of tokens beside a mail server: it gives one for any code (RFC 6749), and tells the server whose it is while it holds (RFC 7662).
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** `user` is whose each token is; `isRevoked` ends them all before their time. */
export async function startTokens() {
  let token = '';
  const stand = { user: 'support@example.com', isRevoked: false };
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    const form = new URLSearchParams(body);
    const holds = form.get('token') === token && !stand.isRevoked;
    const isAsked = request.url?.startsWith('/introspect') === true;
    if (!isAsked) token = randomBytes(16).toString('hex');
    const answer = isAsked
      ? { active: holds, ...(holds && { username: stand.user }) }
      : { access_token: token, refresh_token: randomBytes(16).toString('hex'), expires_in: 3_600 };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(stand, {
    ...{ port, url: `http://127.0.0.1:${port}`, token: () => token },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  });
}
