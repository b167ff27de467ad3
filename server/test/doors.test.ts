// The doors as the network sees them: cookies that only this host can set, and lines that are cut when nothing comes over them.
import net from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHouse } from '#test/house';

let house: Awaited<ReturnType<typeof openHouse>>;
let port = 0;
beforeAll(async () => {
  house = await openHouse({ environment: { PARLEY_URL: 'https://talk.example.com', PORT: '0', PARLEY_BODY_SECONDS: '12' } });
  port = house.port;
});
afterAll(() => house.stop());

const at = (path: string) => `http://127.0.0.1:${port}${path}`;

describe('the session cookie over https', () => {
  it('can be set by this host alone, and counts only by that name', async () => {
    const answer = await fetch(at('/v1/sessions'), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: house.admin.email, password: house.admin.password }),
    });
    const cookie = answer.headers.getSetCookie()[0] ?? '';
    expect(cookie).toMatch(/^__Host-parley_session=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    const [pair = ''] = cookie.split(';');
    const me = async (sent: string) => (await fetch(at('/v1/me'), { headers: { cookie: sent } })).status;
    expect([await me(pair), await me(pair.replace('__Host-', ''))]).toEqual([200, 401]);
    const out = await fetch(at('/v1/session'), { method: 'DELETE', headers: { cookie: pair } });
    expect(out.headers.getSetCookie()[0]).toMatch(/^__Host-parley_session=; Max-Age=0; Path=\/;/);
    expect(await me(pair)).toBe(401);
  });
});

describe('whatever is answered', () => {
  it.each(['/health', '/ready', '/nowhere', '/v1/nowhere', '/v1/me', '/scim/v2/Users', '/v1/openapi.json', '/%zz', '/demo'])(
    'by %s may do nothing where a browser opens it, is in no frame, and comes by https alone from then on',
    async (path) => {
      const { headers } = await fetch(at(path));
      expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'");
      expect(headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains');
      expect([headers.get('cross-origin-opener-policy'), headers.get('cross-origin-resource-policy')]).toEqual([
        'same-origin',
        'same-origin',
      ]);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    },
  );
});

describe('a line that trickles', () => {
  const slowly = async (start: string, drop: string) => {
    const began = performance.now();
    const socket = net.connect(port, '127.0.0.1');
    socket.write(start);
    const drip = setInterval(() => socket.write(drop), 500);
    socket.on('error', () => undefined);
    let said = '';
    socket.on('data', (bytes) => {
      said += String(bytes);
    });
    await new Promise((resolve) => socket.once('close', resolve));
    clearInterval(drip);
    return { said, seconds: (performance.now() - began) / 1000 };
  };
  const host = 'HTTP/1.1\r\nhost: talk.example.com\r\n';

  it.concurrent('is cut when the head of a request does not end within ten seconds', async () => {
    const { said, seconds } = await slowly(`GET /health ${host}`, 'x-more: 1\r\n');
    expect(said).toMatch(/^HTTP\/1\.1 408 /);
    expect(seconds).toBeGreaterThan(9);
  }, 40_000);

  it.concurrent('is cut when its body does not end in time, though its head said how long it is', async () => {
    const head = `${host}content-type: application/json\r\ncontent-length: 500\r\n\r\n`;
    const { said, seconds } = await slowly(`POST /v1/sessions ${head}{"email":"`, 'a');
    expect(said).toMatch(/^HTTP\/1\.1 408 /);
    expect(seconds).toBeGreaterThan(11);
  }, 40_000);
});
