// Who has everything by the way the house is run: what the company said of its machines, and the host of its database where the register names it.
import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import type { Keeper } from '#kit/keeper';
import { isThisMachine } from '#kit/this-machine';
import { codeOf } from './drift/observe.ts';
import { readFacts } from './record/facts.ts';

/**
 * As of now. Not among them: a key service and a time-stamp authority, which get wrapped keys of the company and hashes, and whoever follows the ledger, to whom no entry of a customer goes even by pseudonym:
 * nothing of a person reaches them.
 */
export async function keepersNow(ctx: Ctx): Promise<Keeper[]> {
  const { hostedBy, hostedIn, operator } = await readFacts(ctx);
  const database = URL.parse(config.of(ctx).databaseUrl)?.hostname ?? '';
  return [
    ...(hostedBy ? [{ what: 'hosting', code: hostedBy, name: null, country: hostedIn } as const] : []),
    ...(operator ? [{ what: 'operator', code: null, name: operator.name, country: null } as const] : []),
    ...(database === '' || isThisMachine(database)
      ? []
      : [{ what: 'database', code: codeOf(database), name: null, country: null } as const]),
  ];
}
