// Whether a purpose is in use, on which channels, and how long its data is kept.
import { useWords } from '#lib/language.ts';
import { channelWords } from '#ui/channel.tsx';
import { Card } from '#ui/page.tsx';
import { Switch } from '#ui/switch.tsx';
import type { Draft } from './draft.ts';
import { PeriodFields } from './period-fields.tsx';
import type { Purpose } from './purposes-page.tsx';
import { purposeWords } from './words.ts';

type Part = { purpose: Purpose; draft: Draft; disabled: boolean; onChange: (part: Partial<Draft>) => void };
const channelKinds = ['web-chat', 'email', 'sms', 'whatsapp', 'messenger', 'instagram', 'telegram', 'viber', 'line', 'custom'] as const;

export function Limits({ purpose, draft, disabled, onChange }: Part) {
  const w = useWords(purposeWords);
  const channels = useWords(channelWords);
  const toggle = (channel: (typeof channelKinds)[number]): void =>
    onChange({
      channels: draft.channels.includes(channel) ? draft.channels.filter((each) => each !== channel) : [...draft.channels, channel],
    });
  return (
    <Card title={w.limits}>
      <div className="grid gap-6">
        {purpose.optional && (
          <div className="flex items-start justify-between gap-4">
            <div>
              <p className="text-sm font-medium">{w.switchLabel(purpose.name)}</p>
              <p className="text-sm text-muted">{w.activeHelp}</p>
            </div>
            <Switch
              label={w.switchLabel(purpose.name)}
              checked={draft.active}
              disabled={disabled}
              onChange={(active) => onChange({ active })}
            />
          </div>
        )}
        <PeriodFields draft={draft} disabled={disabled} onChange={onChange} />
        <fieldset disabled={disabled || !purpose.optional}>
          <legend className="text-sm font-medium">{w.channels}</legend>
          <div className="mt-1.5 flex flex-wrap gap-x-6 gap-y-1">
            {channelKinds.map((channel) => (
              <label key={channel} className="flex min-h-6 items-center gap-2 pointer-coarse:min-h-10">
                <input type="checkbox" className="size-4" checked={draft.channels.includes(channel)} onChange={() => toggle(channel)} />
                {channels[channel]}
              </label>
            ))}
          </div>
          <p className="mt-1.5 text-sm text-muted">{purpose.optional ? w.channelsHelp : w.channelsFixed}</p>
        </fieldset>
      </div>
    </Card>
  );
}
