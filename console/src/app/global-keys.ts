// Keys that work everywhere: the palette, the help, and the ways to the main pages.
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useShortcuts } from '#lib/shortcuts.ts';

type GlobalKeys = {
  help: boolean;
  palette: boolean;
  openHelp: () => void;
  closeHelp: () => void;
  openPalette: () => void;
  closePalette: () => void;
};

export function useGlobalKeys(): GlobalKeys {
  const navigate = useNavigate();
  const [help, setHelp] = useState(false);
  const [palette, setPalette] = useState(false);
  useShortcuts({
    '?': () => setHelp(true),
    'g i': () => void navigate({ to: '/inbox', search: {} }),
    'g r': () => void navigate({ to: '/requests' }),
  });
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
      event.preventDefault();
      setPalette((open) => !open);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
  return {
    help,
    palette,
    openHelp: () => setHelp(true),
    closeHelp: () => setHelp(false),
    openPalette: () => setPalette(true),
    closePalette: () => setPalette(false),
  };
}
