// Files of a message: pictures as pictures, everything else as chips with name and size, one press to download.
import { Download, FileText, Image, Paperclip } from 'lucide-react';
import { client, errorWords } from '#lib/client.ts';
import { saveFile } from '#lib/download.ts';
import { useLanguage, useWords } from '#lib/language.ts';
import { fileSize } from '#lib/time.ts';
import { toast } from '#ui/toast.tsx';
import { isPicture, Picture } from './picture.tsx';
import type { Attachment } from './types.ts';
import { threadWords } from './words.ts';

export function AttachmentList({ attachments }: { attachments: readonly Attachment[] }) {
  const w = useWords(threadWords);
  const language = useLanguage();
  if (attachments.length === 0) return null;
  return (
    <ul className="mt-1.5 flex max-w-full flex-wrap gap-1.5">
      {attachments.map((file) => {
        if (isPicture(file))
          return (
            <li key={file.id} className="max-w-full">
              <Picture file={file} />
            </li>
          );
        const Icon = fileIcon(file.type);
        return (
          <li key={file.id} className="max-w-full min-w-0">
            <button
              type="button"
              onClick={() => void download(file)}
              className="group flex max-w-full items-center gap-2.5 rounded-md border border-line bg-raised px-3 py-2 text-left text-sm transition-colors duration-100 hover:bg-hover"
            >
              <Icon aria-hidden className="size-4 shrink-0 text-muted" strokeWidth={1.8} />
              <span className="min-w-0 truncate font-medium">{file.name}</span>
              <span className="shrink-0 text-xs text-muted">{fileSize(file.size, language)}</span>
              <Download role="img" aria-label={w.download} className="size-3.5 shrink-0 text-muted" strokeWidth={2} />
            </button>
          </li>
        );
      })}
    </ul>
  );
}

/** The icon for a media type. */
export function fileIcon(type: string): typeof FileText {
  if (type.startsWith('image/')) return Image;
  return type.startsWith('text/') || type === 'application/pdf' ? FileText : Paperclip;
}

async function download(file: Attachment): Promise<void> {
  try {
    const response = await client.blob('readAttachment', { params: { attachment: file.id } });
    saveFile(await response.blob(), file.name);
  } catch (error) {
    toast(errorWords(error), 'bad');
  }
}
