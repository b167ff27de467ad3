// A formatted mail in a frame of its own: sanitised by the server, no scripts here either, remote images only when the agent asks for them.
import { ImageOff } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useWords } from '#lib/language.ts';
import { threadWords } from './words.ts';

export function MailFrame({ message, author, onPlain }: { message: string; author: string; onPlain: () => void }) {
  const w = useWords(threadWords);
  const [images, setImages] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    void box.current?.scrollIntoView({ block: 'nearest' }); // newer browsers answer with a promise, which is no clean-up
  }, []);
  const link = 'min-h-6 rounded-sm px-1 text-xs text-muted underline-offset-2 hover:text-ink hover:underline';
  return (
    <div ref={box} className="w-[34rem] max-w-full overflow-hidden rounded-lg border border-line bg-white">
      {/* The server's own policy puts the page into a sandbox as well, so its height cannot be read: the frame can be pulled taller instead. */}
      <div className="h-80 min-h-24 resize-y overflow-hidden">
        <iframe
          title={w.frame(author)}
          src={`/v1/messages/${encodeURIComponent(message)}/html?images=${images}`}
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          referrerPolicy="no-referrer"
          className="size-full"
        />
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line bg-canvas px-2 py-1">
        {!images && (
          <>
            <ImageOff aria-hidden className="ml-1 size-3.5 text-muted" strokeWidth={2} />
            <button type="button" title={w.imagesHint} className={link} onClick={() => setImages(true)}>
              {w.images}
            </button>
          </>
        )}
        <button type="button" className={`ml-auto ${link}`} onClick={onPlain}>
          {w.plain}
        </button>
      </div>
    </div>
  );
}
