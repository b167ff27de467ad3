import { publicRoutes, staffRoutes, visitorRoutes } from '@parley/contract/routes';
import { describe, expect, it } from 'vitest';
import { parse } from './events.ts';
import { ConnectionLost, createClient, ProblemError } from './sdk.ts';

const seen: { url: string; init: RequestInit }[] = [];
const answering = (answer: () => Response) => async (url: string, init: RequestInit) => {
  seen.push({ url, init });
  return answer();
};

describe('the client', () => {
  it('fills in path and query, and sends the token', async () => {
    const client = createClient({
      routes: staffRoutes,
      baseUrl: 'http://x',
      token: () => 't',
      fetch: answering(() => Response.json({ items: [], earlier: false })),
    });
    await client.call('listMessages', { params: { conversation: 'cnv_a/b' }, query: { after: 3 } });
    expect(seen.at(-1)?.url).toBe('http://x/v1/conversations/cnv_a%2Fb/messages?after=3');
    expect(seen.at(-1)?.init.headers).toMatchObject({ authorization: 'Bearer t' });
  });

  it('throws a problem with code, reason and article', async () => {
    const body = { type: 'urn:parley:problem:gate-refused', title: 'no', status: 403, because: 'consent-missing', article: '6(1)(a)' };
    const client = createClient({
      routes: publicRoutes,
      baseUrl: '',
      fetch: answering(() => Response.json(body, { status: 403, headers: { 'retry-after': '7' } })),
    });
    const error = await client.call('health').catch((problem: unknown) => problem);
    expect(error).toBeInstanceOf(ProblemError);
    expect(error).toMatchObject({ code: 'gate-refused', status: 403, retryAfterSeconds: 7, problem: body });
  });

  it('tells a lost connection from a refusal', async () => {
    const client = createClient({ routes: publicRoutes, baseUrl: '', fetch: () => Promise.reject(new TypeError('fetch failed')) });
    await expect(client.call('health')).rejects.toBeInstanceOf(ConnectionLost);
  });

  it('goes on listening after the last event when the line breaks', async () => {
    const stop = new AbortController();
    const heard: unknown[] = [];
    let connections = 0;
    const stream = () => {
      connections += 1;
      return new Response(`: beat\n\nid: ${connections}\nevent: message\ndata: {"n":${connections}}\n\n`, {
        headers: { 'content-type': 'text/event-stream' },
      });
    };
    const client = createClient({ routes: visitorRoutes, baseUrl: '', token: () => 't', fetch: answering(stream) });
    client.events('visitEvents', {
      signal: stop.signal,
      onEvent: (event) => {
        heard.push(event.data);
        if (heard.length === 2) stop.abort();
      },
    });
    await new Promise((resolve) => stop.signal.addEventListener('abort', resolve));
    expect(heard).toEqual([{ n: 1 }, { n: 2 }]);
    expect(seen.at(-1)?.init.headers).toMatchObject({ 'last-event-id': '1' });
  });

  it('reads blocks of an event stream and survives broken ones', () => {
    expect(parse('id: 4\nevent: x\ndata: {"a":\ndata: 1}')).toEqual({ id: '4', event: 'x', data: { a: 1 } });
    expect(parse(': beat')).toBeUndefined();
    expect(parse('data: {broken')).toBeUndefined();
  });
});
