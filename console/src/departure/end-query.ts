// Whether the company is leaving: asked for by every page, since a colleague may have asked for it.
import { queryOptions } from '@tanstack/react-query';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';

export const endQuery = queryOptions({
  queryKey: keys.endNotice,
  queryFn: () => client.call('readEndNotice'),
  refetchInterval: 10 * 60_000,
});
