// Taking a role of the company's own away.
import { useMutation } from '@tanstack/react-query';
import { ConfirmDialog } from '#access/security/confirm-dialog.tsx';
import { client } from '#lib/client.ts';
import { useWords } from '#lib/language.ts';
import { toast } from '#ui/toast.tsx';
import { useRefreshStaff } from './refresh.ts';
import type { Role } from './roles-page.tsx';
import { rolesWords } from './words.ts';

export function RemoveRoleDialog({ role, onClose }: { role: Role; onClose: () => void }) {
  const w = useWords(rolesWords);
  const refresh = useRefreshStaff();
  const remove = useMutation({
    mutationFn: () => client.call('removeRole', { params: { role: role.id } }),
    onSuccess: async () => {
      await refresh();
      toast(w.removed);
      onClose();
    },
  });
  return <ConfirmDialog title={w.removeTitle(role.name ?? '')} about={w.removeAbout} act={w.remove} work={remove} onClose={onClose} />;
}
