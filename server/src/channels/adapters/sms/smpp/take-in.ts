// What a message centre hands in (deliver_sm), in the house's words: somebody wrote, or a message of ours got further. Whoever calls acknowledges when this resolves.
import type { Tools } from '#kit/tool';
import { mostText } from '../../../safe-text.ts';
import { missingFile } from '../../file-names.ts';
import { hooks } from '../hooks.ts';
import { inboundBy } from '../incoming.ts';
import { decodeText } from './letters.ts';
import type { Line } from './line.ts';
import { readPart } from './parts.ts';
import { pause } from './pause.ts';
import type { Address, Short } from './pdu.ts';
import { isReceipt, readReceipt, spellings } from './receipt.ts';

const waitMs = 250;
const patienceMs = 5_000;

/** `told` is `SESSION/PLACE`. Throws what could not be stored now. */
export const takeIn = (tools: Tools, line: Line, short: Short, told: string): Promise<void> =>
  isReceipt(short) ? takeReceipt(tools, line, short) : takeWords(tools, line, short, told);

async function takeWords(tools: Tools, line: Line, short: Short, told: string): Promise<void> {
  const { account } = line;
  const { words, concat } = readPart(short);
  const text = decodeText(words, short.coding, account.settings.alphabet);
  const inbound = inboundBy(account, `smpp:${told}`, senderOf(short.from), text ?? '');
  const whole = text === undefined ? { ...inbound, attachments: [missingFile(1)] } : inbound; // a logo, a setting of a phone: its absence is seen
  const { receive, receivePiece } = hooks.of({ tools });
  if (text === undefined) await receive(whole);
  else {
    const piece = concat ?? { reference: '', part: 1, parts: 1 };
    // a letter may be cut in two between two parts: they are made whole once they are joined
    await receivePiece(concat ? { ...inbound, text: text.slice(0, mostText) } : inbound, {
      ...piece,
      reference: `${short.to.value}/${piece.reference}`,
      told,
      doubtMs: line.doubtMs(),
    });
  }
}

/** A receipt may come before the answer to what it is about, and before that is written down: it is waited for. */
async function takeReceipt(tools: Tools, line: Line, short: Short): Promise<void> {
  const receipt = readReceipt(short);
  if (!receipt?.state) return;
  const { workspace, inbox, settings } = line.account;
  const { state, meaning } = receipt;
  const ids = spellings(receipt.id, settings.messageIds);
  // the number stands in the id that we keep: ids of one spelling do not meet those of another by chance. Some carriers turn the addresses round
  const names = [short.from, short.to].flatMap(({ value }) => ids.map((id) => nameOf(id, value)));
  const { whichIsKnown, report } = hooks.of({ tools });
  for (const until = performance.now() + patienceMs; ; ) {
    const externalId = await whichIsKnown({ workspace, inbox }, [...names, ...names.map(partName)]);
    if (externalId !== undefined) {
      const { because, words } = meaning ?? { because: null, words: null };
      // a part that is not the last says nothing but that the whole will not arrive
      const isPart = !names.includes(externalId);
      await report({ workspace, inbox, externalId, state: isPart && state !== 'failed' ? 'sent' : state, because, words });
      return;
    }
    if (performance.now() > until || !line.isFresh()) return; // none of ours, or of somebody who was erased
    await pause(waitMs);
  }
}

/** What we keep of the id of a submission: with the end of the number that it went to. */
export const nameOf = (id: string, number: string): string => `smpp:${id}/${number.replace(/\D/g, '').slice(-6)}`;
export const partName = (name: string): string => `${name}/part`;

function senderOf({ ton, value }: Address): string {
  const digits = value.replace(/^\+|^00(?=[1-9]\d{6,14}$)/, '');
  return ton <= 1 && /^[1-9]\d{6,14}$/.test(digits) ? `+${digits}` : value;
}
