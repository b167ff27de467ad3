// Taking a role away. The last administrator keeps theirs: the server says why.
import { useMutation } from '@tanstack/react-query';
import { ConfirmDialog } from '#access/security/confirm-dialog.tsx';
import { client } from '#lib/client.ts';
import { useWords } from '#lib/language.ts';
import { toast } from '#ui/toast.tsx';
import { grantWords } from './grant-words.ts';
import type { Grant, Member } from './member-grants.tsx';
import { useRefreshStaff } from './refresh.ts';
import { useRoleName } from './role-words.ts';

export function TakeDialog({ member, grant, onClose }: { member: Member; grant: Grant; onClose: () => void }) {
  const w = useWords(grantWords);
  const role = useRoleName()(grant);
  const refresh = useRefreshStaff();
  const take = useMutation({
    mutationFn: () => client.call('removeGrant', { params: { grant: grant.id } }),
    onSuccess: async () => {
      await refresh();
      toast(w.taken);
      onClose();
    },
  });
  return <ConfirmDialog title={w.takeTitle(role, member.name)} about={w.takeAbout} act={w.take} work={take} onClose={onClose} />;
}
