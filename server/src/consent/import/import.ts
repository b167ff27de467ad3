// Bringing consents along from another system. Each row stands for itself: a refused one leaves nothing behind, not even the address, and the same list twice
// enters nothing twice.
import type { Answer } from '@parley/contract';
import type { Ctx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { append } from '#ledger';
import { arrive, byRoot, cameFrom, ownersOf } from '#people';
import { type Language, listNotices, listPurposes, type Notice, purposeVersions } from '#purposes';
import { saidNoBefore } from '../addresses.ts';
import { groupOf, record } from '../events.ts';
import { newest } from '../rules.ts';
import { readLatest } from '../store.ts';
import { evidenceText } from './evidence.ts';
import { againstStanding, type ImportRow, judgeRow, type Whole } from './rules.ts';

type Done = Answer<'importConsents'>;

/** Takes the rows that count and refuses the others one by one; with `dryRun` it only says so. */
export async function importConsents(ctx: Ctx, rows: readonly ImportRow[], dryRun: boolean): Promise<Done> {
  const purposes = await listPurposes(ctx);
  const versions = await purposeVersions(ctx, []);
  const notices = await listNotices(ctx);
  const items: Done['items'] = [];
  for (const [row, given] of rows.entries()) {
    const purpose = purposes.find(({ code }) => code === given.purpose?.trim());
    const meant =
      purpose && purpose.meaning > 1
        ? versions.find(({ code, version }) => code === purpose.code && version === purpose.meaning)?.since
        : undefined;
    const judged = judgeRow(given, purpose, meant, ctx.now);
    if ('because' in judged) items.push({ row, outcome: 'refused', because: judged.because });
    else items.push({ row, ...(await enter(ctx, given, judged, notices, dryRun)) });
  }
  const count = (outcome: Done['items'][number]['outcome']) => items.filter((each) => each.outcome === outcome).length;
  const counts = { taken: count('taken'), known: count('known'), refused: count('refused') };
  if (!dryRun) await append(ctx, { kind: 'consents.imported', facts: { rows: rows.length, ...counts } });
  return { items, ...counts };
}

async function enter(
  ctx: Ctx,
  given: ImportRow,
  whole: Whole,
  notices: readonly Notice[],
  dryRun: boolean,
): Promise<Omit<Done['items'][number], 'row'>> {
  const version = given.notice?.trim();
  const language = (given.language?.trim() || 'en') as Language;
  const notice = notices.find((each) => String(each.version) === version && each.language === language);
  // what was not published yet was shown to nobody
  if (version && !(notice && notice.publishedAt <= whole.at)) return { outcome: 'refused', because: 'unknown-notice' };
  const { kind, address, purpose, channel, at, how, source } = whole;
  const people: PersonId[] = []; // of all who share the address: what one of them said no to goes there to nobody
  for (const root of (await byRoot(ctx, await ownersOf(ctx, kind, address))).keys()) people.push(...(await groupOf(ctx, root)));
  const against = againstStanding(newest(await readLatest(ctx, people, purpose.code, channel)), at);
  if (against === 'known') return { outcome: 'known', because: null };
  if (against) return { outcome: 'refused', because: against };
  if (await saidNoBefore(ctx, { kind, value: address }, { purpose: purpose.code, channel, at }))
    return { outcome: 'refused', because: 'said-no-later' };
  if (dryRun) return { outcome: 'taken', because: null };
  const { person } = await arrive(ctx, { kind, value: address });
  const wording = given.wording?.trim();
  await record(ctx, {
    ...{ person, purpose: purpose.code, channel, state: 'given', method: 'import', by: 'import', saidAt: at },
    evidence: evidenceText({ how, source, reference: given.reference?.trim() || null, notice: version || null }),
    ...(notice && { notice, language }),
    ...(wording && { wording }),
  });
  // to whom our own notice was shown as they said yes, they told it themselves (Art. 13)
  if (!notice) await cameFrom(ctx, person, { purpose: purpose.code, origin: 'import', said: source });
  return { outcome: 'taken', because: null };
}
