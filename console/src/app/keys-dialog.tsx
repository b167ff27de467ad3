// All keys on one card, and the switch that turns single keys off (WCAG 2.1.4).
import { useWords } from '#lib/language.ts';
import { useSingleKeys } from '#lib/shortcuts.ts';
import { Dialog } from '#ui/dialog.tsx';
import { Kbd } from '#ui/kbd.tsx';
import { Switch } from '#ui/switch.tsx';
import { keyWords } from './words.ts';

const rows = [
  ['next', 'J'],
  ['previous', 'K'],
  ['reply', 'R'],
  ['note', 'N'],
  ['send', 'Control Enter'],
  ['assign', 'A'],
  ['close', 'E'],
  ['panel', 'I'],
  ['filter', '/'],
  ['inbox', 'G I'],
  ['requests', 'G R'],
  ['palette', 'Control K'],
  ['leave', 'Escape'],
  ['help', '?'],
] as const;

export function KeysDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const w = useWords(keyWords);
  const [single, setSingle] = useSingleKeys();
  return (
    <Dialog open={open} onClose={onClose} title={w.title}>
      <dl className="grid gap-x-8 sm:grid-cols-2">
        {rows.map(([name, keys]) => (
          <div key={name} className="flex items-center justify-between gap-4 border-b border-line py-2">
            <dt>{w[name]}</dt>
            <dd>
              <Kbd keys={keys} />
            </dd>
          </div>
        ))}
      </dl>
      <div className="mt-5 flex items-start justify-between gap-4">
        <div>
          <p className="font-medium">{w.single}</p>
          <p className="text-sm text-muted">{w.singleHint}</p>
        </div>
        <Switch label={w.single} checked={single} onChange={setSingle} />
      </div>
    </Dialog>
  );
}
