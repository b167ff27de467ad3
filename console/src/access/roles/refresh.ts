// After a change of roles: who holds what, and what I may do myself, are read again.
import { useQueryClient } from '@tanstack/react-query';
import { keys } from '#lib/keys.ts';

export function useRefreshStaff(): () => Promise<void> {
  const cache = useQueryClient();
  return async () => {
    await Promise.all([keys.staff, keys.roles, keys.me].map((queryKey) => cache.invalidateQueries({ queryKey })));
  };
}
