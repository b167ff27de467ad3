// One text message on its way out over SMPP, part by part. A carrier that is asked for too much is waited for; a part whose answer was lost is not sent again, and what
// was never written is tried again as if nothing had been.
import type { Tools } from '#kit/tool';
import type { Account, Outbound, Outcome } from '../../../adapter.ts';
import { takePlace } from '../pace.ts';
import { badCredentials, silentOutcome, throttled, tooLong } from '../words.ts';
import { isThrottled, refusalOf, statuses } from './errors.ts';
import { encodeText } from './letters.ts';
import type { Line } from './line.ts';
import { lineHere } from './lines.ts';
import { type Part, partsOf } from './parts.ts';
import { patienceOf } from './patience.ts';
import { pause } from './pause.ts';
import { type Address, readId, shortBody } from './pdu.ts';
import type { Answer } from './session.ts';
import type { SmppSettings } from './settings.ts';
import { nameOf, partName } from './take-in.ts';

const elsewhereSeconds = 2;
const patienceMs = 45_000; // of the ninety seconds that whoever sends it waits

/** Sends once. Never throws for the carrier's sake. */
export async function sendBySmpp(account: Account<SmppSettings>, { to }: Outbound, text: string, tools: Tools): Promise<Outcome> {
  const { settings, workspace, inbox } = account;
  const { boundMs } = patienceOf(tools);
  const name = settings.carrierName;
  const parts = partsOf(encodeText(text, settings.alphabet), settings.longMessages);
  if (!parts) return { outcome: 'failed', because: 'too-long', words: tooLong(1_600) };
  const line = await lineHere(tools, workspace, inbox, account);
  const until = performance.now() + patienceMs;
  const session = await line?.bound(boundMs);
  if (line?.state() === 'refused') return badCredentials(name);
  // a code or a question to confirm is not put off before: most often another node holds the line, and takes it up soon
  if (!line) return { ...silentOutcome(name, { silent: 'never-left' }), afterSeconds: elsewhereSeconds } as Outcome;
  if (!session) return silentOutcome(name, { silent: 'never-left' });
  const left: string[] = [];
  for (const [at, part] of parts.entries()) {
    const wait = await takePlace(tools, inbox, settings.perSecond);
    if (wait !== undefined && left.length === 0) return throttled(name, wait);
    const answer = await submit(line, bodyOf(settings, to.value, part), { until, waitMs: at === 0 ? 0 : boundMs });
    if (answer === 'unsent') return left.length === 0 ? silentOutcome(name, { silent: 'never-left' }) : partly(left);
    if (answer === 'busy') return left.length === 0 ? throttled(name, Math.ceil(line.slowDown() / 1000)) : partly(left);
    if (!answer) return left.length === 0 ? silentOutcome(name, { silent: 'unknown' }) : partly(left);
    if (answer.status !== statuses.ok) return left.length > 0 ? partly(left) : refusalOf(name, answer.status);
    const id = nameOf(readId(answer.body), to.value);
    left.push(at === parts.length - 1 ? id : partName(id));
  }
  return { outcome: 'sent', externalId: left.at(-1) ?? null, also: left.slice(0, -1) };
}

type Patience = { readonly until: number; readonly waitMs: number };
/** Through the window; slower, and again, while the carrier asks for that and there is time. A line that broke is waited for where half a message is out. */
async function submit(line: Line, body: Buffer, { until, waitMs: boundWithin }: Patience): Promise<Answer | 'busy' | 'unsent'> {
  return line.gate(async () => {
    for (;;) {
      const session = performance.now() > until ? undefined : await line.bound(boundWithin);
      if (!session) return 'unsent';
      line.submitted();
      const answer = await session.submit(body);
      line.submitted();
      if (typeof answer !== 'object' || !isThrottled(answer.status)) {
        line.speedUp();
        return answer;
      }
      const waitMs = line.slowDown();
      if (performance.now() + waitMs > until) return 'busy';
      await pause(waitMs);
    }
  });
}

function bodyOf({ number, sender }: SmppSettings, to: string, part: Part): Buffer {
  return shortBody({ ...part, from: addressOf(sender || number), to: addressOf(to), registered: 1 });
}

function addressOf(value: string): Address {
  if (value.startsWith('+')) return { ton: 1, npi: 1, value: value.slice(1) };
  return { ton: /^\d+$/.test(value) ? 3 : 5, npi: 0, value };
}

/** Some of it left, the rest did not: the same again would be half a message twice. */
const partly = (also: readonly string[]): Outcome => ({
  ...{ outcome: 'failed', because: 'partly-sent', also },
  words: 'Only the beginning of this message was taken by the carrier. Ask before sending it again.',
});
