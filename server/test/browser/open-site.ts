// A page of another origin under a strict policy that embeds the widget, with what the test puts into its script element and beside it.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The page takes `?language=`, `?attributes=` of the script element and `?more=`, markup that stands before it; `script` of its own is allowed by nonce. */
export async function openSite(parley: string, widgetKey: string, attributes = '') {
  const server = createServer((request, response) => {
    const asked = new URL(request.url ?? '/', 'http://x').searchParams;
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; script-src ${parley} 'nonce-n'; connect-src ${parley}; img-src blob: data:`,
    });
    response.end(`<!doctype html><html lang="${asked.get('language') ?? 'en'}"><title>A site</title><link rel="icon" href="data:,"><main><h1>A site</h1><button>Buy</button></main>
${asked.get('more') ?? ''}<script async src="${parley}/widget.js" data-key="${widgetKey}" ${asked.get('attributes') ?? attributes}></script></html>`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => server.close(),
  };
}
