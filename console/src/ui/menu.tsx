// Menus of actions and of choices; arrows move, letters jump, Escape closes.
import { Check, type LucideIcon } from 'lucide-react';
import { DropdownMenu as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { Kbd } from '#ui/kbd.tsx';

const item =
  'flex min-h-8 w-full cursor-pointer items-center gap-2.5 rounded-sm px-2.5 py-1.5 text-base outline-none select-none data-disabled:cursor-not-allowed data-disabled:opacity-50 data-highlighted:bg-hover pointer-coarse:min-h-11';

type MenuProps = {
  trigger: ReactNode;
  children: ReactNode;
  align?: 'start' | 'end';
  wide?: boolean;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
};

export function Menu({ trigger, children, align = 'end', wide, ...control }: MenuProps) {
  return (
    <Radix.Root {...control}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className={`z-50 max-h-(--radix-dropdown-menu-content-available-height) animate-rise overflow-y-auto rounded-lg border border-line bg-raised p-1 shadow-float ${wide ? 'w-84 max-w-[calc(100vw-1rem)]' : 'min-w-48'}`}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

type ItemProps = { icon?: LucideIcon; keys?: string; danger?: boolean; disabled?: boolean; onSelect: () => void; children: ReactNode };

export function MenuItem({ icon: Icon, keys, danger, disabled, onSelect, children }: ItemProps) {
  return (
    <Radix.Item onSelect={onSelect} disabled={disabled ?? false} className={`${item} ${danger ? 'text-bad' : ''}`}>
      {Icon && <Icon aria-hidden className={`size-4 shrink-0 ${danger ? '' : 'text-muted'}`} strokeWidth={1.9} />}
      <span className="grow">{children}</span>
      {keys && <Kbd keys={keys} />}
    </Radix.Item>
  );
}

export function MenuChoices({ value, onChoose, children }: { value: string; onChoose: (value: string) => void; children: ReactNode }) {
  return (
    <Radix.RadioGroup value={value} onValueChange={onChoose}>
      {children}
    </Radix.RadioGroup>
  );
}

export function MenuChoice({ value, children }: { value: string; children: ReactNode }) {
  return (
    <Radix.RadioItem value={value} className={item}>
      <span className="grow">{children}</span>
      <span className="flex w-4 shrink-0">
        <Radix.ItemIndicator>
          <Check aria-hidden className="size-4 text-accent" strokeWidth={2.2} />
        </Radix.ItemIndicator>
      </span>
    </Radix.RadioItem>
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <Radix.Label className="px-2.5 pt-2 pb-1 text-xs font-medium text-muted">{children}</Radix.Label>;
}

export function MenuLine() {
  return <Radix.Separator className="mx-1 my-1 h-px bg-line" />;
}
