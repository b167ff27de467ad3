// A platform of the company files a request for a person (OpenDSR 7): it becomes an ordinary request with its clock, which runs since the person asked, and is approved by people as any other that
// staff begin. Whoever files sees every inbox: that somebody is not known is told to them.
import { areasIn, reachOf } from '#access';
import { sealSecret } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { insideHosts } from '#kit/outside';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { holdGroup } from '#people';
import { takeBackRequest } from '../fee/taking-back.ts';
import { open } from '../requests.ts';
import { type RequestRow, store } from '../store.ts';
import { tellFiler } from './callbacks.ts';
import { type Filed, faultsOf, identitiesIn, statusOf, versions } from './rules.ts';
import { domainOf, signingPair } from './signing.ts';
import { type FilingRow, filingStore } from './store.ts';
import { filingPlace } from './view.ts';
import { whose } from './whose.ts';

/** Files it; the same number again gives what was filed. Problems: `invalid` with what is not taken, `conflict` for a number of another request or identities of two people, `not-permitted` for a key that does not see every inbox, `not-found` without a certificate. */
export async function file(ctx: Ctx, version: 'v2' | 'v3', filed: Filed): Promise<FilingRow> {
  signingPair(ctx.tools); // what cannot be signed is not begun
  await refuseNarrow(ctx);
  const { identities, faults } = identitiesIn(version, filed, domainOf(ctx.tools));
  const all = [...faultsOf(filed, ctx.now, insideHosts(ctx.tools)), ...faults];
  if (all.length > 0) throw new Problem('invalid', { because: 'not-taken', fields: all });
  const { subject_request_id: id, subject_request_type: type } = filed;
  const known = await filingStore.held(ctx, id); // first: whose it is may look otherwise by the time a platform repeats it
  if (known) {
    if (known.type !== type || known.version !== versions[version]) throw new Problem('conflict', { because: 'another-request' });
    return known;
  }
  const found = await whose(ctx, identities);
  const person = found?.person;
  const before = person && (await store.ofPeople(ctx, await holdGroup(ctx, person))).map((row) => row.id); // theirs before they were merged too
  const request = found && (await begin(ctx, found, filed));
  const opened = request !== undefined && !before?.includes(request.id);
  const said = { urls: [...new Set(filed.status_callback_urls ?? [])], groupId: filed.group_id ?? null };
  const told = statusOf(request, false);
  await filingStore.insert(ctx, {
    ...{ id, request_id: request?.id ?? null, opened, type, version: versions[version], told },
    said: await sealSecret(ctx, filingPlace(id), JSON.stringify(said)),
    ...{ by: ctx.actor.id, submittedAt: new Date(filed.submitted_time) },
  });
  if (request) await store.step(ctx, request.id, 'filed', { type });
  const facts = { request: request?.id ?? null, type, found: request ? 1 : 0 };
  await append(ctx, { kind: 'request.filed', ...(person && { subject: person }), facts });
  const row = await mustFile(ctx, id);
  await tellFiler(ctx, row, told, true);
  return row;
}

/** A filing by its number. Problem `not-found`. */
export async function mustFile(ctx: Ctx, id: string): Promise<FilingRow> {
  await refuseNarrow(ctx);
  const row = await filingStore.seen(ctx, id);
  if (!row) throw new Problem('not-found');
  return row;
}

/** Cancels what is pending. A request that the person or anybody else asked for as well goes on; only this filing of it ends. Problems `not-found`, `conflict` once it is under way or answered. */
export async function cancel(ctx: Ctx, id: string): Promise<FilingRow> {
  const { request_id: named } = await mustFile(ctx, id);
  const request = named ? await store.byId(ctx, named) : undefined; // before the filing, in the order of an approval
  const row = (await filingStore.byId(ctx, id)) ?? (await mustFile(ctx, id));
  if (row.cancelled_at) return row;
  if (statusOf(request, false) !== 'pending' || !request) throw new Problem('conflict', { because: 'not-pending' });
  await filingStore.cancel(ctx, id);
  if (row.opened && (await isItsAlone(ctx, request, id))) await takeBackRequest(ctx, request.id);
  await append(ctx, { kind: 'request.filing-cancelled', subject: request.person_id ?? undefined, facts: { request: request.id } });
  const now = await mustFile(ctx, id);
  await tellFiler(ctx, now, 'cancelled');
  return now;
}

/** Whether nobody but this filing asked: no other filing, nobody who joined since, and not the person. */
async function isItsAlone(ctx: Ctx, request: RequestRow, filing: string): Promise<boolean> {
  return request.filed_alone && !(await filingStore.isShared(ctx, request.id, filing));
}

/** The types of OpenDSR are kinds of ours. Copy and package are fetched by the person with a proof of their own. */
const begin = (ctx: Ctx, { person, isNew }: { person: PersonId; isNew: boolean }, filed: Filed): Promise<RequestRow> =>
  open(ctx, {
    ...{ person, isNew, source: 'staff', isFiled: true, clientKey: undefined, receivedAt: new Date(filed.submitted_time) },
    kind: filed.subject_request_type,
  });

async function refuseNarrow(ctx: Ctx): Promise<void> {
  const reach = await reachOf(ctx);
  if (reach && areasIn(reach, 'rights-fulfilment') !== null) throw new Problem('not-permitted', { because: 'every-inbox-needed' });
}
