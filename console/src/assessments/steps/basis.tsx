// What the house knows of the processing: filled in, not typed.

import type { Assessment } from '#assessments/queries.ts';
import { ownWords, useAsked } from '#assessments/words.ts';
import { named, useLanguage, useWords } from '#lib/language.ts';
import { Card, Facts } from '#ui/page.tsx';

export function Basis({ facts }: { facts: Assessment['facts'] }) {
  const w = useWords(ownWords);
  const asked = useAsked();
  const language = useLanguage();
  const countries = new Intl.DisplayNames([language], { type: 'region', fallback: 'code' });
  return (
    <>
      <p className="text-muted">{w.prefilled}</p>
      {facts.purposes.map((purpose) => (
        <Card key={purpose.code} title={purpose.name[language] ?? purpose.code} about={purpose.description[language]}>
          <Facts
            facts={[
              [w.lawfulBasis, `Art. ${purpose.article}`],
              [w.data, purpose.categories.join(', ')],
              [w.channels, purpose.channels.join(', ') || w.nothing],
              [w.recipients, purpose.recipients.join(', ') || w.nothing],
              [w.kept, `${purpose.period} (${named({}, purpose.starts)})`],
              ...facts.places
                .filter((each) => each.purpose === purpose.code)
                .map(({ place, categories }) => [`${w.place}: ${place}`, categories.join(', ')] as const),
            ]}
          />
        </Card>
      ))}
      {facts.recipients.length > 0 && (
        <Card title={w.recipients}>
          <Facts
            facts={facts.recipients.map((each) => [
              each.name,
              [each.service, countries.of(each.country), each.safeguard && `${w.safeguard}: ${named({}, each.safeguard)}`]
                .filter(Boolean)
                .join(' · '),
            ])}
          />
        </Card>
      )}
      <Card title={w.automation}>
        <Facts facts={facts.automations.map(({ code, what }) => [named({}, code), what])} />
        <div className="mt-3">
          <Facts facts={[[asked.parts.hosting, facts.hosting.country ? countries.of(facts.hosting.country) : w.nothing]]} />
        </div>
      </Card>
    </>
  );
}
