// The document by which a company says that it receives hand-overs, under /.well-known (RFC 8615), and how another one's is read: what stands there is a stranger's word, so all of it is
// bounded, and nothing in it may lead away from the place where it stands.
import { centreKey, company } from '#access';
import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import { fetchWithin, insideHosts, outsideFault } from '#kit/outside';
import { Problem } from '#kit/problem';
import type { Tools } from '#kit/tool';
import { isVerifier, ownVerifier, verifiersSince } from '#ledger';
import { publicKeyIn, suiteName } from './envelope.ts';
import { handoverStore } from './store.ts';

export const documentFormat = 'parley-handover-receiver@1';
export const keptDays = 14;
export const mostBytes = 8 * 1024 * 1024;
/** A delivery may come as late as two weeks after the key was shown, and is asked about for three more. */
const namedDays = keptDays + 21 + 1;
/** What another company's document says. `key`, `address` and `until` are null while it receives nothing. */
export type Told = {
  readonly document: string;
  readonly name: string;
  readonly host: string;
  readonly signer: string;
  /** Keys by which it signed what may still wait here; none in what was kept before they were told. */
  readonly signersBefore?: readonly string[];
  readonly key: string | null;
  readonly address: string | null;
  readonly until: string | null;
  readonly mostBytes: number;
};
const place = '/.well-known/parley-handover';
const documentBytes = 16 * 1024;

/** Where the document of this company stands. */
export const ownDocument = async (ctx: Ctx): Promise<string> => `${config.of(ctx).publicUrl}${place}/${await centreKey(ctx)}`;

/** The document of this company as others read it. */
export async function documentOf(ctx: Ctx) {
  const newest = await handoverStore.newestKey(ctx);
  const live = newest && newest.closed_at === null && newest.until > ctx.now ? newest : undefined;
  return {
    format: documentFormat,
    name: (await company(ctx)).name,
    signer: await ownVerifier(ctx),
    signersBefore: await verifiersSince(ctx, new Date(ctx.now.getTime() - namedDays * 86_400_000)),
    suite: suiteName,
    key: live?.public_key ?? null,
    address: live ? `${config.of(ctx).publicUrl}/v1/handovers/${await centreKey(ctx)}` : null,
    until: live?.until.toISOString() ?? null,
    ...{ mostBytes, keptDays },
  } as const;
}

/** Where the document stands that somebody means by an address: that of a privacy page, of a host alone, or of the document itself; undefined for anything else. */
export function documentAt(text: string): URL | undefined {
  const url = URL.parse(/^[a-z]+:\/\//i.test(text.trim()) ? text.trim() : `https://${text.trim()}`);
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) return undefined;
  const [, key] = /^\/privacy\/([A-Za-z0-9_-]{1,64})(?:\/.*)?$/.exec(url.pathname) ?? [];
  const path = key ? `${place}/${key}` : url.pathname === '/' ? place : url.pathname;
  return path.startsWith('/.well-known/') ? new URL(path, url.origin) : undefined;
}

/** Fetches and reads the document of another company. Problem `invalid`, its `because` `receiver-unreachable` or `receiver-unclear`. */
export async function readDocument(tools: Tools, url: URL): Promise<Told> {
  const bounds = { insideHosts: insideHosts(tools), bytes: documentBytes, seconds: 8 };
  const answer = await fetchWithin(bounds, url, { headers: { accept: 'application/json' } }).catch((error: unknown) => {
    if (!outsideFault(error)) throw error;
    throw unfit('receiver-unreachable');
  });
  if (!answer.ok) throw unfit('receiver-unreachable');
  const told = toldIn(url, await answer.text());
  if (!told) throw unfit('receiver-unclear');
  return told;
}

/** What a document says that stands at this address; undefined when it is none, or leads elsewhere. */
export function toldIn(url: URL, text: string): Told | undefined {
  const said = objectIn(text);
  const { format, name, signer, suite, key, address, until, mostBytes: most } = said ?? {};
  if (format !== documentFormat || suite !== suiteName || !isName(name)) return undefined;
  if (typeof signer !== 'string' || signer.length > 300 || !isVerifier(signer)) return undefined;
  const fixed = { document: url.href, name, host: url.host, signer, signersBefore: signersIn(said?.['signersBefore']) };
  if (key === null) return { ...fixed, key: null, address: null, until: null, mostBytes: 0 };
  if (typeof key !== 'string' || !publicKeyIn(key) || typeof until !== 'string' || Number.isNaN(Date.parse(until))) return undefined;
  if (typeof address !== 'string' || address.length > 500 || URL.parse(address)?.origin !== url.origin) return undefined;
  if (typeof most !== 'number' || !Number.isSafeInteger(most) || most < 1) return undefined;
  return { ...fixed, key, address, until, mostBytes: most };
}

/** The newest five; they stand oldest first. */
const signersIn = (told: unknown): string[] =>
  (Array.isArray(told) ? told.slice(-5) : []).filter((each) => typeof each === 'string' && each.length <= 300 && isVerifier(each));

/** A name that can be shown: short, and without anything that moves, hides or turns what stands around it. */
export const isName = (name: unknown): name is string =>
  typeof name === 'string' && name.trim() !== '' && name.length <= 120 && !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(name) && name.isWellFormed();

export function objectIn(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? (read as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

export const unfit = (because: 'receiver-unreachable' | 'receiver-unclear' | 'receives-nothing') =>
  new Problem('invalid', { because, article: '20(2)', fields: [{ path: '/address', message: 'No company that receives hand-overs.' }] });
