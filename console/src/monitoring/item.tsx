// One question of a checklist: a line, and, when it is at hand, its answers and the words that go with them.
import { CircleCheck, CircleDashed, CircleMinus, CircleX, Cpu } from 'lucide-react';
import { type FormEvent, useEffect, useRef } from 'react';
import { useWords } from '#lib/language.ts';
import { Button } from '#ui/button.tsx';
import { AreaField } from '#ui/field.tsx';
import { auditWords } from './audit-words.ts';
import type { Item } from './queries.ts';
import type { Given, Walk } from './walk.ts';

const looks = {
  met: { icon: CircleCheck, colour: 'text-good' },
  'not-met': { icon: CircleX, colour: 'text-bad' },
  'not-applicable': { icon: CircleMinus, colour: 'text-muted' },
  none: { icon: CircleDashed, colour: 'text-muted' },
} as const;
const answers = ['met', 'not-met', 'not-applicable'] as const;
type Props = { item: Item; isAt: boolean; walk: Walk; mayChange: boolean };

export function AuditItem({ item, isAt, walk, mayChange }: Props) {
  const w = useWords(auditWords);
  const { icon: Icon, colour } = looks[item.answer ?? 'none'];
  return (
    <article
      id={`item-${item.item}`}
      aria-current={isAt || undefined}
      className="scroll-my-4 rounded-lg border border-line bg-raised transition-colors duration-75 aria-[current]:border-accent aria-[current]:shadow-card"
    >
      <button
        type="button"
        onClick={() => walk.goTo(item.item)}
        aria-expanded={isAt}
        className="flex w-full items-start gap-3 rounded-lg px-4 py-2.5 text-left hover:bg-hover"
      >
        <Icon aria-hidden className={`mt-0.5 size-4.5 shrink-0 ${colour}`} strokeWidth={1.9} />
        <span className="min-w-0 grow">
          <span className="block text-pretty">{item.question}</span>
          {item.note && !isAt && <span className="block truncate text-sm text-muted">{item.note}</span>}
        </span>
        <span className="sr-only">{item.answer ? w[item.answer] : w.unanswered}</span>
        {item.byMachine && <Cpu aria-label={w.byMachine} className="mt-1 size-3.5 shrink-0 text-muted" strokeWidth={2} />}
        <code className="mt-0.5 shrink-0 text-xs text-muted">{item.item}</code>
      </button>
      {isAt && <Answers item={item} walk={walk} mayChange={mayChange} />}
    </article>
  );
}

function Answers({ item, walk, mayChange }: Omit<Props, 'isAt'>) {
  const w = useWords(auditWords);
  const given = walk.chosen ?? item.answer ?? undefined;
  return (
    <div className="grid gap-3 px-4 pt-0.5 pb-4 pl-11.5">
      <Origin item={item} />
      {mayChange ? (
        <>
          <fieldset className="flex flex-wrap gap-2">
            <legend className="sr-only">{item.question}</legend>
            {answers.map((answer) => (
              <Button
                key={answer}
                size="sm"
                aria-pressed={given === answer}
                className="aria-pressed:bg-pressed"
                onClick={() => walk.choose(item, answer)}
              >
                {w[answer]}
              </Button>
            ))}
            {item.answer && !item.byMachine && (
              <Button size="sm" look="quiet" onClick={() => walk.save(item, null)}>
                {w.takeBack}
              </Button>
            )}
          </fieldset>
          {given && <Note key={`${item.item} ${given}`} item={item} given={given} walk={walk} />}
        </>
      ) : (
        item.note && <p className="text-base whitespace-pre-line">{item.note}</p>
      )}
    </div>
  );
}

/** Who or what answered, and what became of it. */
function Origin({ item }: { item: Item }) {
  const w = useWords(auditWords);
  const who = item.byMachine
    ? `${w.byMachine}: ${item.controls.join(', ')}`
    : item.answer && `${w[item.answer]} ${w.by} ${item.answeredBy ?? w.nobody}`;
  const parts = [who, item.finding && w.finding].filter(Boolean);
  return parts.length > 0 && <p className="text-sm text-muted">{parts.join(' · ')}</p>;
}

/** A no must say why: the field takes the focus as soon as it is chosen. Control and Enter save. */
function Note({ item, given, walk }: { item: Item; given: Given; walk: Walk }) {
  const w = useWords(auditWords);
  const form = useRef<HTMLFormElement>(null);
  const waits = walk.chosen !== undefined;
  useEffect(() => {
    if (waits) form.current?.querySelector('textarea')?.focus();
  }, [waits]);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    walk.save(item, given, String(new FormData(event.currentTarget).get('note')).trim());
  };
  return (
    <form
      ref={form}
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.current?.requestSubmit();
      }}
      className="grid max-w-xl gap-2.5"
    >
      <AreaField
        label={w.note}
        hint={waits ? w.noteNeeded : w.noteHint}
        name="note"
        rows={2}
        maxLength={2000}
        required={given !== 'met'}
        defaultValue={item.note ?? ''}
      />
      <div>
        <Button size="sm" look={waits ? 'solid' : 'plain'} type="submit" busy={walk.isSaving}>
          {w.saveAnswer}
        </Button>
      </div>
    </form>
  );
}
