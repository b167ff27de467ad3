// An open line of events, as a page holds it.
import { eventually } from './house.ts';

/** Opens the line with these cookies: what came so far, whether it was ended, and a way to hang up. */
export async function listen(url: string, cookie: string) {
  const stop = new AbortController();
  const answer = await fetch(`${url}/v1/events`, { headers: { cookie }, signal: stop.signal });
  const heard = { text: '', isOver: false, status: answer.status, stop: () => stop.abort() };
  const reading = async () => {
    for await (const part of answer.body as unknown as AsyncIterable<Uint8Array>) heard.text += Buffer.from(part).toString();
  };
  void reading()
    .catch(() => undefined)
    .then(() => {
      heard.isOver = true;
    });
  await eventually('the stream begins', async () => heard.text.includes('retry:'));
  return heard;
}
