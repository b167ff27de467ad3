// The audience: everybody who agreed, narrowed by tags.
import { useQuery } from '@tanstack/react-query';
import { useWords } from '#lib/language.ts';
import { type Draft, tagsQuery } from './queries.ts';
import { campaignWords } from './words.ts';

type Audience = Draft['audience'];

export function AudienceFields({ audience, onChange }: { audience: Audience; onChange: (audience: Audience) => void }) {
  const w = useWords(campaignWords);
  const there = useQuery(tagsQuery).data?.items;
  const named = [...new Set([...audience.any, ...audience.all, ...audience.none])];
  const gone = there ? named.filter((id) => !there.some((tag) => tag.id === id)).map((id) => ({ id, name: w.goneTag })) : [];
  const tags = [...(there ?? []), ...gone]; // one that is gone can be unticked, and must be
  const kinds = [
    ['any', w.any],
    ['all', w.all],
    ['none', w.not],
  ] as const;
  const turn = (kind: keyof Audience, id: string): void => {
    const now = audience[kind];
    onChange({ ...audience, [kind]: now.includes(id) ? now.filter((each) => each !== id) : [...now, id] });
  };
  return (
    <section aria-label={w.audience} className="grid gap-3">
      <div>
        <h2 className="font-semibold">{w.audience}</h2>
        <p className="text-sm text-muted">{w.audienceHelp}</p>
      </div>
      {tags.length > 0 &&
        kinds.map(([kind, title]) => (
          <fieldset key={kind}>
            <legend className="mb-1 text-sm text-muted">{title}</legend>
            <div className="flex flex-wrap gap-x-5 gap-y-1">
              {tags.map(({ id, name }) => (
                <label key={id} className="flex min-h-8 items-center gap-2 pointer-coarse:min-h-11">
                  <input
                    type="checkbox"
                    checked={audience[kind].includes(id)}
                    onChange={() => turn(kind, id)}
                    className="size-4 accent-accent"
                  />
                  {name}
                </label>
              ))}
            </div>
          </fieldset>
        ))}
    </section>
  );
}
