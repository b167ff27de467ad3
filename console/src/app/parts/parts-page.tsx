// The page of parts: every part of the ui folder in every state, light and dark side by side. A part that is not shown here fails a test.
import { useWords } from '#lib/language.ts';
import { Page } from '#ui/page.tsx';
import { buttonSamples } from './buttons.tsx';
import { feedbackSamples } from './feedback.tsx';
import { fieldSamples } from './fields.tsx';
import { overlaySamples } from './overlays.tsx';
import { pictureSamples } from './pictures.tsx';
import type { Sample } from './state.tsx';
import { tokenSamples } from './tokens.tsx';
import { partsWords } from './words.ts';

const samples: readonly Sample[] = [
  ...tokenSamples,
  ...buttonSamples,
  ...fieldSamples,
  ...feedbackSamples,
  ...pictureSamples,
  ...overlaySamples,
];

export function PartsPage() {
  const w = useWords(partsWords);
  return (
    <Page title={w.title} about={w.about}>
      <div className="grid gap-8">
        {samples.map((sample) => (
          <section key={sample.name} aria-label={sample.name}>
            <h2 className="font-semibold">{sample.name}</h2>
            {sample.note && <p className="text-sm text-muted">{sample.note}</p>}
            <div className="mt-2 grid gap-3 md:grid-cols-2">
              {(['light', 'dark'] as const).map((scheme) => (
                <div
                  key={scheme}
                  style={{ colorScheme: scheme }}
                  className="min-w-0 overflow-x-clip rounded-lg border border-line bg-surface p-4 text-ink"
                >
                  <p className="mb-3 text-xs text-muted">{w[scheme]}</p>
                  <div className="grid gap-4">
                    <sample.show />
                  </div>
                </div>
              ))}
            </div>
          </section>
        ))}
      </div>
    </Page>
  );
}
