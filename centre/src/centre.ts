// The privacy centre: what customers see of their own data, rendered here and usable without JavaScript. Talks to Parley only through its API.
import { isOwnForm, readCookie } from './guard.ts';
import { type Host, incomingOf, sendPage } from './host.ts';
import { accessibilityPage } from './pages/accessibility.ts';
import { certificatePage } from './pages/certificate.ts';
import { choicePage, choicesPage, choose, downloadReceipts } from './pages/choices.ts';
import { answerConfirmation, confirmPage } from './pages/confirm.ts';
import { correct, correctPage } from './pages/correct.ts';
import { dataPage, disown } from './pages/data.ts';
import { decisionsPage } from './pages/decisions.ts';
import { enterByCode, enterByLink, leave, linkPage, sendCode } from './pages/enter.ts';
import { erasePage } from './pages/erase.ts';
import { handOver, handoverPage, sendData, showReceiver, stopSent, takeAlong } from './pages/handover.ts';
import { helpPage } from './pages/help.ts';
import { homePage, noticePage } from './pages/home.ts';
import { mePage } from './pages/me.ts';
import { objectPage } from './pages/object.ts';
import { choosePreference, contestByLink, preferencesPage } from './pages/preferences.ts';
import { explain, nowhere, problemPage } from './pages/problem.ts';
import { representedCopy, representing, representingPage } from './pages/representing.ts';
import { acceptFee, answerQuestion, ask, downloadCopy, endElsewhere, requestsPage, takeBack } from './pages/requests.ts';
import { restrictPage } from './pages/restrict.ts';
import { type CentreOptions, type Ctx, type Incoming, openRequest, type PageAnswer } from './request.ts';

export { shopPage } from './demo-shop.ts';
export type { ApiClient, CentreOptions, From } from './request.ts';
export { mountStores } from './stores/stores.ts';

type Handle = (ctx: Ctx) => Promise<PageAnswer>;
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
  'POST /privacy/:key/requests/:request/representative': endElsewhere,
  'POST /privacy/:key/requests/:request/answer': answerQuestion,
  'GET /privacy/:key/correct': correctPage,
  'POST /privacy/:key/correct': correct,
  'GET /privacy/:key/decisions': decisionsPage,
  'GET /privacy/:key/handover': (ctx) => handoverPage(ctx),
  'GET /privacy/:key/handover/own': takeAlong,
  'POST /privacy/:key/handover': handOver,
  'POST /privacy/:key/handover/receiver': showReceiver,
  'POST /privacy/:key/handover/sending': sendData,
  'POST /privacy/:key/handover/stop': stopSent,
  'GET /privacy/:key/object': objectPage,
  'GET /privacy/:key/restrict': restrictPage,
  'GET /privacy/:key/erase': erasePage,
  'GET /privacy/:key/representing/:token': representingPage,
  'POST /privacy/:key/representing/:token': representing,
  'POST /privacy/:key/representing/:token/copy': representedCopy,
  'GET /p/:token': preferencesPage, // as short as text messages want it
  'GET /privacy/preferences/:token': preferencesPage,
  'POST /privacy/preferences/:token': choosePreference,
  'POST /privacy/preferences/:token/contest': contestByLink,
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
        const incoming = incomingOf(request, (header, params) => readCookie(header, options, params['key'] ?? ''));
        return sendPage(reply, await answer(options, incoming, handle));
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
