import { afterEach, expect, test, vi } from 'vitest';
import { openPush } from './push-part.ts';

afterEach(() => vi.unstubAllGlobals());

test('whoever is let go of is told no more: the token goes to the server before it is forgotten', async () => {
  const left = vi.fn();
  vi.stubGlobal('left', left);
  const file = 'data:text/javascript,export const leave = async (given) => left(given);//';
  let token: string | undefined = 'of-ada';
  const memory = {
    visit: () => (token === undefined ? undefined : { token, seen: 0, offered: 0, account: undefined }),
    forget() {
      token = undefined;
    },
  };
  const push = openPush({ server: file, worker: '/parley-sw.js', memory, language: () => 'en' });
  push.end();
  expect(token).toBeUndefined();
  push.end(); // a visit that was over already: the subscription ends here
  await vi.waitFor(() => expect(left.mock.calls.map(([given]) => given.token)).toEqual(['of-ada', '']));
});
