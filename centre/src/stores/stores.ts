// Pages of physical stores: the kiosk that stands there, and the page behind its poster. GET changes nothing but that a sitting ends when somebody begins anew.
import { ProblemError } from '@parley/sdk';
import { isOwnPage } from '../guard.ts';
import { type Host, incomingOf, sendPage } from '../host.ts';
import { html } from '../html.ts';
import type { CentreOptions, Incoming, PageAnswer } from '../request.ts';
import { wordsFor } from '../words.ts';
import { alive, ask, askPage, donePage, end, enrol, messengerPage, nextPage, overPage, phonePage, startPage } from './asking.ts';
import { frame } from './frame.ts';
import { storePage } from './page.ts';
import { choicesPage, choose, codePage, prove, reach, reachPage } from './reaching.ts';
import { dataPage, noticePage, objectPage, request, wishPage } from './rights.ts';
import { at, deviceCookie, goTo, isOut, openSeat, readFace, type Seat, satDown } from './seat.ts';

const pages: Readonly<Record<string, (seat: Seat) => Promise<PageAnswer>>> = {
  'GET /kiosk': startPage,
  'POST /kiosk/enrol': enrol,
  'GET /kiosk/ask': askPage,
  'POST /kiosk/ask': ask,
  'GET /kiosk/next': nextPage,
  'GET /kiosk/phone': phonePage,
  'GET /kiosk/messenger': messengerPage,
  'GET /kiosk/reach': reachPage,
  'POST /kiosk/reach': reach,
  'GET /kiosk/code': codePage,
  'POST /kiosk/code': prove,
  'GET /kiosk/choices': choicesPage,
  'POST /kiosk/choices': choose,
  'GET /kiosk/data': dataPage,
  'GET /kiosk/wish': wishPage,
  'GET /kiosk/object': objectPage,
  'GET /kiosk/notice': noticePage,
  'POST /kiosk/request': request,
  'GET /kiosk/done': donePage,
  'GET /kiosk/over': overPage,
  'POST /kiosk/alive': alive,
  'POST /kiosk/end': end,
  'GET /kiosk/*': async (seat) => goTo(seat, ''), // or the console's page would be shown to customers
};
const formBytes = 32_768;
const signedBytes = 131_072; // a drawn signature, percent-encoded

/** Mounts the pages under /kiosk and /s. */
export function mountStores(host: Host, options: CentreOptions): void {
  for (const [name, handle] of Object.entries(pages)) {
    const [method = 'GET', url = ''] = name.split(' ');
    host.route({
      ...{ method, url, bodyLimit: name === 'POST /kiosk/choices' ? signedBytes : formBytes },
      handler: async (got, reply) => sendPage(reply, await answer(options, incomingOf(got, noCookie), handle)),
    });
  }
  host.route({
    ...{ method: 'GET', url: '/s/:key', bodyLimit: formBytes },
    handler: async (got, reply) => sendPage(reply, await storePage(options, incomingOf(got, noCookie))),
  });
}

const noCookie = (): undefined => undefined; // a kiosk has two of its own

/** One page for one request at a kiosk; a sitting that is over leads back to the beginning, and a device that is out of service forgets that it was one. */
async function answer(options: CentreOptions, incoming: Incoming, handle: (seat: Seat) => Promise<PageAnswer>): Promise<PageAnswer> {
  const seat = openSeat(options, incoming);
  if (incoming.method === 'POST' && !isOwnPage(incoming, options.publicUrl)) return trouble(seat, 'foreign-form', 403);
  try {
    const page = await handle(seat);
    const isStray = seat.device && !seat.face && incoming.place === '/kiosk';
    return isStray && !page.headers['set-cookie'] ? { ...page, headers: { ...page.headers, 'set-cookie': deviceCookie(seat, '') } } : page;
  } catch (error) {
    if (isOut(error)) return satDown(seat) ? overPage(seat) : goTo(seat, '');
    const problem = error instanceof ProblemError ? error : undefined;
    return trouble(seat, problem?.code ?? 'unexpected', problem?.status ?? 500);
  }
}

async function trouble(seat: Seat, code: string, status: number): Promise<PageAnswer> {
  if (!seat.face) await readFace(seat).catch(() => undefined); // a page without the company's look is better than none
  const { problems } = seat.words;
  const [title = '', text = ''] = wordsFor(problems, code) ?? problems.unexpected;
  return frame(seat, {
    title,
    status,
    headers: seat.device && !seat.face ? { refresh: '60; url=/kiosk' } : {}, // nobody is there to press, and it does not stay
    body: html`<p class="lead">${text}</p><p><a class="button" href="${at(seat, '')}">${seat.words.toHome}</a></p>`,
  });
}
