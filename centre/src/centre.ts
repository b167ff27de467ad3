// The privacy centre: what customers see of their own data, rendered here and usable without JavaScript. Talks to Parley only through its API.
import { isOwnForm, readCookie } from './guard.ts';
import { textOf } from './html.ts';
import { accessibilityPage } from './pages/accessibility.ts';
import { certificatePage } from './pages/certificate.ts';
import { choicePage, choicesPage, choose, downloadReceipts } from './pages/choices.ts';
import { answerConfirmation, confirmPage } from './pages/confirm.ts';
import { correct, correctPage } from './pages/correct.ts';
import { dataPage, disown } from './pages/data.ts';
import { decisionsPage } from './pages/decisions.ts';
import { enterByCode, enterByLink, leave, linkPage, sendCode } from './pages/enter.ts';
import { erasePage } from './pages/erase.ts';
import { handOver, handoverPage } from './pages/handover.ts';
import { helpPage } from './pages/help.ts';
import { homePage, noticePage } from './pages/home.ts';
import { mePage } from './pages/me.ts';
import { objectPage } from './pages/object.ts';
import { choosePreference, preferencesPage } from './pages/preferences.ts';
import { explain, nowhere, problemPage } from './pages/problem.ts';
import { acceptFee, answerQuestion, ask, downloadCopy, requestsPage, takeBack } from './pages/requests.ts';
import { restrictPage } from './pages/restrict.ts';
import { type CentreOptions, type Ctx, type Incoming, openRequest, type PageAnswer } from './request.ts';

export { shopPage } from './demo-shop.ts';
export type { ApiClient, CentreOptions, From } from './request.ts';

type Handle = (ctx: Ctx) => Promise<PageAnswer>;
/** What `mountCentre` needs of a Fastify scope; form bodies must be parsed by it. */
export type Host = {
  route(options: { method: string; url: string; bodyLimit: number; handler: (request: HostRequest, reply: HostReply) => unknown }): unknown;
};
type HostRequest = {
  readonly method: string;
  readonly url: string;
  readonly ip: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
};
type HostReply = { code(status: number): HostReply; headers(values: Record<string, string>): HostReply; send(body: unknown): unknown };

/** Every page by method and path. GET never changes anything. */
const pages: Readonly<Record<string, Handle>> = {
  'GET /privacy/:key': homePage,
  'GET /privacy/:key/notice': noticePage,
  'GET /privacy/:key/help': helpPage,
  'GET /privacy/:key/accessibility': accessibilityPage,
  'POST /privacy/:key/code': sendCode,
  'POST /privacy/:key/session': enterByCode,
  'GET /privacy/:key/enter': linkPage,
  'POST /privacy/:key/enter': enterByLink,
  'POST /privacy/:key/leave': leave,
  'GET /privacy/:key/me': mePage,
  'GET /privacy/:key/data': dataPage,
  'POST /privacy/:key/data': disown,
  'GET /privacy/:key/choices': choicesPage,
  'POST /privacy/:key/choices': choose,
  'GET /privacy/:key/choices/answer': choicePage,
  'GET /privacy/:key/choices/receipts': downloadReceipts,
  'GET /privacy/:key/requests': requestsPage,
  'POST /privacy/:key/requests': ask,
  'GET /privacy/:key/requests/:request/archive': downloadCopy,
  'POST /privacy/:key/requests/:request/fee': acceptFee,
  'POST /privacy/:key/requests/:request/withdrawal': takeBack,
  'POST /privacy/:key/requests/:request/answer': answerQuestion,
  'GET /privacy/:key/correct': correctPage,
  'POST /privacy/:key/correct': correct,
  'GET /privacy/:key/decisions': decisionsPage,
  'GET /privacy/:key/handover': (ctx) => handoverPage(ctx),
  'POST /privacy/:key/handover': handOver,
  'GET /privacy/:key/object': objectPage,
  'GET /privacy/:key/restrict': restrictPage,
  'GET /privacy/:key/erase': erasePage,
  'GET /privacy/preferences/:token': preferencesPage,
  'POST /privacy/preferences/:token': choosePreference,
  'GET /privacy/confirm/:token': confirmPage,
  'POST /privacy/confirm/:token': answerConfirmation,
  'GET /privacy/certificates/:token': certificatePage,
  'GET /privacy/accessibility': accessibilityPage,
  'GET /privacy': nowhere,
  'GET /privacy/*': nowhere, // or the console's page would be shown to customers
};
const formBytes = 32_768; // 2,000 letters of any script, percent-encoded, and room for the rest

/** Mounts the pages under /privacy. */
export function mountCentre(host: Host, options: CentreOptions): void {
  for (const [name, handle] of Object.entries(pages)) {
    const [method = 'GET', url = ''] = name.split(' ');
    host.route({
      method,
      url,
      bodyLimit: formBytes,
      handler: async (request, reply) => {
        const { status, headers, body } = await answer(options, incoming(options, request), handle);
        return reply
          .code(status)
          .headers(headers)
          .send(typeof body === 'object' && !(body instanceof Uint8Array) ? textOf(body) : body);
      },
    });
  }
}

/** One page for one request; whatever goes wrong becomes a page as well. */
export async function answer(options: CentreOptions, request: Incoming, handle: Handle): Promise<PageAnswer> {
  const ctx = openRequest(options, request);
  if (request.method === 'POST' && !isOwnForm(ctx)) return explain(ctx, 'foreign-form', 403);
  return handle(ctx).catch((error: unknown) => problemPage(ctx, error));
}

function incoming(options: CentreOptions, request: HostRequest): Incoming {
  const header = (name: string) => [request.headers[name]].flat()[0];
  const params = texts(request.params);
  return {
    method: request.method,
    place: request.url.split('?')[0] ?? '',
    params,
    query: texts(request.query),
    form: texts(request.body),
    header,
    cookie: readCookie(header('cookie'), options, params['key'] ?? ''),
    from: { ip: request.ip, userAgent: header('user-agent') ?? '' },
  };
}

/** Only single texts of a parsed query or form; a repeated field counts by its first. */
function texts(values: unknown): Record<string, string> {
  if (typeof values !== 'object' || values === null || values instanceof Uint8Array) return {};
  const entries = Object.entries(values).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]);
  return Object.fromEntries(entries.filter(([, value]) => typeof value === 'string'));
}
