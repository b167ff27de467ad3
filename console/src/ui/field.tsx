// Form fields: label above, hint below, the error in place of the hint and tied to the control for assistive technology.
import { ChevronDown } from 'lucide-react';
import { type ComponentProps, type ReactNode, useId } from 'react';

const control =
  'w-full rounded-md border border-edge bg-raised px-3 text-base text-ink transition-colors duration-100 focus-visible:border-accent focus-visible:outline-offset-0 aria-invalid:border-bad disabled:opacity-60';

type Shell = { label: string; hint?: ReactNode; error?: string | undefined; optional?: string | undefined };

export function Field({ label, hint, error, optional, className = '', ...rest }: Shell & ComponentProps<'input'>) {
  return (
    <Labelled {...{ label, hint, error, optional }}>
      {(ids) => <input {...rest} {...ids} className={`h-9 pointer-coarse:h-11 ${control} ${className}`} />}
    </Labelled>
  );
}

export function AreaField({ label, hint, error, optional, rows = 3, ...rest }: Shell & ComponentProps<'textarea'>) {
  return (
    <Labelled {...{ label, hint, error, optional }}>
      {(ids) => <textarea rows={rows} {...rest} {...ids} className={`py-2 leading-relaxed ${control}`} />}
    </Labelled>
  );
}

export type Choice = { value: string; label: string };

export function SelectField({
  label,
  hint,
  error,
  optional,
  choices,
  ...rest
}: Shell & ComponentProps<'select'> & { choices: readonly Choice[] }) {
  return (
    <Labelled {...{ label, hint, error, optional }}>
      {(ids) => (
        <span className="relative block">
          <select {...rest} {...ids} className={`h-9 appearance-none pr-9 pointer-coarse:h-11 ${control}`}>
            {choices.map((choice) => (
              <option key={choice.value} value={choice.value}>
                {choice.label}
              </option>
            ))}
          </select>
          <ChevronDown
            aria-hidden
            className="pointer-events-none absolute top-1/2 right-3 size-4 -translate-y-1/2 text-muted"
            strokeWidth={2}
          />
        </span>
      )}
    </Labelled>
  );
}

type ControlIds = { id: string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined };

function Labelled({
  label,
  hint,
  error,
  optional,
  children,
}: Shell & { optional: string | undefined; hint: ReactNode; children: (ids: ControlIds) => ReactNode }) {
  const id = useId();
  const note = error ?? hint;
  return (
    <div className="grid content-start gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
        {optional && <span className="ml-1.5 font-normal text-muted">{optional}</span>}
      </label>
      {children({ id, 'aria-describedby': note ? `${id}-note` : undefined, 'aria-invalid': error ? true : undefined })}
      {note && (
        <p id={`${id}-note`} className={`text-sm ${error ? 'text-bad' : 'text-muted'}`} {...(error && { role: 'alert' })}>
          {note}
        </p>
      )}
    </div>
  );
}
