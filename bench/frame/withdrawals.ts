// People who take their consent back, fifty a second, by the link in a mail, at one of two nodes; and a company that goes on trying to write to them at both.
import { record } from '../../server/src/consent/consent.ts';
import { foresee } from '../../server/src/gate/gate.ts';
import { signToken } from '../../server/src/keys/keys.ts';
import type { PersonId, WorkspaceId } from '../../server/src/kit/ids.ts';
import { act } from '../../server/src/kit/pool.ts';
import type { Tools } from '../../server/src/kit/tool.ts';
import { arrive } from '../../server/src/people/people.ts';
import { query } from './ground.ts';
import { openCaller } from './load.ts';
import type { House } from './parley.ts';

const perSecond = 50;
const people = 1600;
const perCommit = 40;
const marketing = { purpose: 'marketing', channel: 'email' } as const;
type Place = { readonly tools: Tools; readonly workspace: WorkspaceId };
export type Withdrawals = Awaited<ReturnType<typeof openWithdrawals>>;

/** Opens a mail inbox and plants people who agreed to advertising. */
export async function openWithdrawals(house: House, tools: Tools, nodes: readonly [string, string]) {
  const workspace = house.workspace as WorkspaceId;
  const inbox = await house.staff.call('addChannel', {
    body: { channel: 'email', name: 'Letters', settings: { address: 'letters@example.com' } },
  });
  const waiting: PersonId[] = [];
  for (let from = 0; from < people; from += perCommit)
    await act(tools, { workspace, actor: { kind: 'system', id: 'bench' }, purpose: marketing.purpose }, async (ctx) => {
      for (let number = from; number < from + perCommit; number += 1) {
        const { person } = await arrive(ctx, { kind: 'email', value: `reader-${number}@example.com`, name: `Reader ${number}` });
        await record(ctx, {
          ...marketing,
          person,
          state: 'given',
          method: 'import',
          by: 'import',
          language: 'en',
          wording: 'Yes',
          evidence: 'bench',
        });
        waiting.push(person);
      }
    });
  const callers = nodes.map((url) => openCaller(url, 32));
  const acknowledged = new Map<PersonId, number>();
  let address = 0;
  const call = (node: number, to: string, headers: Record<string, string>, body: object) => {
    address += 1;
    const from = `198.19.${(address >> 8) & 255}.${address & 255}`;
    return (callers[node] as (typeof callers)[number]).call({
      method: 'POST',
      path: to,
      headers: { ...headers, 'x-forwarded-for': from },
      body: JSON.stringify(body),
    });
  };
  /** Whether a send was taken: 201; a no of the gate is 403 or 409 with its reason, anything else is a fault. */
  const send = async (node: number, person: PersonId): Promise<boolean> => {
    const parts = { person, inbox: inbox.inbox.id, purpose: marketing.purpose, subject: 'Spring', text: 'The lamps of spring are here.' };
    const answer = await call(node, '/v1/conversations', { cookie: house.cookie }, parts);
    if (answer.status === 201) return true;
    if (!answer.body.includes('consent-withdrawn')) throw new Error(`a send answered ${answer.status}: ${answer.body.slice(0, 200)}`);
    return false;
  };
  return {
    /** Lets people withdraw until `end`; `look` asks memory about those whose withdrawal stands. */
    start: (place: Place) => {
      const [pending, lags, running] = [new Map<PersonId, { since: number; lastYes: number }>(), [] as number[], new Set<Promise<void>>()];
      const counts = { withdrawn: 0, refused: 0 };
      let fault: Error | undefined;
      let turn = 0;
      const one = async (person: PersonId, number: number) => {
        if (number % 5 === 0 && !(await send(number % 2, person))) throw new Error('a send to somebody who agreed was refused');
        const token = signToken(place.tools, 'preferences', { workspace, person, ...marketing }, new Date(Date.now() + 3_600_000));
        const answer = await call((number + 1) % 2, `/v1/unsubscribe/${token}`, {}, {});
        if (answer.status !== 200) throw new Error(`a withdrawal answered ${answer.status}: ${answer.body.slice(0, 200)}`);
        acknowledged.set(person, Date.now());
        pending.set(person, { since: performance.now(), lastYes: 0 });
        counts.withdrawn += 1;
        const sent = await Promise.all([send(0, person), send(1, person)]);
        if (sent.includes(true)) throw new Error('a send was taken after an acknowledged withdrawal');
        counts.refused += 2;
      };
      const timer = setInterval(() => {
        const person = waiting.pop();
        if (!person) return;
        turn += 1;
        const work = one(person, turn)
          .catch((error: Error) => {
            fault ??= error;
          })
          .finally(() => running.delete(work));
        running.add(work);
      }, 1000 / perSecond);
      const look = () => {
        for (const [person, waits] of pending) {
          const verdict = foresee({ ...place, now: new Date() }, { act: 'send', person, ...marketing });
          if (verdict?.allowed) waits.lastYes = performance.now();
          if (verdict?.allowed !== false) continue; // memory that is out of step says nothing, which is no yes
          lags.push(Math.max(0, waits.lastYes - waits.since));
          pending.delete(person);
        }
      };
      return {
        look,
        end: async () => {
          clearInterval(timer);
          await Promise.all(running);
          for (const until = performance.now() + 10_000; pending.size > 0 && performance.now() < until; look())
            await new Promise((resolve) => setTimeout(resolve, 2));
          if (fault) throw fault;
          if (pending.size > 0) throw new Error(`memory never heard of ${pending.size} withdrawals`);
          return { lags, ...counts };
        },
      };
    },
    /** Throws when the database holds an attempt to deliver that began after its person's withdrawal was acknowledged. */
    refuseAnySendAfter: async () => {
      const rows = await query<{ person: PersonId; at: Date }>(
        house.databaseUrl,
        'SELECT person_id AS person, started_at AS at FROM deliveries WHERE started_at IS NOT NULL AND person_id = ANY($1)',
        [[...acknowledged.keys()]],
      );
      const late = rows.filter(({ person, at }) => at.getTime() > (acknowledged.get(person) ?? Number.POSITIVE_INFINITY));
      if (late.length > 0) throw new Error(`${late.length} sends began after an acknowledged withdrawal`);
      if (acknowledged.size > 0 && rows.length === 0) throw new Error('nothing was ever sent, so nothing was shown');
    },
    close: () => {
      for (const caller of callers) caller.close();
    },
  };
}
