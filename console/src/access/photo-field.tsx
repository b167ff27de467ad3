// My photo: chosen, cut on this device, sent; or taken away.
import type { Answer } from '@parley/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { client, errorWords } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { Avatar } from '#ui/avatar.tsx';
import { Button } from '#ui/button.tsx';
import { toast } from '#ui/toast.tsx';
import { readImage } from './crop.ts';
import { CropDialog } from './crop-dialog.tsx';
import { PictureButton } from './picture-button.tsx';
import { pictureRefusal, pictureWords } from './picture-words.ts';

export function PhotoField({ staff }: { staff: Answer<'me'>['staff'] }) {
  const w = useWords(pictureWords);
  const keep = useKeepMe();
  const [image, setImage] = useState<ImageBitmap>();
  const [unreadable, setUnreadable] = useState(false);
  const put = useMutation({
    mutationFn: (square: Blob) => client.call('putPhoto', { bytes: square, type: 'application/octet-stream' }),
    onSuccess: (me) => {
      keep(me);
      setImage(undefined);
      toast(w.savedPhoto);
    },
  });
  const remove = useMutation({
    mutationFn: () => client.call('removePhoto'),
    onSuccess: (me) => {
      keep(me);
      toast(w.removedPhoto);
    },
  });
  const pick = (file: File): void => {
    setUnreadable(false);
    readImage(file).then(setImage, () => setUnreadable(true));
  };
  const error = put.error ?? remove.error;
  const complaint = unreadable ? w.notAPicture : error ? (pictureRefusal(error) ?? errorWords(error)) : undefined;
  return (
    <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
      <Avatar name={staff.name} id={staff.id} photo={staff.photo} size="xl" />
      <div className="grid min-w-0 grow basis-60 gap-2">
        <p className="text-sm font-medium">{w.photo}</p>
        <div className="flex flex-wrap gap-2">
          <PictureButton busy={false} onPick={pick}>
            {staff.photo ? w.replace : w.choose}
          </PictureButton>
          {staff.photo && (
            <Button size="sm" look="quiet" icon={Trash2} busy={remove.isPending} onClick={() => remove.mutate()}>
              {w.remove}
            </Button>
          )}
        </div>
        <p className={`text-sm ${complaint ? 'text-bad' : 'text-muted'}`} {...(complaint && { role: 'alert' })}>
          {complaint ?? w.photoHint}
        </p>
      </div>
      <CropDialog image={image} busy={put.isPending} onSave={(square) => put.mutate(square)} onClose={() => setImage(undefined)} />
    </div>
  );
}

/** Keeps what the server answered about me; lists of staff are read again. */
export function useKeepMe(): (me: Answer<'me'>) => void {
  const cache = useQueryClient();
  return (me) => {
    cache.setQueryData(keys.me, me);
    void cache.invalidateQueries({ queryKey: keys.staff });
  };
}
