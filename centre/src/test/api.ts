// A stand-in for the API with one person, ada, for tests of pages alone; the journeys in server/test/browser use the real one. It remembers what was
// decided and asked, so that whole visits can be walked.
import { ProblemError } from '@parley/sdk';
import { textOf } from '../html.ts';
import type { ApiClient, Incoming, PageAnswer } from '../request.ts';

export const problem = (status: number, code: string, retryAfterSeconds?: number) =>
  new ProblemError({ type: `urn:parley:problem:${code}`, title: code, status }, retryAfterSeconds);
export const company = {
  company: 'Lantern & <Loom>',
  accent: '#8a5a2b',
  logo: null as string | null,
  address: 'Musterweg 1\n10115 <Berlin>',
  dpoContact: 'privacy@example.com',
  authority: 'The authority of Berlin',
  contactEmail: 'hello@example.com',
  country: 'DE',
  texts: true,
  notice: {
    version: 3,
    publishedAt: '2026-03-01T10:00:00Z',
    short: 'We read what you write.\nNothing else.',
    sections: [
      { heading: 'Who we are', article: '13(1)(a)', body: 'Us.\n• one\n• <two>' },
      { heading: 'If you are not content', article: '13(2)(d)', body: 'The authority of Berlin' },
    ],
  },
};
const consent = {
  purpose: 'marketing',
  purposeName: 'News and offers',
  description: 'New things.',
  channel: 'email',
  wording: 'Yes, please.',
  explicit: false,
  ages: [] as string[],
};
const email = {
  id: 'idn_1',
  kind: 'email',
  value: 'ada@example.com',
  provedAt: '2026-03-02T10:00:00Z',
  proof: 'code',
  addedAt: '2026-03-01T10:00:00Z',
};
export const aRequest = {
  id: 'req_1',
  kind: 'rectification',
  state: 'received',
  receivedAt: '2026-03-02T10:00:00Z',
  dueOn: '2026-04-02',
  daysLeft: 20,
  recipients: [],
  statutoryOn: '2026-04-02',
  extendedFor: null as string | null,
  paused: null as { ground: string; since: string | null; wroteSince: null } | null,
  added: [] as { kind: string; at: string; text: string }[],
  fee: null as Record<string, unknown> | null,
  message: null,
  onBehalf: null,
  extension: null as string | null,
  question: null as string | null,
  shown: null,
  closedAt: null as string | null,
  outcome: null as string | null,
  purpose: null as string | null,
  purposeName: null as string | null,
  text: 'I moved to <Bonn>.' as string | null,
  reason: null as string | null,
};
export const purposes = [
  { code: 'marketing', name: 'News', description: 'New things.', lawfulBasis: 'consent', objected: false, isMarketing: true },
  { code: 'survey', name: 'Surveys', description: 'How we did.', lawfulBasis: 'legitimate-interests', objected: false, isMarketing: false },
];

type State = { consent: string; preference: boolean; requests: unknown[] };

/** Answers by name; what `calls` holds afterwards was asked. `over` replaces single answers, or how they are made; an Error is thrown. `state` is what was decided. */
export function fakeApi(over: Record<string, unknown> = {}, state: State = { consent: 'none', preference: false, requests: [] }) {
  const calls: [name: string, input: unknown][] = [];
  const answers: Record<string, (input: { query?: { language?: string }; body?: Record<string, unknown> }) => unknown> = {
    readCentre: ({ query }) => ({ ...company, language: query?.language ?? 'en' }),
    readCertificateCentre: () => ({ key: 'lantern' }),
    requestCode: () => ({}),
    startPersonSession: () => ({ token: 'session-1', expiresAt: '2099-01-01T00:00:00Z' }),
    readMe: () => ({
      until: {
        conversations: [{ purpose: 'service-conversation', channel: 'email', count: 2, goesOn: '2028-02-02', because: null }],
        personGoesOn: '2028-02-02',
      },
      name: 'Ada <b>',
      language: 'en',
      identities: [email],
      noted: [{ name: 'Shelf <two>', value: 'Ada <b>', purpose: 'service-conversation', until: '2028-02-02T09:00:00Z' }],
      groups: [
        {
          holding: 'messages',
          title: 'x',
          category: 'Communication',
          count: 12,
          purpose: 'service-conversation',
          kept: [{ for: 'P2Y', from: 'last-contact' }],
        },
        {
          holding: 'of_tomorrow',
          title: 'Something new',
          category: 'x',
          count: 1,
          purpose: 'new-purpose',
          kept: [{ for: 'P7D', from: 'collected' }],
        },
      ],
    }),
    correctMe: () => ({}),
    disownIdentity: () => aRequest,
    listMyPurposes: () => ({ items: purposes, restricted: false }),
    readMyConsents: () => ({ states: [{ ...consent, state: state.consent, at: '2026-03-02T10:00:00Z' }], history: [] }),
    changeMyConsent: ({ body }) => {
      state.consent = body?.['given'] === true ? 'given' : 'withdrawn';
      return { states: [] };
    },
    listMyRequests: () => ({ items: state.requests }),
    openMyRequest: ({ body }) => {
      const opened = { ...aRequest, purpose: null, text: null, ...body, id: `req_${state.requests.length + 1}` };
      state.requests.push(opened);
      return opened;
    },
    readPreferences: () => ({
      ...consent,
      company: 'x',
      centreKey: 'ck',
      basis: 'consent',
      endsOn: null as string | null,
      before: null as { description: string; wording: string } | null,
      active: state.preference,
      pending: false,
      mayContest: true,
      accent: '#8a5a2b',
      logo: null,
    }),
    disownByLink: () => ({ dueOn: '2026-04-02' }),
    changePreference: ({ body }) => {
      state.preference = body?.['given'] === true;
      return { active: state.preference };
    },
    endPersonSession: () => ({}),
  };
  const call = async (name: string, input: Record<string, never> = {}) => {
    calls.push([name, input]);
    const instead = over[name];
    const answer = typeof instead === 'function' ? instead(input) : name in over ? instead : answers[name]?.(input);
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { calls, state, client: { call, blob: call, events: () => {} } as unknown as ApiClient };
}

export function request(place: string, more: Partial<Incoming> & { headers?: Record<string, string> } = {}): Incoming {
  const headers = more.headers ?? {};
  return {
    method: 'GET',
    place,
    params: { key: 'ck' },
    query: {},
    form: {},
    header: (name) => headers[name],
    cookie: undefined,
    from: { ip: '192.0.2.1', userAgent: 'test' },
    ...more,
  };
}

export const shown = ({ body }: PageAnswer): string =>
  typeof body === 'string' || body instanceof ReadableStream ? String(body) : textOf(body);
