// Which items are shown, the keys that answer them, and changing the plan.
import { useWords } from '#lib/language.ts';
import { Button } from '#ui/button.tsx';
import { Kbd } from '#ui/kbd.tsx';
import { auditWords } from './audit-words.ts';

export type Which = 'open' | 'missed' | 'all';
type Props = { which: Which; onWhich: (next: Which) => void; mayChange: boolean; onPlan: () => void };

export function Toolbar({ which, onWhich, mayChange, onPlan }: Props) {
  const w = useWords(auditWords);
  const choices = [
    ['open', w.openOnes],
    ['missed', w.missed],
    ['all', w.all],
  ] as const;
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
      <fieldset className="flex gap-0.5">
        <legend className="sr-only">{w.show}</legend>
        {choices.map(([value, label]) => (
          <button
            key={value}
            type="button"
            aria-pressed={which === value}
            onClick={() => onWhich(value)}
            className="inline-flex h-7 items-center rounded-md px-2.5 text-sm font-medium text-muted transition-colors duration-100 hover:text-ink aria-pressed:bg-pressed aria-pressed:text-ink pointer-coarse:h-10"
          >
            {label}
          </button>
        ))}
      </fieldset>
      {mayChange && (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm text-muted">
          <Key keys="j k" says={`${w.keyNext}, ${w.keyBack}`} />
          <Key keys="m" says={w.met} />
          <Key keys="n" says={w['not-met']} />
          <Key keys="x" says={w['not-applicable']} />
          <Key keys="u" says={w.takeBack} />
          <Button size="sm" look="quiet" onClick={onPlan}>
            {w.change}
          </Button>
        </div>
      )}
    </div>
  );
}

function Key({ keys, says }: { keys: string; says: string }) {
  return (
    <span className="inline-flex items-center gap-1.5 max-md:hidden">
      <Kbd keys={keys} /> {says}
    </span>
  );
}
