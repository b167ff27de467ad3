// A page as a browser gets it, over an API whose answers are given.
import { answer } from '../centre.ts';
import type { Incoming } from '../request.ts';
import { fakeApi, shown } from './api.ts';

/** The answer with its text as shown, and what was called for it; `over` replaces answers of the API. */
export async function visit(handle: Parameters<typeof answer>[2], incoming: Incoming, over: Record<string, unknown> = {}) {
  const api = fakeApi(over);
  const options = { client: () => api.client, publicUrl: 'https://talk.example.com', secureCookies: true, qr: () => '' };
  const page = await answer(options, incoming, handle);
  return { ...page, text: shown(page), calls: api.calls };
}
