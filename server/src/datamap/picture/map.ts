// The map as the console draws it and as its table says it: the nodes with their names, the paths between them, and what differs from what was declared.
import type { Answer } from '@parley/contract';
import { company } from '#access';
import { nameIn, unreadFields } from '#fields';
import type { Ctx } from '#kit/ctx';
import { deciders } from '#kit/decider';
import { ledgerReceivers } from '#ledger';
import { listPurposes } from '#purposes';
import { collectionPoints } from '#stores';
import { noticeRecipients, placeOf, standing } from '#vendors';
import { person, team } from '../counted/count.ts';
import { readProgress } from '../counted/store.ts';
import { meanings } from '../drift/findings.ts';
import { observe } from '../drift/observe.ts';
import { driftOf, isAsEntered, type Observed } from '../drift/rules.ts';
import { decisionsOf } from '../record/build.ts';
import { readFacts } from '../record/facts.ts';
import { recordWords } from '../record/sheet.ts';
import { type Path, pathsOf } from './paths.ts';
import { groupWords, insideWords, type MapLanguage, noPurpose, placeWords } from './words.ts';

type Map = Answer<'readDataMap'>;
const mostPaths = 5_000;
const mostFindings = 1_000;
const mostTraffic = 2_000;
const few = 5;

export async function dataMap(ctx: Ctx, days: number, language: MapLanguage): Promise<Map> {
  const observed = await observe(ctx, days);
  const paths = pathsOf(observed)
    .map((path) => ({ ...path, uses: path.state === 'declared' ? 0 : shown(path.uses) }))
    .sort(byFigure)
    .slice(0, mostPaths);
  const { hostedIn } = await readFacts(ctx);
  const fieldNames = new Map<string, string>((await unreadFields(ctx)).map(({ id, names }) => [id, nameIn(names, language)]));
  const codes = (name: 'category' | 'place') => [...new Set(paths.map((path) => path[name]))].sort();
  return {
    days,
    countedAt: (await readProgress(ctx))?.countedAt.toISOString() ?? null,
    groups: (['customers', 'staff'] as const).map((code) => ({ code, name: groupWords[code][language] })),
    purposes: await purposesOf(ctx, paths, language),
    categories: codes('category').map((code) => ({ code, name: recordWords[language].categories[code] ?? code })),
    places: codes('place').map((code) => ({ code, name: placeWords[code]?.[language] ?? code, country: hostedIn })),
    recipients: await recipientsOf(ctx, observed, paths, language),
    paths,
    traffic: trafficOf(observed).slice(0, mostTraffic),
    decisions: await decisionsIn(ctx, language),
    stores: (await collectionPoints(ctx)).map(({ name, address, retired }) => ({ name, address, retired })),
    others: ledgerReceivers(ctx.tools).flatMap(({ what, host }) => (what === 'siem' ? [] : [{ what, host }])),
    findings: driftOf(observed)
      .slice(0, mostFindings)
      .map(({ kind, about }) => {
        const { id: check, article, severity, page } = meanings[kind];
        return { kind, about: fieldNames.get(about) ?? about, check, article, severity, page };
      }),
  };
}

async function decisionsIn(ctx: Ctx, language: MapLanguage): Promise<Map['decisions']> {
  const found = decisionsOf({ deciders: deciders.of(ctx), purposes: await listPurposes(ctx) });
  return found.map(({ code, title, logic, inputs, ground, purposes }) => ({
    ...{ code, name: title[language] ?? title.en, logic: logic[language] ?? logic.en, ground, purposes: [...purposes] },
    inputs: inputs.map((each) => recordWords[language].categories[each] ?? each),
  }));
}

async function purposesOf(ctx: Ctx, paths: readonly Pick<Path, 'purpose'>[], language: MapLanguage): Promise<Map['purposes']> {
  const known = await listPurposes(ctx);
  return [...new Set(paths.map(({ purpose }) => purpose))].sort().map((code) => {
    const purpose = known.find((each) => each.code === code);
    const name = purpose?.texts[language].name ?? (code || noPurpose[language]);
    return { code, name, active: purpose?.active ?? false, group: purpose?.about === 'staff' ? 'staff' : 'customers' };
  });
}

/** The team and the person stand where the company does; whoever is outside stands where the register says, and nobody knows where one stands that is not in it. */
async function recipientsOf(
  ctx: Ctx,
  observed: Observed,
  paths: readonly Pick<Path, 'recipient'>[],
  language: MapLanguage,
): Promise<Map['recipients']> {
  const { country } = await company(ctx);
  const register = await noticeRecipients(ctx);
  const codes = new Set([...paths.flatMap(({ recipient }) => recipient ?? []), ...observed.setUp]);
  return [...codes].sort().map((code): Map['recipients'][number] => {
    if (code === team || code === person) {
      const kind = code === team ? 'team' : 'person';
      const readers = code === team ? observed.readers.all : null;
      return { code, name: insideWords[kind][language], kind, country, region: null, reached: [], standing: 'ok', readers };
    }
    const entered = register.find((each) => each.code === code);
    const facts = observed.vendors.find((vendor) => vendor.code === code);
    const stand = standing(code, facts, observed.today);
    return {
      code,
      name: entered?.name ?? code,
      kind: 'outside',
      country: entered?.region ?? null,
      region: entered ? placeOf(entered.region, observed.today) : null,
      reached: elsewhere(observed, code),
      standing: stand.ok ? 'ok' : stand.because,
      readers: null,
    };
  });
}

/** Where somebody is really reached, where that is not what the register says. */
const elsewhere = (observed: Observed, code: string): Map['recipients'][number]['reached'] =>
  observed.reached
    .filter((each) => each.recipient === code && !isAsEntered(observed, each))
    .map(({ region }) => ({ country: region, region: region === 'EU' ? 'eea' : placeOf(region, observed.today) }));

/** What was done, added up over purposes and full days; what is done most comes first. */
function trafficOf({ flows, today }: Observed): Map['traffic'] {
  const same = Object.values(Object.groupBy(flows, ({ act, channel, recipient }) => [act, channel, recipient].join(' ')));
  return same
    .flatMap((list = []) => {
      const [first] = list;
      return first
        ? [
            {
              act: first.act,
              channel: first.channel,
              recipient: first.recipient || null,
              uses: shown(list.reduce((sum, { uses, day }) => (day < today ? sum + uses : sum), 0)),
            },
          ]
        : [];
    })
    .sort(byFigure);
}

/** Of what was seen. Fewer than five could point at somebody who remembers: it is only said that there are some. More are rounded down to fives and today is left out, so that the difference of two looks says nothing of one use. */
const shown = (uses: number): number | null => (uses < few ? null : uses - (uses % few));
/** After hiding, or the order would tell what the figure does not. */
const byFigure = (one: { uses: number | null }, other: { uses: number | null }): number => (other.uses ?? 1) - (one.uses ?? 1);
