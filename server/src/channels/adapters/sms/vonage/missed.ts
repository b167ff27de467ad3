// What Vonage has of messages that came in. It goes on calling the webhook for a day; what is older its Reports API tells, which costs for each record and is asked only where the company wants it.
import type { Tools } from '#kit/tool';
import type { Account } from '../../../adapter.ts';
import type { Listed, Lister, Span } from '../../../missed/types.ts';
import { call, isSuccess } from './call.ts';
import { inboundOf } from './incoming.ts';
import { digitsOf, isUuid } from './names.ts';
import type { VonageSettings } from './settings.ts';

type Row = Readonly<Record<string, unknown>>;
const dayMs = 24 * 3_600_000; // of one report
const againMs = dayMs / 4; // a record costs each time it is told, and the webhook goes on for a day
const afterFaultMs = dayMs / 24; // pages before the one that failed have cost as well
const shortestMs = 1_000;

/** Lists what came in for the number of an account, at most a day of it, and the earlier half alone where that is more than so many pages. */
export const listMissed = (mostPages = 20): Lister<VonageSettings> => ({
  againMs: afterFaultMs,
  list: async (account, { from, until: end }, tools) => {
    for (let until = new Date(Math.min(end.getTime(), from.getTime() + dayMs)); ; ) {
      const rows = await rowsIn(account.settings, { from, until }, mostPages, tools);
      if (!rows) return undefined;
      const halfMs = Math.floor((until.getTime() - from.getTime()) / 2);
      if (rows === 'too many' && halfMs > shortestMs) until = new Date(from.getTime() + halfMs);
      else if (rows === 'too many') return undefined;
      else return { items: rows.sort((one, other) => saidAt(one) - saidAt(other)).map((row) => listed(account, row)), until, againMs };
    }
  },
});

async function rowsIn(
  settings: VonageSettings,
  { from, until }: Span,
  mostPages: number,
  tools: Tools,
): Promise<Row[] | 'too many' | undefined> {
  const query = new URLSearchParams({
    ...{ account_id: settings.apiKey, product: 'MESSAGES', direction: 'inbound', include_message: 'true' },
    ...{ to: digitsOf(settings.number), date_start: from.toISOString(), date_end: until.toISOString() },
  });
  const rows: Row[] = [];
  for (let page = 0, path = `/v2/reports/records?${query}`; path !== ''; page += 1) {
    if (page === mostPages) return 'too many';
    const answer = await call(tools, settings, { method: 'GET', path, as: 'account' });
    if (!isSuccess(answer) || !Array.isArray(answer.body['records'])) return undefined;
    rows.push(...(answer.body['records'] as Row[]).filter((row) => isOurs(row, settings)));
    path = nextOf(answer.body);
  }
  return rows;
}

/** Only below the same address: the sign-in goes nowhere else. */
function nextOf(body: Row): string {
  const { next } = (body['_links'] ?? {}) as { next?: { href?: unknown } };
  const url = typeof next?.href === 'string' && URL.canParse(next.href) ? new URL(next.href) : undefined;
  return url?.pathname === '/v2/reports/records' ? `${url.pathname}${url.search}` : '';
}

const isOurs = (row: Row | null, { number }: VonageSettings): boolean =>
  row !== null &&
  typeof row === 'object' &&
  row['direction'] === 'inbound' &&
  isUuid(row['message_id']) &&
  String(row['to']) === digitsOf(number) &&
  !Number.isNaN(saidAt(row)) &&
  !/whatsapp|viber|messenger|instagram|rcs/i.test(`${row['channel'] ?? ''} ${row['provider'] ?? ''}`); // by which the same number may write

/** As its webhook would have told it. */
function listed(account: Account<VonageSettings>, row: Row): Listed {
  const handed = { message_uuid: row['message_id'], from: row['from'], text: row['message_body'], channel: 'sms' };
  const type = typeof row['message_body'] === 'string' && row['message_body'] !== '' ? 'text' : 'file';
  return {
    externalId: String(row['message_id']),
    read: async () => {
      const inbound = inboundOf(account, { ...handed, message_type: type });
      return inbound && { ...inbound, saidAt: new Date(saidAt(row)) };
    },
  };
}

const saidAt = (row: Row): number => Date.parse(String(row['date_received']));
