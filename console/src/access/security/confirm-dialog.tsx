// One question before something is taken away for good.
import type { UseMutationResult } from '@tanstack/react-query';
import { errorWords } from '#lib/client.ts';
import { useWords } from '#lib/language.ts';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { Actions, Dialog } from '#ui/dialog.tsx';
import { securityWords } from './words.ts';

type Work = Pick<UseMutationResult<unknown, Error, void>, 'mutate' | 'isPending' | 'isError' | 'error'>;

export function ConfirmDialog({
  title,
  about,
  act,
  work,
  onClose,
}: {
  title: string;
  about: string;
  act: string;
  work: Work;
  onClose: () => void;
}) {
  const w = useWords(securityWords);
  return (
    <Dialog open onClose={onClose} title={title} about={about}>
      {work.isError && <Callout tone="bad" alert title={errorWords(work.error)} />}
      <Actions>
        <Button onClick={onClose}>{w.cancel}</Button>
        <Button look="danger" busy={work.isPending} onClick={() => work.mutate()}>
          {act}
        </Button>
      </Actions>
    </Dialog>
  );
}
