// A picture that somebody sent: fetched through the session when it comes into sight, in a frame of fixed size, large in a dialog. It never comes from
// outside, and nothing but the four plain kinds of picture is ever drawn.
import { useQuery } from '@tanstack/react-query';
import { Download, ImageOff } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { client } from '#lib/client.ts';
import { saveFile } from '#lib/download.ts';
import { keys } from '#lib/keys.ts';
import { useLanguage, useWords } from '#lib/language.ts';
import { fileSize } from '#lib/time.ts';
import { Button } from '#ui/button.tsx';
import { Actions, Dialog } from '#ui/dialog.tsx';
import type { Attachment } from './types.ts';
import { threadWords } from './words.ts';

const kinds = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];
const largest = 5_000_000; // bytes that are fetched without being asked for

/** Whether a file is shown as a picture; any other is a download. */
export function isPicture(file: Attachment): boolean {
  return kinds.includes(file.type) && file.size <= largest;
}

export function Picture({ file }: { file: Attachment }) {
  const w = useWords(threadWords);
  const language = useLanguage();
  const frame = useRef<HTMLButtonElement>(null);
  const inSight = useInSight(frame);
  const [large, setLarge] = useState(false);
  const [broken, setBroken] = useState(false);
  const { data, isError } = useQuery({
    queryKey: keys.attachment(file.id),
    queryFn: async () => (await client.blob('readAttachment', { params: { attachment: file.id } })).blob(),
    enabled: inSight,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
  const source = useObjectUrl(data);
  const failed = isError || broken;
  return (
    <>
      <button
        ref={frame}
        type="button"
        aria-label={w.openImage(file.name)}
        disabled={!source || failed}
        onClick={() => setLarge(true)}
        className="flex h-40 w-56 max-w-full items-center justify-center overflow-hidden rounded-lg border border-line bg-hover"
      >
        {source && !failed && (
          <img src={source} alt={file.name} onError={() => setBroken(true)} className="size-full object-cover" decoding="async" />
        )}
        {failed && (
          <span className="flex flex-col items-center gap-1.5 px-3 text-xs text-muted">
            <ImageOff aria-hidden className="size-5" strokeWidth={1.7} /> {w.imageFailed}
          </span>
        )}
      </button>
      <Dialog open={large} onClose={() => setLarge(false)} title={file.name} about={fileSize(file.size, language)} wide>
        {source && <img src={source} alt={file.name} className="mx-auto max-h-[70vh] max-w-full rounded-md object-contain" />}
        <Actions>
          <Button icon={Download} onClick={() => data && saveFile(data, file.name)}>
            {w.download}
          </Button>
        </Actions>
      </Dialog>
    </>
  );
}

function useInSight(frame: { readonly current: HTMLElement | null }): boolean {
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    const watch = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && setSeen(true));
    if (frame.current) watch.observe(frame.current);
    return () => watch.disconnect();
  }, [frame]);
  return seen;
}

/** An address for bytes in memory, given back when it is no longer shown. */
function useObjectUrl(bytes: Blob | undefined): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!bytes) return;
    const made = URL.createObjectURL(bytes);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes]);
  return url;
}
