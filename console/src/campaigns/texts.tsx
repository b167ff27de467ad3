// One version for each language, with a preview of how somebody reads it.
import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { fieldError } from '#lib/client.ts';
import { useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { Button, IconButton } from '#ui/button.tsx';
import { AreaField, Field } from '#ui/field.tsx';
import { Tabs } from '#ui/tabs.tsx';
import { TemplateButtons } from '#ui/template-buttons.tsx';
import { channelWords } from './channel-words.ts';
import { fieldWords } from './field-words.ts';
import type { CampaignInbox, Draft } from './queries.ts';
import { RoomLeft } from './room-left.tsx';
import { TemplateFields } from './template-fields.tsx';
import { filledTemplate, gapsOf } from './template-text.ts';
import { campaignWords } from './words.ts';

type Texts = Draft['texts'];
type Version = Texts[number];
const languages = { en: 'English', de: 'Deutsch', fr: 'Français', es: 'Español' } as const;
const codes = Object.keys(languages) as Version['language'][];

type Props = { texts: Texts; inbox: CampaignInbox; error: unknown; onChange: (texts: Texts) => void };

export function Texts({ texts, inbox, error, onChange }: Props) {
  const w = useWords(campaignWords);
  const messages: Readonly<Record<string, string>> = useWords(fieldWords);
  const [chosen, setChosen] = useState<string>(texts[0]?.language ?? 'en');
  const { workspace } = useMe();
  const hasSubject = inbox.form === 'mail';
  const [shown, setShown] = useState<unknown>();
  if (error !== shown) {
    setShown(error); // what the server complains about is opened
    const bad = texts.find((_, at) => ['text', 'subject', 'template'].some((part) => fieldError(error, `texts/${at}/${part}`)));
    if (bad) setChosen(bad.language);
  }
  const version = texts.find(({ language }) => language === chosen) ?? texts[0];
  const free = codes.find((code) => !texts.some(({ language }) => language === code));
  if (!version) return null;
  const at = texts.indexOf(version);
  const said = (of: number, part: string): string | undefined => {
    const message = fieldError(error, `texts/${of}/${part}`);
    return message && (messages[message] ?? message);
  };
  const change = (part: Partial<Version>): void => onChange(texts.map((each) => (each === version ? { ...each, ...part } : each)));
  const add = (language: Version['language']): void => {
    onChange([...texts, { language, subject: '', text: '', template: null }]);
    setChosen(language);
  };
  const remove = (): void => {
    const left = texts.filter((each) => each !== version);
    onChange(left);
    setChosen(left[0]?.language ?? 'en');
  };
  return (
    <Tabs
      label={w.language}
      tabs={texts.map(({ language }) => ({ value: language, label: languages[language] }))}
      value={version.language}
      onChange={setChosen}
      aside={
        <span className="flex gap-1">
          {texts.length > 1 && <IconButton icon={X} label={w.removeLanguage} onClick={remove} />}
          {free && (
            <Button size="sm" look="quiet" icon={Plus} onClick={() => add(free)}>
              {w.addLanguage}
            </Button>
          )}
        </span>
      }
    >
      <div className="mt-4 grid gap-5 md:grid-cols-2">
        {inbox.form === 'template' ? (
          <TemplateFields inbox={inbox.inbox} version={version} error={said(at, 'template')} onChange={change} />
        ) : (
          <div className="grid content-start gap-4">
            {hasSubject && (
              <Field
                label={w.subject}
                lang={version.language}
                error={said(at, 'subject')}
                required
                maxLength={200}
                value={version.subject ?? ''}
                onChange={(event) => change({ subject: event.target.value })}
              />
            )}
            <AreaField
              label={w.text}
              lang={version.language}
              error={said(at, 'text')}
              required
              rows={9}
              maxLength={10_000}
              hint={
                <>
                  {texts.length > 1 && version === texts[0] ? `${w.textHelp} ${w.fallback}` : w.textHelp}{' '}
                  <RoomLeft inbox={inbox} text={asAda(version.text, workspace.name)} language={version.language} />
                </>
              }
              value={version.text}
              onChange={(event) => change({ text: event.target.value })}
            />
          </div>
        )}
        <Preview version={version} hasSubject={hasSubject} />
      </div>
    </Tabs>
  );
}

const asAda = (text: string, company: string): string => text.replace(/\{name(\|[^{}|]*)?\}/g, 'Ada').replaceAll('{company}', company);

function Preview({ version, hasSubject }: { version: Version; hasSubject: boolean }) {
  const w = useWords(campaignWords);
  const { workspace } = useMe();
  const channel = useWords(channelWords);
  const { template } = version;
  const filled = (text: string) => asAda(text, workspace.name);
  const text = template ? filledTemplate(version.text, gapsOf(version.text), template.values.map(filled)) : filled(version.text);
  return (
    <section aria-label={w.preview} className="rounded-lg border border-line bg-raised p-4 shadow-card">
      <p className="mb-2 text-sm text-muted">{w.preview}</p>
      {hasSubject && (
        <p lang={version.language} className="mb-2 font-semibold break-words">
          {filled(version.subject ?? '')}
        </p>
      )}
      <p lang={version.language} className="break-words whitespace-pre-wrap">
        {text}
      </p>
      <TemplateButtons buttons={template?.buttons} />
      <p className="mt-4 border-t border-line pt-2 text-sm text-muted">{template ? channel.leaveTemplate : w.leave}</p>
    </section>
  );
}
