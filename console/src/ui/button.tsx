// Buttons. One solid button per view at most; an icon alone always carries its name as label and tooltip.
import type { LucideIcon } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { Tooltip } from '#ui/tooltip.tsx';

type Look = 'solid' | 'plain' | 'quiet' | 'danger';
type Size = 'sm' | 'md';
type ButtonProps = ComponentProps<'button'> & { look?: Look; size?: Size; icon?: LucideIcon | undefined; busy?: boolean };

const looks: Record<Look, string> = {
  solid: 'bg-solid text-white hover:bg-solid-hover',
  plain: 'border border-line bg-raised text-ink shadow-card hover:bg-hover',
  quiet: 'text-ink hover:bg-hover',
  danger: 'bg-bad-solid text-white hover:brightness-110',
};
const sizes: Record<Size, string> = { sm: 'h-7 px-2.5 text-sm gap-1.5', md: 'h-9 px-3.5 text-base gap-2' };

export function buttonClass(look: Look = 'plain', size: Size = 'md'): string {
  return `inline-flex shrink-0 items-center justify-center whitespace-nowrap rounded-md font-medium transition-colors duration-100 select-none disabled:opacity-50 pointer-coarse:min-h-10 ${looks[look]} ${sizes[size]}`;
}

export function Button({ look, size, icon: Icon, busy, className = '', children, disabled, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      className={`${buttonClass(look, size)} ${className}`}
    >
      {Icon && <Icon aria-hidden className={`size-4 shrink-0 ${busy ? 'animate-breathe' : ''}`} strokeWidth={1.9} />}
      {children}
    </button>
  );
}

type IconButtonProps = Omit<ComponentProps<'button'>, 'children'> & {
  icon: LucideIcon;
  label: string;
  keys?: string;
  children?: ReactNode;
};

export function IconButton({ icon: Icon, label, keys, className = '', children, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label} {...(keys && { keys })}>
      <button
        type="button"
        aria-label={label}
        aria-keyshortcuts={keys}
        {...rest}
        className={`relative inline-flex size-8 shrink-0 items-center justify-center rounded-md text-muted transition-colors duration-100 hover:bg-hover hover:text-ink disabled:opacity-50 aria-pressed:bg-pressed aria-pressed:text-ink data-[state=open]:bg-pressed data-[state=open]:text-ink pointer-coarse:size-10 ${className}`}
      >
        <Icon aria-hidden className="size-4" strokeWidth={1.9} />
        {children}
      </button>
    </Tooltip>
  );
}
