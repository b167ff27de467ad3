// Files waiting beside a draft.
import { X } from 'lucide-react';
import { errorWords } from '#lib/client.ts';
import { useLanguage, useWords } from '#lib/language.ts';
import { fileSize } from '#lib/time.ts';
import { fileIcon } from './attachments.tsx';
import { type DraftFile, detach } from './drafts.ts';
import { threadWords } from './words.ts';

export function DraftFiles({ conversation, files }: { conversation: string; files: readonly DraftFile[] }) {
  const w = useWords(threadWords);
  const language = useLanguage();
  if (files.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-1.5 px-3 pb-2">
      {files.map(({ key, file, state, error }) => {
        const Icon = fileIcon(file.type);
        return (
          <li
            key={key}
            className={`flex max-w-full items-center gap-2 rounded-md border bg-raised py-1 pr-1 pl-2.5 text-sm ${state === 'failed' ? 'border-bad' : 'border-line'}`}
          >
            <Icon aria-hidden className="size-4 shrink-0 text-muted" strokeWidth={1.8} />
            <span className="min-w-0 truncate">{file.name}</span>
            <span
              role={state === 'ready' ? undefined : 'status'}
              className={`shrink-0 text-xs ${state === 'failed' ? 'text-bad' : 'text-muted'}`}
            >
              {state === 'ready'
                ? fileSize(file.size, language)
                : state === 'uploading'
                  ? w.uploading
                  : `${w.uploadFailed}: ${errorWords(error)}`}
            </span>
            <button
              type="button"
              aria-label={w.removeFile(file.name)}
              onClick={() => detach(conversation, key)}
              className="flex size-6 items-center justify-center rounded-sm text-muted hover:bg-hover hover:text-ink"
            >
              <X aria-hidden className="size-3.5" strokeWidth={2} />
            </button>
          </li>
        );
      })}
    </ul>
  );
}
