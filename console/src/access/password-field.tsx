// A password with a way to see it; pasting and password managers welcome (WCAG 3.3.8).
import { Eye, EyeOff } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useWords } from '#lib/language.ts';
import { Field } from '#ui/field.tsx';
import { entryWords } from './words.ts';

export function PasswordField({
  isNew,
  error,
  hint,
  label,
  name = 'password',
}: {
  isNew?: boolean;
  error?: string | undefined;
  hint?: ReactNode;
  label?: string;
  name?: string;
}) {
  const w = useWords(entryWords);
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  return (
    <div className="relative">
      <Field
        required
        label={label ?? w.password}
        name={name}
        type={shown ? 'text' : 'password'}
        autoComplete={isNew ? 'new-password' : 'current-password'}
        {...(isNew && { minLength: 12 })}
        maxLength={1024}
        hint={hint}
        error={error}
        className="pr-10"
      />
      <button
        type="button"
        aria-label={shown ? w.hidePassword : w.showPassword}
        aria-pressed={shown}
        onClick={() => setShown(!shown)}
        className="absolute top-7 right-1 flex size-8 items-center justify-center rounded-md text-muted hover:text-ink"
      >
        <Icon aria-hidden className="size-4" strokeWidth={1.9} />
      </button>
    </div>
  );
}
