// The bare server of the same protocol: POST /messages answers 201 and tells every open stream of GET /events. It keeps nothing, asks nobody and knows no company;
// like any good one it writes an event out once and gathers what comes within 20 ms.
import http from 'node:http';
import type { AddressInfo } from 'node:net';

const gatherMs = 20;
const pages = new Set<http.ServerResponse>();
let text = '';

const server = http.createServer((request, response) => {
  if (request.method === 'GET') {
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' });
    response.write('retry: 1000\n\n');
    pages.add(response);
    response.on('close', () => pages.delete(response));
    return;
  }
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    const { clientId } = JSON.parse(Buffer.concat(parts).toString('utf8')) as { clientId: string };
    const id = `msg_${clientId}`;
    if (text === '') setTimeout(tell, gatherMs);
    text += `event: message.added\ndata: ${JSON.stringify({ message: id })}\n\n`;
    response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify({ id }));
  });
});

function tell(): void {
  const bytes = Buffer.from(text);
  text = '';
  for (const page of pages) page.write(bytes);
}

server.listen(0, '127.0.0.1', () => console.log(`answers at http://127.0.0.1:${(server.address() as AddressInfo).port}`));
process.on('SIGTERM', () => process.exit(0));
