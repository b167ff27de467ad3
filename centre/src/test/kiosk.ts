// A kiosk without a device: mounts the real pages of stores over a stand-in for the API, and shows one answer at a time.
import type { Host } from '../host.ts';
import { languages } from '../language.ts';
import { mountStores } from '../stores/stores.ts';
import { company, fakeApi } from './api.ts';

type Handler = Parameters<Host['route']>[0]['handler'];
export const face = {
  ...{
    company: company.company,
    accent: company.accent,
    logo: null,
    centreKey: 'ck',
    notice: { id: 'ntc_1', hash: 'h', ...company.notice },
  },
  ...{ store: 'Mitte <1>', languages, restSeconds: 60, texts: false, textsOpen: false, pageUrl: 'https://talk.example.com/s/x' },
  ...{ centreUrl: 'https://talk.example.com/privacy/ck' },
};
export const sitting = {
  asked: true,
  address: { kind: 'email', proved: true },
  handOverUrl: 'https://talk.example.com/s/x#h=t',
  messengers: [{ inbox: 'inb_01kdz8g0000000000000000000', channel: 'whatsapp' as const }],
  choices: [choice()],
  objections: [{ purpose: 'satisfaction-survey', name: 'Surveys <b>', description: 'We ask how it went.' }],
};

function choice() {
  const words = { purposeName: 'News <b>', description: 'New things.', wording: 'Yes, please.' };
  return { purpose: 'marketing', channel: 'email', state: 'none', shown: 'words', ...words };
}

/** One request to the pages of stores; what was asked of the API stands in `calls`. */
export async function visit(method: string, url: string, more: { headers?: Record<string, string>; body?: object; over?: object } = {}) {
  const mounted = new Map<string, Handler>();
  const route: Host['route'] = ({ method, url, handler }) => mounted.set(`${method} ${url}`, handler);
  const answers = {
    readKiosk: { ...face, language: /lang=(\w\w)/.exec(url)?.[1] ?? 'en' },
    readSitting: sitting,
    startSitting: { token: 'seat' },
    enrolKiosk: { token: 'device' },
    chooseAtKiosk: { answers: [{ purpose: 'marketing', channel: 'email', state: 'pending', isNew: true }] },
    ...more.over,
  };
  const { client, calls } = fakeApi(answers);
  mountStores({ route }, { client: () => client, publicUrl: 'https://talk.example.com', qr: () => '<svg></svg>', secureCookies: true });
  const { pathname, searchParams } = new URL(url, 'https://talk.example.com');
  const got = { status: 0, headers: {} as Record<string, string>, text: '' };
  const reply = {
    code: (status: number) => Object.assign(got, { status }) && reply,
    headers: (headers: Record<string, string>) => Object.assign(got, { headers }) && reply,
    send: (text: unknown) => Object.assign(got, { text: String(text) }),
  };
  const headers = { 'sec-fetch-site': 'same-origin', ...more.headers };
  const request = { method, url, ip: '192.0.2.1', headers, params: {}, query: Object.fromEntries(searchParams), body: more.body };
  await mounted.get(`${method} ${pathname}`)?.(request, reply);
  return { ...got, calls: calls.map(([name]) => name) };
}
export const device = { cookie: '__Host-parley_kiosk=device' };
export const seated = { cookie: '__Host-parley_kiosk=device; __Host-parley_sitting=seat' };
