// The words of a purpose in every language that customers read.
import { useState } from 'react';
import { useLanguage, useWords } from '#lib/language.ts';
import { AreaField, Field } from '#ui/field.tsx';
import { Card } from '#ui/page.tsx';
import { Tabs } from '#ui/tabs.tsx';
import { type Draft, languages, reworded, type TextLanguage, type TextPart, textParts } from './draft.ts';
import type { Purpose } from './purposes-page.tsx';
import { purposeWords } from './words.ts';

type Part = { purpose: Purpose; draft: Draft; disabled: boolean; onChange: (part: Partial<Draft>) => void };
const longest: Record<TextPart, number> = { name: 120, description: 600, choice: 300, interest: 300 };

export function Texts({ purpose, draft, disabled, onChange }: Part) {
  const w = useWords(purposeWords);
  const [language, setLanguage] = useState<TextLanguage>(useLanguage());
  const touched = new Set(reworded(purpose, draft).map((each) => each.language));
  const write = (part: TextPart, text: string): void =>
    onChange({ texts: { ...draft.texts, [language]: { ...draft.texts[language], [part]: text } } });
  return (
    <Card title={w.wording} about={w.wordingAbout}>
      <Tabs
        label={w.wording}
        tabs={languages.map((code) => ({ value: code, label: touched.has(code) ? `${w[code]} *` : w[code] }))}
        value={language}
        onChange={(next) => setLanguage(next as TextLanguage)}
      >
        <div lang={language} className="mt-4 grid gap-4">
          {textParts(purpose).map((part) => {
            const parts = {
              label: w[part],
              hint: w[`${part}Help`],
              maxLength: longest[part],
              required: true,
              disabled,
              value: draft.texts[language][part] ?? '',
            };
            return part === 'name' ? (
              <Field key={part} {...parts} onChange={(event) => write(part, event.target.value)} />
            ) : (
              <AreaField key={part} {...parts} onChange={(event) => write(part, event.target.value)} />
            );
          })}
        </div>
      </Tabs>
    </Card>
  );
}
