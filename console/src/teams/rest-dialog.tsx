// Putting a team to rest: says how many conversations fall back before they do.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { client, errorWords } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { Button } from '#ui/button.tsx';
import { Actions, Dialog } from '#ui/dialog.tsx';
import { Failed, Skeleton } from '#ui/empty.tsx';
import { toast } from '#ui/toast.tsx';
import { loadQuery, type Team } from './queries.ts';
import { teamWords } from './words.ts';

export function RestDialog({ team, onClose }: { team: Team; onClose: () => void }) {
  const w = useWords(teamWords);
  const cache = useQueryClient();
  const load = useQuery(loadQuery(team.id));
  const rest = useMutation({
    mutationFn: () => client.call('restTeam', { params: { team: team.id } }),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: keys.teams });
      toast(w.rested);
      onClose();
    },
  });
  const sum = (of: 'open' | 'all') => load.data?.items.reduce((total, each) => total + each[of], 0) ?? 0;
  return (
    <Dialog open onClose={onClose} title={w.restOf(team.name)} about={w.restAbout}>
      {load.isPending && <Skeleton lines={2} />}
      {load.isError && <Failed error={load.error} onRetry={() => void load.refetch()} />}
      {load.isSuccess && <p>{w.load(sum('open'), sum('all'))}</p>}
      {rest.isError && (
        <p role="alert" className="text-sm text-bad">
          {errorWords(rest.error)}
        </p>
      )}
      <Actions>
        <Button onClick={onClose}>{w.cancel}</Button>
        <Button look="danger" disabled={!load.isSuccess} busy={rest.isPending} onClick={() => rest.mutate()}>
          {w.rest}
        </Button>
      </Actions>
    </Dialog>
  );
}
