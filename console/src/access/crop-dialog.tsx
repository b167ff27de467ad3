// Which square of a picture becomes the photo: one slider along its longer side, as easy by keyboard as by hand.
import { useEffect, useRef, useState } from 'react';
import { useWords } from '#lib/language.ts';
import { Button } from '#ui/button.tsx';
import { Actions, Dialog } from '#ui/dialog.tsx';
import { drawSquare, side, squareOf } from './crop.ts';
import { pictureWords } from './picture-words.ts';

type CropProps = { image: ImageBitmap | undefined; busy: boolean; onSave: (square: Blob) => void; onClose: () => void };

export function CropDialog({ image, busy, onSave, onClose }: CropProps) {
  const w = useWords(pictureWords);
  return (
    <Dialog open={image !== undefined} onClose={onClose} title={w.cropTitle} about={w.cropAbout}>
      {image && <Crop image={image} busy={busy} onSave={onSave} onClose={onClose} />}
    </Dialog>
  );
}

function Crop({ image, busy, onSave, onClose }: CropProps & { image: ImageBitmap }) {
  const w = useWords(pictureWords);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [along, setAlong] = useState(0.5);
  useEffect(() => {
    if (canvas.current) drawSquare(canvas.current, image, along);
  }, [image, along]);
  const save = async (): Promise<void> => {
    if (canvas.current) onSave(await squareOf(canvas.current));
  };
  return (
    <div className="grid gap-4">
      <canvas ref={canvas} width={side} height={side} aria-hidden className="mx-auto size-48 rounded-full border border-line" />
      {image.width !== image.height && (
        <label className="grid gap-1.5 text-sm font-medium">
          {image.width > image.height ? w.cropAcross : w.cropDown}
          <input
            type="range"
            min={0}
            max={1}
            step={0.05}
            value={along}
            onChange={(event) => setAlong(Number(event.target.value))}
            className="h-6 w-full"
          />
        </label>
      )}
      <Actions>
        <Button onClick={onClose}>{w.cancel}</Button>
        <Button look="solid" busy={busy} onClick={() => void save()}>
          {w.save}
        </Button>
      </Actions>
    </div>
  );
}
