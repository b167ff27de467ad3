// Our side: Parley itself, started by its own command over a fresh database and set up through its public API, as anybody would.
import path from 'node:path';
import { publicRoutes, staffRoutes, visitorRoutes } from '@parley/contract/routes';
import { createClient } from '@parley/sdk';
import { createWorkspace } from '../../server/src/access/access.ts';
import type { Tools } from '../../server/src/kit/tool.ts';
import { proving } from '../../server/test/support/proving.ts';
import type { Ground } from './ground.ts';
import { startProgram } from './program.ts';

/** Connections of each side's pool. */
export const poolSize = 20;
const cli = path.join(import.meta.dirname, '../../server/src/cli.ts');
const administrator = { name: 'Carol', email: 'carol@example.org', password: 'a bench with a long view' };
const facts = {
  address: 'Lantern & Loom GmbH, Musterweg 1, 10115 Berlin, Germany',
  contactEmail: 'hello@example.com',
  dpoContact: 'privacy@example.com',
  authority: 'Berliner Beauftragte für Datenschutz und Informationsfreiheit',
};

export type House = Awaited<ReturnType<typeof openHouse>>;
export type Visitor = { readonly token: string; readonly person: string; readonly address: string };

/** Starts and sets up a Parley with one web chat; it ends with the ground. */
export async function openHouse(ground: Ground) {
  const databaseUrl = await ground.database('ours');
  const environment = {
    DATABASE_URL: databaseUrl,
    PARLEY_DATA: path.join(ground.folder, 'data'),
    PARLEY_CONFIG: path.join(ground.folder, 'none.json'),
    PARLEY_POOL: String(poolSize),
    PARLEY_TRUST_PROXY: '127.0.0.1', // so that visitors come from addresses of their own, as they do, and limits per address hold for each
    PARLEY_SMTP_PORT: '0',
    PORT: '0',
  };
  const program = await startProgram(cli, ['start'], environment, /answers at \S+/);
  ground.atEnd(() => program.stop());
  const url = /answers at (\S+)/.exec(program.said)?.[1] ?? '';
  const link = /setup#(\S+)/.exec(program.said)?.[1] ?? '';
  const company = { company: 'Lantern & Loom', language: 'en', country: 'DE' } as const;
  const cookie = await enter(url, (client) => client.call('setUp', { body: { token: link, ...company, ...administrator } }));
  return {
    url,
    databaseUrl,
    pid: program.pid,
    environment,
    /** Starts a second process over the same database and keys; gives where it answers. */
    anotherNode: async () => {
      const other = await startProgram(cli, ['start'], environment, /answers at \S+/);
      ground.atEnd(() => other.stop());
      return /answers at (\S+)/.exec(other.said)?.[1] ?? '';
    },
    /** The cookie of another session of the same administrator. */
    anotherSession: () => signIn(url, administrator),
    ...(await furnish(url, cookie, administrator.password)),
  };
}

const signIn = (url: string, { email, password }: { readonly email: string; readonly password: string }): Promise<string> =>
  enter(url, (client) => client.call('signIn', { body: { email, password } }));

export type Company = Awaited<ReturnType<typeof furnish>>;

/** A second company in the same house. */
export async function anotherCompany(url: string, tools: Tools): Promise<Company> {
  const staff = { ...administrator, email: 'boris@example.net' };
  await createWorkspace(tools, { company: 'Boris & Sons', language: 'en', country: 'DE', staff });
  return furnish(url, await signIn(url, staff), staff.password);
}

/** A company with what a visit needs, and the ways to it. */
async function furnish(url: string, cookie: string, password: string) {
  const staff = createClient({ routes: staffRoutes, baseUrl: url, fetch: proving(withHeaders({ cookie }), url, password) }); // rounds last longer than a proof
  await staff.call('changeWorkspace', { body: facts });
  const { missing } = await staff.call('publishNotice', { body: {} }); // without a notice no visit begins
  if (missing.length > 0) throw new Error(`no notice: ${missing.map(({ what }) => what).join(', ')}`);
  const widgetKey = await firstChat(staff);
  const { workspace } = await staff.call('me');
  /** Conversations by person. */
  const conversations = async () => {
    const found = new Map<string, string>();
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await staff.call('listConversations', { query: { view: 'all', limit: 100, ...(cursor && { cursor }) } });
      for (const each of page.items) found.set(each.person.id, each.id);
      cursor = page.next;
    }
    return found;
  };
  return {
    staff,
    cookie,
    workspace: workspace.id,
    centreUrl: `${url}/privacy/${workspace.centreKey}`,
    /** Somebody opens the chat, reads the notice and begins; `number` gives them an address of their own (198.18.0.0/15 is for benchmarks, RFC 2544). */
    arrive: async (number: number): Promise<Visitor> => {
      const address = `198.18.${number >> 8}.${number & 255}`;
      const client = createClient({ routes: publicRoutes, baseUrl: url, fetch: withHeaders({ 'x-forwarded-for': address }) });
      const { notice, language } = await client.call('readWidget', { params: { key: widgetKey } });
      const body = { language, noticeId: notice.id, noticeHash: notice.hash };
      const { token, visitor } = await client.call('startVisit', { params: { key: widgetKey }, body });
      return { token, person: visitor, address };
    },
    conversations,
    conversationOf: async (visitor: Visitor) => (await conversations()).get(visitor.person) ?? '',
    visitorClient: ({ token, address }: Visitor) =>
      createClient({ routes: visitorRoutes, baseUrl: url, token: () => token, fetch: withHeaders({ 'x-forwarded-for': address }) }),
  };
}

/** Goes in by a public door and gives the cookie of it. */
async function enter(
  url: string,
  through: (client: ReturnType<typeof createClient<typeof publicRoutes>>) => Promise<unknown>,
): Promise<string> {
  let cookie = '';
  const keep = async (to: string, init: RequestInit) => {
    const answer = await fetch(to, init);
    cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    return answer;
  };
  await through(createClient({ routes: publicRoutes, baseUrl: url, fetch: keep }));
  return cookie;
}

/** The chat that every new company starts with; it is laid out a moment after the set-up. */
async function firstChat(staff: ReturnType<typeof createClient<typeof staffRoutes>>): Promise<string> {
  for (const until = Date.now() + 20_000; Date.now() < until; await new Promise((resolve) => setTimeout(resolve, 100))) {
    const chat = (await staff.call('listChannels')).items.find(({ inbox }) => inbox.channel === 'web-chat');
    const key = chat && /data-key="([^"]+)"/.exec(chat.snippet ?? '')?.[1];
    if (key) return key;
  }
  throw new Error('no web chat was laid out');
}

function withHeaders(more: Record<string, string>): (url: string, init: RequestInit) => Promise<Response> {
  return (url, init) => fetch(url, { ...init, headers: { ...(init.headers as Record<string, string>), ...more } });
}
