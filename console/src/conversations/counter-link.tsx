// The code that was shown at the counter, once more: its dialog may have been closed before anybody scanned it. While it is good it can be taken back too.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { QrCode } from 'lucide-react';
import { useEffect, useState } from 'react';
import { client, isGone } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords, words } from '#lib/language.ts';
import { Button } from '#ui/button.tsx';
import { CounterCode } from '#ui/counter-code.tsx';
import { Actions, Dialog } from '#ui/dialog.tsx';
import { Empty, Failed, Skeleton } from '#ui/empty.tsx';
import { toast } from '#ui/toast.tsx';

const linkWords = words(
  {
    show: 'Show the code again',
    title: 'Code for their phone',
    back: 'Take it back',
    takenBack: 'Whoever scans it now finds nothing.',
    sure: 'Whoever stands there can then not go on with this conversation on a phone, and there is no second code for it. Open a new one at the counter if the wrong person saw this.',
    keep: 'Keep it',
    over: 'This code is good for nothing any more',
    overMore: 'A phone has taken it up, it was taken back, or its ten minutes are over.',
    close: 'Close',
  },
  {
    show: 'Code noch einmal zeigen',
    title: 'Code für das Telefon der Person',
    back: 'Zurücknehmen',
    takenBack: 'Wer ihn jetzt scannt, findet nichts.',
    sure: 'Die Person an der Theke kann dann mit diesem Gespräch nicht am Telefon weitermachen, und einen zweiten Code dafür gibt es nicht. Eröffne an der Theke ein neues, wenn jemand Falsches ihn gesehen hat.',
    keep: 'Behalten',
    over: 'Dieser Code gilt nicht mehr',
    overMore: 'Ein Telefon hat ihn übernommen, er wurde zurückgenommen, oder seine zehn Minuten sind um.',
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
    staleTime: Number.POSITIVE_INFINITY, // each look is written down
  });
  const [isSure, setSure] = useState(false);
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
  const isOver = useIsPast(link.data?.expiresAt) || [link.error, back.error].some((error) => isGone(error));
  return (
    <Dialog open onClose={over} title={w.title}>
      <div className="grid gap-4">
        {link.isPending && <Skeleton lines={5} />}
        {link.data && !isOver && <CounterCode language={link.data.language} picture={link.data.picture} />}
        {isOver && <Empty icon={QrCode} title={w.over} more={w.overMore} />}
        {(link.isError || back.isError) && !isOver && <Failed error={link.error ?? back.error} onRetry={() => void link.refetch()} />}
        {isSure && !isOver && <p role="alert">{w.sure}</p>}
        <Actions>
          {link.data && !isOver && (
            <Button look={isSure ? 'danger' : 'plain'} busy={back.isPending} onClick={() => (isSure ? back.mutate() : setSure(true))}>
              {w.back}
            </Button>
          )}
          <Button look="solid" onClick={isSure && !isOver ? () => setSure(false) : over}>
            {isSure && !isOver ? w.keep : w.close}
          </Button>
        </Actions>
      </div>
    </Dialog>
  );
}

/** Whether a moment is over by now: drawn again when it is. */
function useIsPast(moment: string | undefined): boolean {
  const [past, setPast] = useState<string>();
  useEffect(() => {
    if (moment === undefined) return undefined;
    const timer = setTimeout(() => setPast(moment), Math.max(0, Date.parse(moment) - Date.now()));
    return () => clearTimeout(timer);
  }, [moment]);
  return moment !== undefined && past === moment;
}
