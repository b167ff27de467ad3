// Everything that is held about me as a colleague, to take away (Art. 15).
import { useMutation } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { client, errorWords } from '#lib/client.ts';
import { saveFile } from '#lib/download.ts';
import { useLanguage, useWords } from '#lib/language.ts';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { Card } from '#ui/page.tsx';
import { ownCopyWords } from './own-copy-words.ts';

export function OwnCopyCard() {
  const w = useWords(ownCopyWords);
  const language = useLanguage();
  const take = useMutation({
    mutationFn: async (format: 'html' | 'json') => {
      const answer = await client.blob('readOwnCopy', { query: { format, language } });
      saveFile(await answer.blob(), `${w.file}.${format}`);
    },
  });
  return (
    <Card title={w.title} about={w.about}>
      <div className="flex flex-wrap gap-2">
        <Button size="sm" icon={Download} busy={take.isPending} onClick={() => take.mutate('html')}>
          {w.read}
        </Button>
        <Button size="sm" icon={Download} busy={take.isPending} onClick={() => take.mutate('json')}>
          {w.programs}
        </Button>
      </div>
      {take.isError && (
        <div className="mt-3">
          <Callout tone="bad" alert title={errorWords(take.error)} />
        </div>
      )}
    </Card>
  );
}
