// Tabs: one tab stop, arrows move between them. `aside` stands beside them in the same line.
import { Tabs as Radix } from 'radix-ui';
import type { ReactNode } from 'react';

type TabsProps = {
  label: string;
  tabs: readonly { value: string; label: ReactNode }[];
  value: string;
  onChange: (value: string) => void;
  aside?: ReactNode;
  children: ReactNode;
};

export function Tabs({ label, tabs, value, onChange, aside, children }: TabsProps) {
  return (
    <Radix.Root value={value} onValueChange={onChange}>
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Radix.List aria-label={label} className="flex flex-wrap gap-0.5">
          {tabs.map((tab) => (
            <Radix.Trigger
              key={tab.value}
              value={tab.value}
              className="inline-flex h-7 shrink-0 items-center whitespace-nowrap gap-1.5 rounded-md px-2.5 text-sm font-medium text-muted transition-colors duration-100 hover:text-ink data-[state=active]:bg-pressed data-[state=active]:text-ink pointer-coarse:h-10"
            >
              {tab.label}
            </Radix.Trigger>
          ))}
        </Radix.List>
        {aside}
      </div>
      <Radix.Content value={value} tabIndex={-1}>
        {children}
      </Radix.Content>
    </Radix.Root>
  );
}
