// What the house knows of the processing: filled in, not typed.

import { deciderWords, placeWords } from '#assessments/fact-words.ts';
import type { Assessment } from '#assessments/queries.ts';
import { ownWords, useAsked } from '#assessments/words.ts';
import { useArticle } from '#lib/article.ts';
import { useCategoryNames } from '#lib/categories.ts';
import { named, useLanguage, useWords } from '#lib/language.ts';
import { startWords, useLasting } from '#lib/lasting.ts';
import { channelWords } from '#ui/channel.tsx';
import { Card, Facts } from '#ui/page.tsx';

export function Basis({ facts }: { facts: Assessment['facts'] }) {
  const w = useWords(ownWords);
  const asked = useAsked();
  const cite = useArticle();
  const categories = useCategoryNames();
  const lasting = useLasting();
  const channels = useWords(channelWords);
  const starts = useWords(startWords);
  const places = useWords(placeWords);
  const deciders = useWords(deciderWords);
  const language = useLanguage();
  const countries = new Intl.DisplayNames([language], { type: 'region', fallback: 'code' });
  return (
    <>
      <p className="text-muted">{w.prefilled}</p>
      {facts.purposes.map((purpose) => (
        <Card key={purpose.code} title={purpose.name[language] ?? purpose.code} about={purpose.description[language]}>
          <Facts
            facts={[
              [w.lawfulBasis, cite(purpose.article)],
              [
                w.data,
                [
                  categories([...purpose.categories, ...(purpose.specialCategories ?? [])]),
                  ...(purpose.toChildren ? [named(asked.fields, 'toChildren')] : []),
                ].join('; '),
              ],
              [w.channels, purpose.channels.map((channel) => named(channels, channel)).join(', ') || w.nothing],
              [w.recipients, purpose.recipients.join(', ') || w.nothing],
              [w.kept, `${lasting(purpose.period)} ${named(starts, purpose.starts)}`],
              ...facts.places
                .filter((each) => each.purpose === purpose.code)
                .map(({ place, categories: kinds }) => [`${w.place}: ${named(places, place)}`, categories(kinds)] as const),
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
        <Facts facts={facts.automations.map(({ code, what }) => [named(deciders, code), what])} />
        <div className="mt-3">
          <Facts facts={[[asked.parts.hosting, facts.hosting.country ? countries.of(facts.hosting.country) : w.notSaid]]} />
        </div>
      </Card>
    </>
  );
}
