// Ending a suspension: one question, then the link to hand over, or the news that it was mailed.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { client, errorWords } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { CodeBlock } from '#ui/copy.tsx';
import { Actions, Dialog } from '#ui/dialog.tsx';
import { leavingWords } from './words.ts';

export function BringBackDialog({ member, onClose }: { member: { id: string; name: string }; onClose: () => void }) {
  const w = useWords(leavingWords);
  const cache = useQueryClient();
  const back = useMutation({ mutationFn: () => client.call('bringStaffBack', { params: { staff: member.id } }) });
  const close = (): void => {
    void cache.invalidateQueries({ queryKey: keys.staff });
    onClose();
  };
  if (back.data)
    return (
      <Dialog
        open
        onClose={close}
        title={w.linkFor(member.name)}
        about={back.data.link ? w.linkAbout : back.data.waits ? w.linkWaits : w.linkMailed}
      >
        {back.data.link && <CodeBlock label={w.linkFor(member.name)} text={back.data.link} />}
        <Actions>
          <Button look="solid" onClick={close}>
            {w.done}
          </Button>
        </Actions>
      </Dialog>
    );
  return (
    <Dialog open onClose={close} title={w.backTitle(member.name)} about={w.backAbout}>
      {back.isError && <Callout tone="bad" alert title={errorWords(back.error)} />}
      <Actions>
        <Button onClick={close}>{w.cancel}</Button>
        <Button look="solid" busy={back.isPending} onClick={() => back.mutate()}>
          {w.bringBack}
        </Button>
      </Actions>
    </Dialog>
  );
}
