// A stand-in for the API with one person, ada, for tests of pages alone; the journeys in server/test/browser use the real one.

import { ProblemError } from '@parley/sdk';
import { textOf } from '../html.ts';
import type { ApiClient, Incoming, PageAnswer } from '../request.ts';

export const problem = (status: number, code: string) => new ProblemError({ type: `urn:parley:problem:${code}`, title: code, status });
export const company = {
  company: 'Lantern & <Loom>',
  accent: '#8a5a2b',
  contactEmail: 'hello@example.com',
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
};

/** Answers by name; what `calls` holds afterwards was asked. `over` replaces single answers; an Error is thrown. */
export function fakeApi(over: Record<string, unknown> = {}) {
  const calls: [name: string, input: unknown][] = [];
  const answers: Record<string, unknown> = {
    requestCode: {},
    startPersonSession: { token: 'session-1', expiresAt: '2099-01-01T00:00:00Z' },
    readMe: {
      name: 'Ada <b>',
      language: 'en',
      identities: [
        {
          id: 'idn_1',
          kind: 'email',
          value: 'ada@example.com',
          provedAt: '2026-03-02T10:00:00Z',
          proof: 'code',
          addedAt: '2026-03-01T10:00:00Z',
        },
      ],
      groups: [
        { holding: 'messages', title: 'x', category: 'Communication', count: 12, purpose: 'service-conversation', keptFor: 'x' },
        { holding: 'of_tomorrow', title: 'Something new', category: 'x', count: 1, purpose: 'new-purpose', keptFor: 'for a week' },
      ],
    },
    readMyConsents: { states: [{ ...consent, state: 'none', at: null }], history: [] },
    changeMyConsent: { states: [] },
    listMyRequests: { items: [] },
    openMyRequest: {},
    unsubscribe: { withdrawn: true },
    readPreferences: { company: 'x', centreKey: 'ck', purpose: 'marketing', purposeName: 'x', channel: 'email', active: true },
    endPersonSession: {},
    ...over,
  };
  const call = async (name: string, input: { query?: { language?: string } } = {}) => {
    calls.push([name, input]);
    if (name === 'readCentre' && !('readCentre' in over)) return { ...company, language: input.query?.language ?? 'en' };
    const answer = answers[name];
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { calls, client: { call, blob: call, events: () => {} } as unknown as ApiClient };
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
  typeof body === 'string' || body instanceof Uint8Array ? String(body) : textOf(body);
