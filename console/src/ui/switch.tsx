// On or off, at once. The label belongs to the switch; the track differs by more than colour.
import { Switch as Radix } from 'radix-ui';

export function Switch({
  label,
  checked,
  disabled,
  onChange,
}: {
  label: string;
  checked: boolean;
  disabled?: boolean;
  onChange: (next: boolean) => void;
}) {
  return (
    <Radix.Root
      aria-label={label}
      checked={checked}
      disabled={disabled ?? false}
      onCheckedChange={onChange}
      className="relative h-5.5 w-9.5 shrink-0 rounded-full border border-edge bg-canvas transition-colors duration-150 disabled:opacity-50 data-[state=checked]:border-solid data-[state=checked]:bg-solid"
    >
      <Radix.Thumb className="block size-4 translate-x-0.5 rounded-full bg-edge transition-transform duration-150 data-[state=checked]:translate-x-[1.15rem] data-[state=checked]:bg-white" />
    </Radix.Root>
  );
}
