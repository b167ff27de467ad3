// What a browser keeps between two requests: its cookies. For tests that need more than one browser, or one whose cookies they look at.

export type Reply = { readonly status: number; readonly body: Record<string, unknown>; readonly code: string | undefined };

/** A browser without pages: sends JSON and remembers the cookies of the answers. */
export function browserOf(url: string, userAgent = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0') {
  const cookies = new Map<string, string>();
  return {
    cookies,
    async call(method: string, path: string, body?: object, headers: Record<string, string> = {}): Promise<Reply> {
      const answer = await fetch(url + path, {
        method,
        headers: {
          'user-agent': userAgent,
          cookie: [...cookies].map((each) => each.join('=')).join('; '),
          ...(body && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body && { body: JSON.stringify(body) }),
      });
      for (const set of answer.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
        if (value === '') cookies.delete(name);
        else cookies.set(name, value);
      }
      const text = await answer.text();
      const read = (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>;
      return { status: answer.status, body: read, code: String(read['type'] ?? '').split(':')[3] };
    },
  };
}
