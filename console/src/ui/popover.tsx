// A small box beside what opened it: more about one thing, with at most one thing to do. Escape closes; the focus goes in and comes back.
import { Popover as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { Tooltip } from '#ui/tooltip.tsx';

type PopoverProps = {
  label: string;
  /** Said on hover and focus already. */
  tip: string;
  trigger: ReactNode;
  children: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
};

export function Popover({ label, tip, trigger, children, ...control }: PopoverProps) {
  return (
    <Radix.Root {...control}>
      <Tooltip text={tip}>
        <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      </Tooltip>
      <Radix.Portal>
        <Radix.Content
          aria-label={label}
          align="start"
          sideOffset={6}
          collisionPadding={8}
          className="z-50 w-76 max-w-[calc(100vw-1rem)] animate-rise rounded-lg border border-line bg-raised p-3.5 text-base shadow-float"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
