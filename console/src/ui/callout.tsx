// A calm box for something worth knowing: a refusal of the gate, a warning, a hint.
import { CircleAlert, Info, type LucideIcon, ShieldCheck, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

type Tone = 'plain' | 'good' | 'warn' | 'bad';
const looks: Record<Tone, { box: string; mark: string; icon: LucideIcon }> = {
  plain: { box: 'border-line bg-canvas', mark: 'text-muted', icon: Info },
  good: { box: 'border-transparent bg-good-soft', mark: 'text-good', icon: ShieldCheck },
  warn: { box: 'border-transparent bg-warn-soft', mark: 'text-warn', icon: TriangleAlert },
  bad: { box: 'border-transparent bg-bad-soft', mark: 'text-bad', icon: CircleAlert },
};

export function Callout({
  tone = 'plain',
  icon,
  title,
  alert,
  children,
}: {
  tone?: Tone;
  icon?: LucideIcon;
  title?: ReactNode;
  alert?: boolean;
  children?: ReactNode;
}) {
  const look = looks[tone];
  const Icon = icon ?? look.icon;
  return (
    <div {...(alert && { role: 'alert' })} className={`flex gap-3 rounded-lg border px-3.5 py-3 text-base ${look.box}`}>
      <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${look.mark}`} strokeWidth={2} />
      <div className="min-w-0 grow">
        {title && <p className="font-medium">{title}</p>}
        {children && <div className={title ? 'mt-0.5 text-muted' : ''}>{children}</div>}
      </div>
    </div>
  );
}
