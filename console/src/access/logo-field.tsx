// The logo on both grounds that customers may see it on; replacing and removing it.
import { useMutation } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { client, errorWords } from '#lib/client.ts';
import { useWords } from '#lib/language.ts';
import { Button } from '#ui/button.tsx';
import { toast } from '#ui/toast.tsx';
import type { Company } from './company-facts.ts';
import { grounds } from './look-preview.tsx';
import { PictureButton } from './picture-button.tsx';
import { pictureRefusal, pictureWords } from './picture-words.ts';
import { useKeepCompany } from './queries.ts';

export function LogoField({ company, mayChange }: { company: Company; mayChange: boolean }) {
  const w = useWords(pictureWords);
  const keep = useKeepCompany();
  const put = useMutation({
    mutationFn: (file: File) => client.call('putLogo', { bytes: file, type: 'application/octet-stream' }),
    onSuccess: (fresh) => {
      keep(fresh);
      toast(w.savedLogo);
    },
  });
  const remove = useMutation({
    mutationFn: () => client.call('removeLogo'),
    onSuccess: (fresh) => {
      keep(fresh);
      toast(w.removedLogo);
    },
  });
  const error = put.error ?? remove.error;
  return (
    <div className="grid gap-2">
      <p className="text-sm font-medium">{w.logo}</p>
      {company.logo ? (
        <div className="grid grid-cols-2 gap-3">
          {(['light', 'dark'] as const).map((ground) => (
            <figure key={ground} className="grid gap-1">
              <div
                className="grid h-24 place-items-center overflow-hidden rounded-md border border-line p-3"
                style={{ background: grounds[ground].paper }}
              >
                <img src={company.logo ?? ''} alt={company.name} className="max-h-full max-w-full object-contain" />
              </div>
              <figcaption className="text-xs text-muted">{ground === 'light' ? w.onLight : w.onDark}</figcaption>
            </figure>
          ))}
        </div>
      ) : (
        <p className="rounded-md border border-dashed border-edge px-3 py-4 text-sm text-muted">{w.noLogo}</p>
      )}
      {mayChange && (
        <div className="flex flex-wrap gap-2">
          <PictureButton busy={put.isPending} onPick={(file) => put.mutate(file)}>
            {company.logo ? w.replace : w.choose}
          </PictureButton>
          {company.logo && (
            <Button size="sm" look="quiet" icon={Trash2} busy={remove.isPending} onClick={() => remove.mutate()}>
              {w.remove}
            </Button>
          )}
        </div>
      )}
      {error ? (
        <p role="alert" className="text-sm text-bad">
          {pictureRefusal(error) ?? errorWords(error)}
        </p>
      ) : (
        <p className="text-sm text-muted">{w.logoHint}</p>
      )}
    </div>
  );
}
