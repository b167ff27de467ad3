// New recovery codes: those before are worth nothing from then on.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { CodesToKeep } from './codes-to-keep.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { securityWords } from './words.ts';

export function RecoveryDialog({ onClose }: { onClose: () => void }) {
  const w = useWords(securityWords);
  const cache = useQueryClient();
  const renew = useMutation({
    mutationFn: () => client.call('renewRecoveryCodes'),
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.secondFactor }),
  });
  if (renew.data) return <CodesToKeep codes={renew.data.recoveryCodes} onClose={onClose} />;
  return <ConfirmDialog title={w.renewTitle} about={w.renewAbout} act={w.renew} work={renew} onClose={onClose} />;
}
