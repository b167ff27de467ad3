// Recovery codes, shown this once: to copy, to save, to print.
import { Download } from 'lucide-react';
import { useWords } from '#lib/language.ts';
import { Button } from '#ui/button.tsx';
import { CodeBlock } from '#ui/copy.tsx';
import { Actions, Dialog } from '#ui/dialog.tsx';
import { securityWords } from './words.ts';

export function CodesToKeep({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) {
  const w = useWords(securityWords);
  const text = codes.join('\n');
  return (
    <Dialog open onClose={onClose} title={w.keepCodes} about={w.keepCodesAbout}>
      <CodeBlock label={w.recoveryCodes} text={text} />
      <Actions>
        <a
          download="parley-recovery-codes.txt"
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(`${text}\n`)}`}
          className="inline-flex h-9 items-center gap-2 rounded-md border border-line bg-raised px-3.5 font-medium shadow-card hover:bg-hover"
        >
          <Download aria-hidden className="size-4" strokeWidth={1.9} />
          {w.saveCodes}
        </a>
        <Button look="solid" onClick={onClose}>
          {w.codesKept}
        </Button>
      </Actions>
    </Dialog>
  );
}
