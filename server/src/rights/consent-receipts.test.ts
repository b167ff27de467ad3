// What a company hands out about consents, as the database has it, read by programs that are not ours and held against the shapes of ISO/IEC TS 27560.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import jsonld from 'jsonld';
import { Parser, Store } from 'n3';
import Validator from 'rdf-validate-shacl';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { record, withdraw } from '#consent';
import type { PersonId } from '#kit/ids';
import { arrive, findIdentity } from '#people';
import { changePurpose, currentNotice, type Notice, publishNotices, purposeByCode } from '#purposes';
import { companyFacts } from '#test/agreeing';
import { openRoom, type TestRoom } from '#test/room';
import { changeCompany } from '../access/workspaces.ts';
import { agree, confirm } from '../consent/agree.ts';
import { importConsents } from '../consent/import/import.ts';
import { consentFile } from './consent-receipts.ts';

const shapes = new Store(
  new Parser().parse(readFileSync(path.join(import.meta.dirname, '..', 'consent', 'receipt', 'shapes.ttl'), 'utf8')),
);
let room: TestRoom;
let notice: Notice;
beforeAll(async () => {
  room = await openRoom();
  await room.ctx(async (ctx) => {
    await changeCompany(ctx, companyFacts);
    await changePurpose(ctx, (await purposeByCode(ctx, 'marketing'))!.id, {
      active: true,
      channels: ['web-chat', 'email', 'sms'],
      reason: 'spring',
    });
    await publishNotices(ctx, { ...companyFacts, name: 'Lantern', country: 'DE' }, []);
    notice = (await currentNotice(ctx, 'en'))!;
  });
});
afterAll(() => room.stop());

const known = (name: string) => room.ctx(async (ctx) => (await arrive(ctx, { kind: 'email', value: `${name}@example.com` })).person);
const yes = (person: PersonId) =>
  ({ person, purpose: 'marketing', channel: 'email', method: 'privacy-page', language: 'en', notice }) as const;
type Status = { '@type': string; 'dct:relation'?: { '@id': string }; '@id': string; 'dct:provenance'?: object };

/** The file as it is handed out: its statuses by node, and where it breaks the shapes. */
async function handedOut(person: PersonId, kind: 'record' | 'receipt') {
  const { bytes } = await room.ctx((ctx) => consentFile(ctx, person, kind), { purpose: 'rights-fulfilment' });
  const document = JSON.parse(String(bytes)) as { '@graph': { 'dpv:hasConsentStatus'?: Status[] }[] };
  const documentLoader = async (url: string): Promise<never> => {
    throw new Error(`the network was asked for ${url}`);
  };
  const nquads = await jsonld.toRDF(document as object, { format: 'application/n-quads', documentLoader, safe: true } as never);
  const report = await new Validator(shapes).validate(new Store(new Parser({ format: 'N-Quads' }).parse(nquads as unknown as string)));
  return {
    statuses: document['@graph'].flatMap((node) => (node['dpv:hasConsentStatus'] ? [node['dpv:hasConsentStatus']] : [])),
    breaches: report.results.map((each) => each.path?.value ?? 'something'),
    conforms: report.conforms,
  };
}
const typesOf = (statuses: readonly Status[] = []) => statuses.map((each) => each['@type'].replace('dpv:Consent', ''));

test.each(['record', 'receipt'] as const)(
  'the %s of a double opt-in and what became of it keeps the shapes of the standard',
  async (kind) => {
    const ada = await known(`ada-${kind}`);
    await room.ctx((ctx) => record(ctx, { ...yes(ada), state: 'requested', by: 'agent' }));
    await room.ctx((ctx) => agree(ctx, yes(ada))); // all of it at one instant
    const { statuses: waiting } = await handedOut(ada, kind);
    expect(typesOf(waiting[0])).toEqual(['Requested', 'RequestDeferred']);
    const event = waiting[0]?.[1]?.['@id'].split('/').at(-1) as never;
    await room.ctx((ctx) => confirm(ctx, event, { method: 'confirmed-link' }));
    await room.ctx((ctx) => withdraw(ctx, ada, 'marketing', 'email', 'one-click'));
    const { statuses, breaches, conforms } = await handedOut(ada, kind);
    expect([breaches, conforms]).toEqual([[], true]);
    expect(statuses.map(typesOf)).toEqual([['Requested', 'RequestDeferred', 'Given', 'Withdrawn']]);
    expect(statuses[0]?.[2]?.['dct:relation']?.['@id']).toBe(waiting[0]?.[1]?.['@id']);
  },
);

test('so does what was brought along from another system, a no on another channel, and a yes to what means something else by now', async () => {
  const row = {
    ...{ address: 'boris@example.com', purpose: 'marketing', channel: 'email', at: '2026-11-01', how: 'confirmed-by-link' },
    ...{ wording: 'Yes, write to me.', source: 'Old shop' },
  };
  expect((await room.ctx((ctx) => importConsents(ctx, [row], false))).taken).toBe(1);
  const boris = (await room.ctx((ctx) => findIdentity(ctx, 'email', 'boris@example.com')))?.person as PersonId;
  await room.ctx((ctx) => record(ctx, { ...yes(boris), channel: 'sms', state: 'refused', by: 'self' }));
  const before = await handedOut(boris, 'record');
  expect([before.breaches, before.statuses.map(typesOf).sort()]).toEqual([[], [['Given'], ['Refused']]]);
  expect(JSON.stringify(before.statuses)).toContain('Old shop');
  await room.ctx(async (ctx) => changePurpose(ctx, (await purposeByCode(ctx, 'marketing'))!.id, { period: 'P3Y', reason: 'records' }));
  const after = await handedOut(boris, 'record');
  expect([after.breaches, after.statuses.map(typesOf).sort()]).toEqual([[], [['Given', 'Invalidated'], ['Refused']]]);
});
