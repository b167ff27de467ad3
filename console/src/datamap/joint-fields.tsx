// Those who decide together with the company, each with fields of their own.
import { Plus, X } from 'lucide-react';
import { useWords } from '#lib/language.ts';
import { Button, IconButton } from '#ui/button.tsx';
import { Field } from '#ui/field.tsx';
import type { RecordFacts } from './queries.ts';
import { mapWords } from './words.ts';

type Joint = RecordFacts['joint'];
const most = 20;

export function JointFields({ joint, onChange }: { joint: Joint; onChange: (joint: Joint) => void }) {
  const w = useWords(mapWords);
  const set = (at: number, part: object) => onChange(joint.map((each, place) => (place === at ? { ...each, ...part } : each)));
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-1.5 text-sm font-medium">{w.joint}</legend>
      {joint.map(({ name, contact }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: fields are controlled, and two may be alike while they are filled in
        <div key={at} className="grid items-end gap-3 rounded-lg border border-line p-4 sm:grid-cols-[1fr_1fr_auto]">
          <Field required label={w.operatorName} maxLength={200} value={name} onChange={(event) => set(at, { name: event.target.value })} />
          <Field
            required
            label={w.operatorContact}
            maxLength={400}
            value={contact}
            onChange={(event) => set(at, { contact: event.target.value })}
          />
          <IconButton
            icon={X}
            label={w.jointRemove(name || w.operatorName)}
            onClick={() => onChange(joint.filter((_, place) => place !== at))}
          />
        </div>
      ))}
      {joint.length < most && (
        <Button size="sm" icon={Plus} className="justify-self-start" onClick={() => onChange([...joint, { name: '', contact: '' }])}>
          {w.jointAdd}
        </Button>
      )}
    </fieldset>
  );
}
