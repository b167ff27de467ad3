// Before words leave, whoever writes them learns what of them will be masked: said above the text, and sent only after a second yes. Where the server cannot be asked
// the words go their way: it masks them in any case.
import { EyeOff } from 'lucide-react';
import { useRef, useState } from 'react';
import { client } from '#lib/client.ts';
import { useWords } from '#lib/language.ts';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { guardWords } from './guard-words.ts';
import { useMaskedNames } from './masked.tsx';
import type { Message } from './types.ts';

type Seen = { readonly of: string; readonly text: string; readonly masked: Message['masked'] };

/** `may` says whether this text may leave: at once when nothing of it is masked, else from the second time on. */
export function useMasking() {
  const [seen, setSeen] = useState<Seen>();
  const asking = useRef(false);
  const may = async (text: string): Promise<boolean> => {
    if (asking.current) return false;
    if (seen?.of === text) return true;
    asking.current = true;
    const found = await client.call('lookThrough', { body: { text } }).catch(() => undefined);
    asking.current = false;
    if (!found || found.masked.length === 0) return true;
    setSeen({ of: text, ...found });
    return false;
  };
  return { seen, may, forget: () => setSeen(undefined) };
}

export function WillMask({ seen, isNote, onSend, onEdit }: { seen: Seen; isNote: boolean; onSend: () => void; onEdit: () => void }) {
  const w = useWords(guardWords);
  const what = useMaskedNames()(seen.masked);
  return (
    <div className="px-1 pt-2">
      <Callout tone="warn" icon={EyeOff} title={w.willMask(what)} alert>
        <p>{w.willMaskMore}</p>
        <p className="mt-1 max-h-24 overflow-y-auto whitespace-pre-wrap text-ink [overflow-wrap:anywhere]">{seen.text}</p>
        <p className="mt-2 flex gap-2">
          <Button size="sm" look="solid" onClick={onSend}>
            {isNote ? w.addMasked : w.sendMasked}
          </Button>
          <Button size="sm" look="quiet" onClick={onEdit}>
            {w.edit}
          </Button>
        </p>
      </Callout>
    </div>
  );
}
