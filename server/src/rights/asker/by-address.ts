// Who asks by phone, by letter or at the counter, or by way of the operator, names an address instead of a conversation (EDPB 01/2022: any way counts). It proves nothing: whoever alone owns it is asked for, as
// far as the roles of whoever notes it reach; anybody else is somebody new with a claim. So a narrow role hears of a number that is known elsewhere what it hears of one that nobody knows.
import type { Body } from '@parley/contract';
import { company, everythingCarried, takeTry } from '#access';
import { accountOfNumber } from '#channels';
import { peopleInReach } from '#conversations';
import { appendAnyway } from '#gate';
import { type Ctx, withCtx } from '#kit/ctx';
import { newId, type PersonId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { addIdentity, arrive, isShared, normalise, ownersOf, phoneIn, rootOf } from '#people';
import { cameBy } from '../came-by.ts';
import { type Opening, open, openedBy } from '../requests.ts';
import type { RequestRow } from '../store.ts';

export type Asker = NonNullable<Body<'openRequest'>['address']>;
/** Addresses that one member of staff, or program, looks up: an office's morning post at once, and then no directory. */
const lookLimits = { tries: 30, refillSeconds: 60 } as const;

/** Opens for a person or for whoever an address leads to; the same client key gives the request that exists. Problems as `open`; `invalid` also for both or neither, and for what is no address; `too-many`. */
export async function openForAsker(
  ctx: Ctx,
  { person, address, ...body }: Body<'openRequest'>,
  clientKey: string | undefined,
): Promise<RequestRow> {
  const asked = { ...body, ...cameBy(ctx, body), source: 'staff', clientKey } as Omit<Opening, 'person'>;
  if (person && !address) return open(ctx, { ...asked, person: person as PersonId });
  if (person || !address || body.message)
    throw new Problem('invalid', {
      fields: [{ path: 'body/address', message: 'Name a person, or an address that no message came from.' }],
    });
  const before = await openedBy(ctx, clientKey);
  if (before) return before;
  return open(ctx, { ...asked, ...(await whoAsks(ctx, address)) });
}

/** Whoever owns the address and is within reach, else somebody new who claims it. Problem `invalid` for what is none. */
export async function whoAsks(ctx: Ctx, asker: Asker): Promise<{ person: PersonId; isNew: boolean }> {
  const name = asker.name?.trim() || undefined;
  const address = await addressIn(ctx, asker);
  const known = address && (await lookUp(ctx, address));
  if (known) return { person: known, isNew: false };
  if (!address && !name) throw new Problem('invalid', { fields: [{ path: 'body/address/name', message: 'Say who asks.' }] });
  const { person } = await arrive(ctx, { kind: 'visitor', value: newId('vst'), name });
  if (address) await addIdentity(ctx, person, address);
  return { person, isNew: true };
}

/** Takes one look of the few that whoever acts has. Problem `too-many`. */
export async function countLook(ctx: Ctx): Promise<void> {
  const { workspace, actor } = ctx;
  const wait =
    actor.kind === 'staff' ? await takeTry(ctx.tools, { what: 'asker', of: actor.id, workspace }, lookLimits, { within: true }) : 0;
  if (wait > 0) throw new Problem('too-many', { retryAfterSeconds: wait });
}

/** The ways in which one address can stand here: WhatsApp knows people by their number where Meta names no id. */
export const spellingsOf = (
  kind: 'email' | 'phone' | 'account',
  value: string,
): readonly (readonly ['email' | 'phone' | 'account', string])[] =>
  kind === 'phone'
    ? [
        [kind, value],
        ['account', accountOfNumber(value)],
      ]
    : [[kind, value]];

type Address = { readonly kind: 'email' | 'phone'; readonly value: string };

async function lookUp(ctx: Ctx, { kind, value }: Address): Promise<PersonId | undefined> {
  await countLook(ctx);
  const owners = new Map<PersonId, boolean>();
  let isOfSeveral = false;
  for (const [as, spelt] of spellingsOf(kind, value)) {
    const rows = await ownersOf(ctx, as, spelt);
    isOfSeveral ||= isShared(rows);
    // somebody who is not there is looked for as well, so that all take the same steps
    const roots = rows.length > 0 ? await Promise.all(rows.map(({ person }) => rootOf(ctx, person))) : [newId('per')];
    for (const root of new Set(roots)) {
      const isSeen = await isInSight(ctx, root);
      if (rows.length > 0) owners.set(root, isSeen);
    }
  }
  // who is known elsewhere too, or shares the number with somebody, is asked about by the office: an address that leads to two leads to neither (Art. 12(6))
  const [[root, isSeen] = []] = owners;
  const found = owners.size === 1 && !isOfSeveral && isSeen ? root : undefined;
  await appendAnyway(ctx, { kind: 'request.asker-looked-up', subject: found, facts: { by: kind } });
  return found;
}

/** Whether whoever acts may open requests for them and may see them: a program that only hands requests in learns of nobody. */
async function isInSight(ctx: Ctx, person: PersonId): Promise<boolean> {
  const grants = (await everythingCarried(ctx))?.filter(({ permissions }) => permissions.includes('people.read'));
  const reading = grants && ctx.actor.kind === 'staff' ? withCtx(ctx, { actor: { ...ctx.actor, reach: { grants } } }) : ctx;
  const [mayOpen, maySee] = [await peopleInReach(ctx, [person]), await peopleInReach(reading, [person])];
  return mayOpen.has(person) && maySee.has(person);
}

async function addressIn(ctx: Ctx, asker: Asker): Promise<Address | undefined> {
  if ('email' in asker) return checked('email', asker.email);
  return 'phone' in asker ? checked('phone', phoneIn((await company(ctx)).country, asker.phone) ?? '') : undefined;
}

function checked(kind: Address['kind'], value: string): Address {
  if (normalise(kind, value) === undefined)
    throw new Problem('invalid', {
      fields: [{ path: `body/address/${kind}`, message: kind === 'email' ? 'is no email address' : 'is no phone number' }],
    });
  return { kind, value };
}
