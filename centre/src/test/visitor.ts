// A browser without JavaScript, as small as it can be: mounts the real pages, follows links and submits forms out of their HTML, keeps cookies, and
// counts requests and presses.
import { mountCentre } from '../centre.ts';
import type { Host } from '../host.ts';
import type { ApiClient, CentreOptions } from '../request.ts';

type Handler = Parameters<Parameters<typeof mountCentre>[0]['route']>[0]['handler'];
type Mounted = { readonly method: string; readonly pattern: RegExp; readonly handler: Handler };
export type Seen = { readonly url: string; readonly status: number; readonly text: string };
export type Press = { readonly kind: 'link' | 'button'; readonly label: string; readonly to: string; readonly form?: URLSearchParams };
export type Visitor = {
  open(url: string): Promise<Seen>;
  press(press: Press): Promise<Seen>;
  readonly count: { requests: number; presses: number };
};

type Mount = (host: Host, options: CentreOptions) => void;
type Visiting = { readonly mount: Mount; readonly cookies: Readonly<Record<string, string>> };

/** A visitor of the centre, or of what is mounted instead, over this API; `change` alters pages on their way, to plant a violation. */
export function visitor(
  api: ApiClient,
  change: (text: string, url: string) => string = (text) => text,
  { mount, cookies: had }: Visiting = { mount: mountCentre, cookies: {} },
): Visitor {
  const mounted: Mounted[] = [];
  const route = ({ method, url, handler }: { method: string; url: string; handler: Handler }) => {
    const pattern = new RegExp(`^${url.replace(/\/:(\w+)/g, '/(?<$1>[^/]+)').replace('*', '.*')}$`);
    mounted.push({ method, pattern, handler });
  };
  mount({ route }, { client: () => api, publicUrl: 'https://talk.example.com', secureCookies: true, qr: () => '<svg></svg>' });
  const ways = mounted.sort((one, other) => rank(one) - rank(other));
  const count = { requests: 0, presses: 0 };
  const cookies = new Map(Object.entries(had));
  const send = async (method: string, url: string, body: Record<string, string> = {}): Promise<Seen> => {
    count.requests += 1;
    const { pathname, searchParams } = new URL(url, 'https://talk.example.com');
    const way = ways.find((one) => one.method === method && one.pattern.test(pathname));
    if (!way) throw new Error(`no page: ${method} ${pathname}`);
    const cookie = [...cookies].map((each) => each.join('=')).join('; ');
    const headers = { cookie, 'sec-fetch-site': 'same-origin' };
    const params = { ...way.pattern.exec(pathname)?.groups };
    const got: { status: number; headers: Record<string, string>; body: unknown } = { status: 0, headers: {}, body: '' };
    const reply = {
      code: (status: number) => Object.assign(got, { status }) && reply,
      headers: (values: Record<string, string>) => Object.assign(got, { headers: values }) && reply,
      send: (text: unknown) => Object.assign(got, { body: text }),
    };
    await way.handler({ method, url, ip: '192.0.2.1', headers, params, query: Object.fromEntries(searchParams), body }, reply);
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(got.headers['set-cookie'] ?? '') ?? [];
    if (name && value) cookies.set(name, value);
    else if (name) cookies.delete(name);
    if (got.status === 303) return send('GET', got.headers['location'] ?? '');
    return { url, status: got.status, text: change(String(got.body), url) };
  };
  return {
    count,
    open: (url) => send('GET', url),
    press: ({ to, form }) => {
      count.presses += 1;
      return form ? send('POST', to, Object.fromEntries(form)) : send('GET', to);
    },
  };
}

/** Everything on a page that can be pressed and stays within the centre, in order. A form counts once for each of its buttons. */
export function presses({ text }: Seen): Press[] {
  const links = [...text.matchAll(/<a\b([^>]*)>(.*?)<\/a>/gs)].map(
    ([, traits = '', label = '']): Press => ({ kind: 'link', label: plain(label), to: trait(traits, 'href').split('#')[0] ?? '' }),
  );
  const buttons = [...text.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)].flatMap(([, traits = '', inner = '']) =>
    [...inner.matchAll(/<button\b([^>]*)>(.*?)<\/button>/gs)].map(([, own = '', label = '']): Press => {
      const fields = [...inner.matchAll(/<(?:input|textarea|select)\b([^>]*)>/g)].map(([, field = '']) => [
        trait(field, 'name'),
        trait(field, 'value'),
      ]);
      const form = new URLSearchParams(fields);
      if (trait(own, 'name')) form.set(trait(own, 'name'), trait(own, 'value'));
      return { kind: 'button', label: plain(label), to: trait(traits, 'action'), form };
    }),
  );
  return [...links, ...buttons].filter(({ to }) => to.startsWith('/privacy/'));
}

/** Pages with fixed names before those with a place for a name. */
const rank = ({ pattern }: Mounted) => (pattern.source.includes('.*') ? 2 : 0) + (pattern.source.match(/\(\?</g)?.length ?? 0) * 0.1;
const plain = (label: string) => unescaped(label.replace(/<[^>]*>/g, ' ').trim());
const trait = (traits: string, name: string) => unescaped(new RegExp(`\\b${name}="([^"]*)"`).exec(traits)?.[1] ?? '');
const unescaped = (text: string) => text.replace(/&#(\d+);/g, (_, sign: string) => String.fromCharCode(Number(sign)));
