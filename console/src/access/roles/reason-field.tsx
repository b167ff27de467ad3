// Why somebody may do more than before (Art. 25(2)): the same question wherever more is given.
import { useWords } from '#lib/language.ts';
import { AreaField } from '#ui/field.tsx';
import { grantWords } from './grant-words.ts';

export function ReasonField() {
  const w = useWords(grantWords);
  return <AreaField required label={w.reason} hint={w.reasonHint} name="reason" rows={2} maxLength={500} />;
}
