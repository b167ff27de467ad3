// Taking a colleague's second factor away, for the day their phone and their codes are gone. They are told.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { toast } from '#ui/toast.tsx';
import { ConfirmDialog } from './security/confirm-dialog.tsx';
import { staffWords } from './words.ts';

export function TakeFactorDialog({ member, onClose }: { member: { id: string; name: string }; onClose: () => void }) {
  const w = useWords(staffWords);
  const cache = useQueryClient();
  const take = useMutation({
    mutationFn: () => client.call('takeSecondFactor', { params: { staff: member.id } }),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: keys.staff });
      toast(w.factorTaken);
      onClose();
    },
  });
  return (
    <ConfirmDialog title={w.takeFactorTitle(member.name)} about={w.takeFactorAbout} act={w.takeFactor} work={take} onClose={onClose} />
  );
}
