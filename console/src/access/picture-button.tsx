// A button for one picture that browsers and the server both read.
import { ImageUp } from 'lucide-react';
import { FileButton } from '#ui/file-button.tsx';

export function PictureButton({ children, busy, onPick }: { children: string; busy: boolean; onPick: (file: File) => void }) {
  return (
    <FileButton icon={ImageUp} accept="image/png,image/jpeg,image/webp" busy={busy} onPick={onPick}>
      {children}
    </FileButton>
  );
}
