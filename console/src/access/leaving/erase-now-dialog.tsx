// Erasing somebody who has left before the period of the company is over: why, and what follows.
import type { Body } from '@parley/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { client, errorWords } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { Actions, Dialog } from '#ui/dialog.tsx';
import { SelectField } from '#ui/field.tsx';
import { toast } from '#ui/toast.tsx';
import { leavingWords } from './words.ts';

type Reason = Body<'eraseStaffNow'>['reason'];
const reasons: readonly Reason[] = ['asked', 'not-needed', 'unlawful'];

export function EraseNowDialog({ member, onClose }: { member: { id: string; name: string }; onClose: () => void }) {
  const w = useWords(leavingWords);
  const cache = useQueryClient();
  const erase = useMutation({
    mutationFn: (reason: Reason) => client.call('eraseStaffNow', { params: { staff: member.id }, body: { reason } }),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: keys.staff });
      toast(w.erasedNow);
      onClose();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    erase.mutate(String(new FormData(event.currentTarget).get('reason')) as Reason);
  };
  return (
    <Dialog open onClose={onClose} title={w.eraseTitle(member.name)} about={w.eraseAbout}>
      <form onSubmit={submit} className="grid gap-4">
        <SelectField label={w.why} name="reason" choices={reasons.map((each) => ({ value: each, label: w[each] }))} />
        {erase.isError && <Callout tone="bad" alert title={errorWords(erase.error)} />}
        <Actions>
          <Button onClick={onClose}>{w.cancel}</Button>
          <Button look="danger" type="submit" busy={erase.isPending}>
            {w.eraseNow}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
