// Takes in what a webhook brought: in order for each person, several people at a time. What fails holds up nobody else; the whole is then handed in again, and what is here
// already is known by its id.
import { clock } from '#kit/pool';
import type { Tools } from '#kit/tool';
import type { Account, Change, Hooks, Inbound, Receipt } from '../../adapter.ts';
import { takeEach } from '../bots/take-each.ts';
import { reportAgain } from '../late-receipts.ts';
import { meaningOf } from './errors.ts';
import { momentOf } from './loose.ts';
import { fetchMedia } from './media.ts';
import type { MetaSettings } from './settings.ts';
import { lineOf, place, type Update } from './updates.ts';

type Due = readonly [account: Account<MetaSettings>, update: Update];

/** Throws the first fault when all the others are done. */
export async function takeAll(tools: Tools, hooks: Hooks, due: readonly Due[]): Promise<void> {
  const overtaking: Receipt[] = [];
  const lineOfDue = ([account, update]: Due): string => `${account.inbox}/${lineOf(update)}`;
  try {
    await takeEach(due, lineOfDue, async ([account, update]) => void overtaking.push(...(await take(tools, hooks, account, update))));
  } finally {
    await reportAgain(hooks, overtaking);
  }
}

/** Gives receipts of messages that nobody knows, or nobody knows yet. */
async function take(tools: Tools, hooks: Hooks, account: Account<MetaSettings>, update: Update): Promise<Receipt[]> {
  const at = place(account);
  const unknown: Receipt[] = [];
  switch (update.kind) {
    case 'message':
      if (update.media.length > 0 && (await hooks.isKnown({ ...at, externalId: update.id }))) break; // nothing is fetched twice
      await hooks.receive(await inboundOf(tools, account, update));
      break;
    case 'status':
      for (const externalId of update.ids) {
        const receipt = { ...at, externalId, alsoKnownAs: update.alsoKnownAs, state: update.state, ...reasonOf(update) };
        const { reached } = update;
        if ((await hooks.report({ ...receipt, ...(reached && { reached }) })) === 'unknown') unknown.push(receipt);
      }
      // what another tool of the company sent reached somebody as well
      if (update.reached && unknown.length === update.ids.length) await hooks.renamed({ ...at, from: update.reached });
      break;
    case 'until':
      await hooks.reportUntil({ ...at, from: update.from, state: update.state, until: update.until });
      break;
    case 'preference':
      await hooks.prefer({ ...at, from: update.from, wish: update.wish, at: update.at });
      break;
    case 'renamed':
      await hooks.renamed({ ...at, from: update.from });
      break;
    case 'limit':
      await hooks.limitMoved(at);
      break;
    case 'change':
      await hooks.change(changeOf(at, update.change));
      break;
  }
  return unknown;
}

function changeOf(
  at: Pick<Inbound, 'workspace' | 'inbox'>,
  { externalId, from, order, ...what }: (Update & { kind: 'change' })['change'],
): Change {
  const about = { ...at, externalId, from, order };
  if (what.change === 'unsent') return { ...about, change: 'unsent' };
  if (what.change === 'edited') return { ...about, change: 'edited', text: (what.text ?? '').slice(0, mostText), saidAt: momentOf(order) };
  return { ...about, change: 'reacted', reaction: what.reaction || null };
}

async function inboundOf(tools: Tools, account: Account<MetaSettings>, message: Update & { kind: 'message' }): Promise<Inbound> {
  return {
    ...place(account),
    externalId: message.id,
    also: message.media.flatMap(({ id }) => (id === undefined ? [] : `media:${id}`)),
    from: message.from,
    authentic: false,
    text: message.text.slice(0, mostText),
    attachments: await fetchMedia(tools, account.settings, message.media, isYoung(tools, message.at)),
    answers: message.answers,
    wish: message.wish,
    saidAt: message.at,
    continues: true,
    automatic: false,
  };
}

/** Files that cannot be had now are asked for again for so long; then the message is worth more without them. */
const isYoung = (tools: Tools, at: Date | undefined): boolean =>
  at !== undefined && clock.of({ tools })().getTime() - at.getTime() < fetchForMs;
const fetchForMs = 3 * 3_600_000;

const mostText = 20_000;
const reasonOf = ({ state, code }: Update & { kind: 'status' }) => (state === 'failed' ? meaningOf(code) : { because: null, words: null });
