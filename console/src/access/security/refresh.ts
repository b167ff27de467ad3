// What changes by which I come in changes how I can prove who I am, which two places show.
import type { QueryClient } from '@tanstack/react-query';
import { keys } from '#lib/keys.ts';

/** Reads these lists again, and the ways to prove who I am. */
export async function refresh(cache: QueryClient, ...lists: readonly (readonly string[])[]): Promise<void> {
  await Promise.all([...lists, keys.proofWays].map((queryKey) => cache.invalidateQueries({ queryKey })));
}
