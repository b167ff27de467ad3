// The house's one way to addresses that somebody else chose, such as a company's identity provider: never into a network (private, loopback, link-local, metadata of
// a cloud), to the addresses that were looked at and no others, without redirects, bounded in time and size.
import dns from 'node:dns/promises';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { Agent, fetch } from 'undici';
import { config } from './config.ts';
import type { Tools } from './tool.ts';

export type Ask = {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly signal?: AbortSignal | undefined;
};
/** Why nothing was fetched: `refused` the address, `redirect`, `too-large`, `unreachable` (also too slow, or TLS that does not hold). */
export type OutsideFault = 'outside-refused' | 'outside-redirect' | 'outside-too-large' | 'outside-unreachable';
type Address = { readonly address: string; readonly family: number };
export type Bounds = {
  /** `host` or `host:port` that may be reached wherever they lead, and by http where that is this machine. */
  readonly insideHosts: readonly string[];
  readonly resolve?: (host: string) => Promise<readonly Address[]>;
  readonly seconds?: number;
  readonly bytes?: number;
  /** Hosts that may be asked in the clear, because what they give is signed itself. */
  readonly provesItself?: RegExp;
  /** Where a redirect may lead, once, and without what signed us in; nowhere unless told. */
  readonly follow?: (to: URL) => boolean;
};

const usual = { seconds: 10, bytes: 1024 * 1024 };
const globalUnicast: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse('2000::'), 3];

/** Fetches for this house: what PARLEY_INSIDE_HOSTS names is excepted. Throws errors with a `code` that is an `OutsideFault`. */
export const fetchOutside = (tools: Tools, url: URL, ask: Ask = {}): Promise<Response> =>
  fetchWithin({ insideHosts: insideHosts(tools) }, url, ask);

export const insideHosts = (tools: Tools): readonly string[] => config.of({ tools }).insideHosts.toLowerCase().split(/\s+/).filter(Boolean);

/** Whether an address of the internet: neither inside a network nor a way of writing one that is (mapped, translated, tunnelled). */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const read = ipaddr.process(address); // a mapped IPv4 counts as what it maps
  if (read.range() !== 'unicast') return false;
  return read.kind() === 'ipv4' || (read as ipaddr.IPv6).match(globalUnicast);
}

/** The same with bounds of its own. Redirects are refused unless `follow` looked at their target. */
export async function fetchWithin(bounds: Bounds, url: URL, { method = 'GET', headers = {}, body, signal }: Ask): Promise<Response> {
  const { seconds, bytes } = { ...usual, ...bounds };
  const limit = AbortSignal.timeout(seconds * 1000); // begins before the name is looked up, which may hang as well
  const patience = signal ? AbortSignal.any([limit, signal]) : limit;
  const addresses = await before(patience, allowed(bounds, url));
  const agent = new Agent({
    // half of the time, so that a connection that was never made is told apart from an answer that does not come; whatever the name answers later, the connection goes to what was looked at
    connect: { timeout: seconds * 500, lookup: (_host, options, done) => pinned(addresses, options.all === true, done) },
    headersTimeout: seconds * 1000,
    bodyTimeout: seconds * 1000,
  });
  try {
    const answer = await fetch(url, {
      method,
      headers: { 'accept-encoding': 'identity', ...headers },
      ...(body !== undefined && { body }),
      redirect: 'manual',
      dispatcher: agent,
      signal: patience,
    });
    if (answer.status >= 300 && answer.status < 400) {
      const next = URL.parse(answer.headers.get('location') ?? '', url);
      if (!next || bounds.follow?.(next) !== true) throw fault('outside-redirect');
      return await fetchWithin({ ...bounds, follow: () => false }, next, { signal: patience });
    }
    const read = await readUpTo(answer.body as AsyncIterable<Uint8Array> | null, bytes);
    const isEmpty = answer.status === 204 || answer.status === 205;
    return new Response(isEmpty ? null : new Uint8Array(read), { status: answer.status, headers: [...answer.headers] });
  } catch (error) {
    throw isFault(error) ? error : fault('outside-unreachable', error);
  } finally {
    void agent.destroy();
  }
}

/** The fault of an error thrown here, also inside of what a library made of it. */
export function outsideFault(error: unknown): OutsideFault | undefined {
  for (let each = error; each instanceof Error; each = each.cause) if (isFault(each)) return (each as Error & { code: OutsideFault }).code;
  return undefined;
}

/** What comes in time; else the fault `outside-unreachable`. */
async function before<T>(patience: AbortSignal, work: Promise<T>): Promise<T> {
  const over = Promise.withResolvers<never>();
  const end = () => over.reject(fault('outside-unreachable', patience.reason));
  patience.addEventListener('abort', end, { once: true });
  try {
    return await Promise.race([work, over.promise]);
  } finally {
    patience.removeEventListener('abort', end);
  }
}

async function allowed(bounds: Bounds, url: URL): Promise<readonly Address[]> {
  const host = url.hostname.replace(/^\[|\]$/g, '').toLowerCase();
  const isInside = bounds.insideHosts.includes(host) || bounds.insideHosts.includes(url.host.toLowerCase());
  const isHere = host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
  if (url.username !== '' || url.password !== '') throw fault('outside-refused');
  const mayBePlain = (isInside && isHere) || bounds.provesItself?.test(url.host) === true;
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && mayBePlain)) throw fault('outside-refused');
  return addressesOf(bounds, host, isInside);
}

/** Where a line of another protocol may lead: the addresses that were looked at, to be called and no others. Throws as `fetchWithin`. */
export async function lineTo(bounds: Pick<Bounds, 'insideHosts' | 'resolve'>, given: string, port: number): Promise<readonly Address[]> {
  const host = given.replace(/^\[|\]$/g, '').toLowerCase();
  return addressesOf(bounds, host, bounds.insideHosts.includes(host) || bounds.insideHosts.includes(`${host}:${port}`));
}

async function addressesOf(
  { resolve = everyAddress }: Pick<Bounds, 'resolve'>,
  host: string,
  isInside: boolean,
): Promise<readonly Address[]> {
  const family = isIP(host);
  const addresses =
    family > 0
      ? [{ address: host, family }]
      : await resolve(host).catch((error: unknown) => {
          throw fault('outside-unreachable', error);
        });
  // one that leads inside spoils the rest: a name that answers both ways is no mistake
  if (!isInside && !addresses.every(({ address }) => isPublic(address))) throw fault('outside-refused');
  if (addresses.length === 0) throw fault('outside-unreachable');
  return addresses;
}

const everyAddress = (host: string): Promise<readonly Address[]> => dns.lookup(host, { all: true });

type Done = (error: Error | null, address: string | { address: string; family: number }[], family?: number) => void;
function pinned(addresses: readonly Address[], all: boolean, done: Done): void {
  const [first] = addresses;
  if (all || first === undefined) done(null, [...addresses]);
  else done(null, first.address, first.family);
}

/** Counts what arrives, also unpacked: an answer that claims to be small, or never ends, is cut off. */
async function readUpTo(body: AsyncIterable<Uint8Array> | null, bytes: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body ?? []) {
    size += part.length;
    if (size > bytes) throw fault('outside-too-large');
    parts.push(part);
  }
  return Buffer.concat(parts);
}

const fault = (code: OutsideFault, cause?: unknown): Error => Object.assign(new Error(code, { cause }), { code });
const isFault = (error: unknown): boolean => String((error as { code?: unknown })?.code).startsWith('outside-');
