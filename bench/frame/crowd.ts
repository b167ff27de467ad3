// Ten thousand conversations by the house's own verbs: each person arrives, each word is sealed, numbered and recorded, only many of them in one commit.
import path from 'node:path';
import { receive } from '../../server/src/conversations/conversations.ts';
import { readConfig } from '../../server/src/kit/config.ts';
import type { ConversationId, InboxId, PersonId, WorkspaceId } from '../../server/src/kit/ids.ts';
import { act, pool } from '../../server/src/kit/pool.ts';
import { openTools, startRooms } from '../../server/src/main.ts';
import { arrive } from '../../server/src/people/people.ts';
import type { Ground } from './ground.ts';
import type { House } from './parley.ts';

const perCommit = 50;
const lanes = 4;
const rooms = ['ledger', 'keys', 'purposes', 'access', 'people', 'consent', 'vendors', 'gate', 'conversations'];
const system = { kind: 'system', id: 'bench' } as const;
const firstNames = ['Ada', 'Boris', 'Carol', 'Dede', 'Emil', 'Fatima', 'Grete', 'Hugo'];
const asks = [
  'Is the brass reading lamp still to be had in the warm finish?',
  'My order has not arrived yet. Could you look where it is, please?',
  'The linen shade came with a dent. I have a picture of it at https://example.com/dent if that helps.',
  'Thank you, that was quick!\n\nOne more question: does the cord come in two metres as well, and is it cotton all the way?',
];

/** So many conversations of one message each; the newest then gets `messages` in all. Gives its id. */
export async function plantCrowd(ground: Ground, house: House, conversations: number, messages: number): Promise<ConversationId> {
  const environment = {
    PARLEY_DATA: path.join(ground.folder, 'data'),
    PARLEY_CONFIG: path.join(ground.folder, 'none.json'),
    PARLEY_POOL: '6',
  };
  const { tools } = await openTools(readConfig(environment), house.databaseUrl, { writeLog: () => undefined });
  const stop = await startRooms(tools, rooms);
  const chat = (await house.staff.call('listInboxes')).items[0]?.id as InboxId;
  const scope = { workspace: house.workspace as WorkspaceId, actor: system, purpose: 'service-conversation' };
  const plant = (from: number) =>
    act(tools, scope, async (ctx) => {
      let last: { conversation: ConversationId; person: PersonId } | undefined;
      for (let number = from; number < Math.min(from + perCommit, conversations); number += 1) {
        const name = `${firstNames[number % firstNames.length]} ${number}`;
        const { person } = await arrive(ctx, { kind: 'visitor', value: `visitor-${number}`, name, proof: 'device' });
        const at = { ...ctx, now: new Date(ctx.now.getTime() - (conversations - number) * 40_000) };
        const { conversation } = await receive(at, { inbox: chat, person, text: `${asks[number % asks.length]} (${number})` });
        last = { conversation, person };
      }
      return last;
    });
  let next = 0;
  let newest: { conversation: ConversationId; person: PersonId } | undefined;
  const lane = async () => {
    while (next < conversations) {
      const from = next;
      next += perCommit;
      const last = await plant(from);
      if (from + perCommit >= conversations) newest = last;
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  if (!newest) throw new Error('nobody was planted');
  const { conversation, person } = newest;
  for (let from = 1; from < messages; from += 200)
    await act(tools, scope, async (ctx) => {
      for (let number = from; number < Math.min(from + 200, messages); number += 1)
        await receive(ctx, { inbox: chat, person, conversation, text: `${asks[number % asks.length]} Line ${number}.` });
    });
  await stop();
  await pool.of({ tools }).end();
  return conversation;
}
