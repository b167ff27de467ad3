// A fact as the list outside of the database names it: codes alone.
import type { FactRow } from './store.ts';

export const codesOfFact = ({ id, kind, ground, purpose, until }: Pick<FactRow, 'id' | 'kind' | 'ground' | 'purpose' | 'until'>) => ({
  ...{ id, kind, ground, purpose, until: until?.toISOString() ?? null },
});
