// What browsers load: the console at /, the widget's script, the customers' privacy centre, the pages of stores, and the demo shop when asked for.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import statics from '@fastify/static';
import { type CentreOptions, type From, mountCentre, mountStores, shopPage } from '@parley/centre';
import { kioskRoutes, personRoutes, publicRoutes, storePublicRoutes } from '@parley/contract/routes';
import { createClient } from '@parley/sdk';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { renderSVG } from 'uqr';
import { config } from '#kit/config';
import { Problem } from '#kit/problem';
import { type Tools, tool } from '#kit/tool';

const root = path.join(import.meta.dirname, '../../..');
const consoleFolder = path.join(root, 'console/dist');
const widgetFolder = path.join(root, 'widget/dist');
const consolePolicy =
  "default-src 'self'; img-src 'self' data: blob:; style-src 'self'; frame-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";

/** Public key of the widget that the demo shop carries; set only by --demo. */
export const demoWidget = tool<{ key: string }>('demo.widget');

export async function mountPages(app: FastifyInstance, tools: Tools): Promise<void> {
  const { publicUrl } = config.of({ tools });
  await app.register((centre, _options, done) => {
    const options: CentreOptions = {
      client: (token, from) =>
        createClient({
          routes: { ...publicRoutes, ...personRoutes, ...storePublicRoutes, ...kioskRoutes },
          baseUrl: '',
          fetch: inProcess(app, from),
          token: () => token ?? '',
        }),
      publicUrl,
      qr: (text) => renderSVG(text, { ecc: 'M', border: 1 }),
      secureCookies: publicUrl.startsWith('https:'),
    };
    mountCentre(centre, options);
    mountStores(centre, options);
    done();
  });
  app.get('/widget.js', (_request, reply) => sendWidget(reply, 'widget.js', 'text/javascript; charset=utf-8'));
  app.get('/widget/push.js', (_request, reply) => sendWidget(reply, 'push.js', 'text/javascript; charset=utf-8'));
  app.get('/parley-sw.js', (_request, reply) => sendWidget(reply, 'parley-sw.js', 'text/javascript; charset=utf-8'));
  for (const language of ['de', 'fr', 'es'])
    app.get(`/widget/words-${language}.json`, (_request, reply) => sendWidget(reply, `words-${language}.json`, 'application/json'));
  app.get('/demo', (_request, reply) => {
    if (!tools.has(demoWidget.name)) throw new Problem('not-found');
    // a page of somebody else, as far as the widget is concerned: it carries scripts of its own
    const headers = { 'content-security-policy': "object-src 'none'; base-uri 'none'; frame-ancestors 'none'" };
    return reply
      .headers(headers)
      .type('text/html; charset=utf-8')
      .send(shopPage({ widgetKey: demoWidget.of({ tools }).key, origin: publicUrl }));
  });
  if (!existsSync(consoleFolder)) return;
  await app.register(statics, {
    root: path.join(consoleFolder, 'assets'),
    prefix: '/assets/',
    index: false,
    immutable: true,
    maxAge: '365d',
  });
  const page = (reply: FastifyReply) =>
    reply
      .headers({ 'content-security-policy': consolePolicy, 'cache-control': 'no-cache' })
      .type('text/html; charset=utf-8')
      .send(readFileSync(path.join(consoleFolder, 'index.html')));
  app.get('/', (_request, reply) => page(reply));
  app.get('/*', (request, reply) => {
    if (request.url.startsWith('/v1/') || !String(request.headers.accept ?? '').includes('text/html')) throw new Problem('not-found');
    return page(reply);
  });
}

/** A file of the widget, for pages of any origin. */
function sendWidget(reply: FastifyReply, name: string, type: string): FastifyReply {
  const file = path.join(widgetFolder, name);
  if (!existsSync(file)) throw new Problem('not-ready', { detail: 'The widget is not built: npm run build' });
  const headers = {
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
    'cache-control': 'public, max-age=300',
  };
  return reply.headers(headers).type(type).send(readFileSync(file));
}

/** The centre talks to the API as everybody does, only without a socket; what it reads comes as it is made, so that a large file lies nowhere as a whole. */
function inProcess(app: FastifyInstance, from: From): (url: string, init: RequestInit) => Promise<Response> {
  return async (url, init) => {
    const answer = await app.inject({
      method: (init.method ?? 'GET') as 'GET',
      url,
      remoteAddress: from.ip, // whose browser it is: the bounds on guessing and the proof of a consent are about them
      headers: { ...(init.headers as Record<string, string>), 'user-agent': from.userAgent, ...(from.signal && { 'sec-gpc': '1' }) },
      ...(init.body !== undefined && init.body !== null && { payload: init.body as string }),
      payloadAsStream: true,
    });
    const stream = answer.stream();
    stream.once('close', () => !stream.readableEnded && answer.raw.res.destroy()); // whoever read it went away: what makes it is to stop
    return new Response(answer.statusCode === 204 ? null : (Readable.toWeb(stream) as ReadableStream), {
      status: answer.statusCode,
      headers: Object.entries(answer.headers).map(([name, value]): [string, string] => [name, String(value)]),
    });
  };
}
