// The number of the company at a carrier, the same for texts and for WhatsApp.
import { Field } from '#ui/field.tsx';

type Props = {
  words: { readonly number: string; readonly numberHint: string };
  known: (name: string) => string;
  errorOf: (name: string) => string | undefined;
  optional?: string | undefined;
};

export function NumberField({ words, known, errorOf, optional }: Props) {
  return (
    <Field
      label={words.number}
      name="number"
      type="tel"
      autoComplete="off"
      maxLength={40}
      placeholder="+12025550100"
      hint={words.numberHint}
      defaultValue={known('number')}
      error={errorOf('number')}
      optional={optional}
    />
  );
}
