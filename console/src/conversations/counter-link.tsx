// The code that was shown at the counter, once more: its dialog may have been closed before anybody scanned it. While it is good it can be taken back too.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { QrCode } from 'lucide-react';
import { useState } from 'react';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords, words } from '#lib/language.ts';
import { Button } from '#ui/button.tsx';
import { CounterCode } from '#ui/counter-code.tsx';
import { Actions, Dialog } from '#ui/dialog.tsx';
import { Failed, Skeleton } from '#ui/empty.tsx';
import { toast } from '#ui/toast.tsx';

const linkWords = words(
  {
    show: 'Show the code again',
    title: 'Code for their phone',
    back: 'Take it back',
    takenBack: 'Whoever scans it now finds nothing.',
    close: 'Close',
  },
  {
    show: 'Code noch einmal zeigen',
    title: 'Code für das Telefon der Person',
    back: 'Zurücknehmen',
    takenBack: 'Wer ihn jetzt scannt, findet nichts.',
    close: 'Schließen',
  },
);

export function CounterLink({ conversation }: { conversation: string }) {
  const w = useWords(linkWords);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        title={w.show}
        onClick={() => setOpen(true)}
        className="flex shrink-0 items-center gap-1 text-accent underline underline-offset-2"
      >
        <QrCode aria-hidden className="size-3.5" strokeWidth={1.9} /> <span className="@max-xl:sr-only">{w.show}</span>
      </button>
      {isOpen && <LinkDialog conversation={conversation} onClose={() => setOpen(false)} />}
    </>
  );
}

function LinkDialog({ conversation, onClose }: { conversation: string; onClose: () => void }) {
  const w = useWords(linkWords);
  const cache = useQueryClient();
  const params = { conversation };
  const link = useQuery({
    queryKey: keys.counterLink(conversation),
    queryFn: () => client.call('readCounterLink', { params }),
    retry: false,
    gcTime: 0,
  });
  const over = () => {
    void cache.invalidateQueries({ queryKey: keys.storeOf(conversation) });
    onClose();
  };
  const back = useMutation({
    mutationFn: () => client.call('takeCounterLinkBack', { params }),
    onSuccess: () => {
      toast(w.takenBack);
      over();
    },
  });
  return (
    <Dialog open onClose={over} title={w.title}>
      <div className="grid gap-4">
        {link.isPending && <Skeleton lines={5} />}
        {link.data && <CounterCode language={link.data.language} picture={link.data.picture} />}
        {(link.isError || back.isError) && <Failed error={link.error ?? back.error} onRetry={() => void link.refetch()} />}
        <Actions>
          {link.data && (
            <Button busy={back.isPending} onClick={() => back.mutate()}>
              {w.back}
            </Button>
          )}
          <Button look="solid" onClick={over}>
            {w.close}
          </Button>
        </Actions>
      </div>
    </Dialog>
  );
}
