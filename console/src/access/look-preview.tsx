// The company's colour as chat and privacy pages will show it, on light and on dark, with the contrast it reaches (WCAG 1.4.3).
import { contrast, tint } from '@parley/contract/accent';
import { useLanguage, useWords } from '#lib/language.ts';
import type { Company } from './company-facts.ts';
import { pictureWords } from './picture-words.ts';

/** The grounds of customers' pages. */
export const grounds = {
  light: { paper: '#fbfaf7', soft: '#f1efe8', words: '#1d211f' },
  dark: { paper: '#141816', soft: '#232927', words: '#eceeed' },
} as const;
type Ground = keyof typeof grounds;

export function LookPreview({ company, accent }: { company: Company; accent: string }) {
  const w = useWords(pictureWords);
  return (
    <div className="grid gap-2">
      <p className="text-sm font-medium">{w.preview}</p>
      <div className="grid gap-3 sm:grid-cols-2">
        {(['light', 'dark'] as const).map((ground) => (
          <figure key={ground} className="grid content-start gap-1.5">
            <Picture company={company} accent={accent} ground={ground} />
            <figcaption className="text-xs text-muted" aria-live="polite">
              {w[ground]}: <Verdict accent={accent} ground={ground} />
            </figcaption>
          </figure>
        ))}
      </div>
    </div>
  );
}

function Picture({ company, accent, ground }: { company: Company; accent: string; ground: Ground }) {
  const w = useWords(pictureWords);
  const { paper, soft, words } = grounds[ground];
  const { fill, text, ink } = tint(accent, soft);
  return (
    <div
      aria-hidden
      className="grid gap-2.5 overflow-hidden rounded-lg border border-line pb-3"
      style={{ background: paper, color: words }}
    >
      <div className="flex h-11 items-center gap-2 px-3 text-sm font-semibold" style={{ background: fill, color: text }}>
        {company.logo && <img src={company.logo} alt="" className="max-h-6 max-w-16 object-contain" />}
        <span className="truncate">{company.name}</span>
      </div>
      <p className="mx-3 w-fit max-w-[85%] rounded-lg px-2.5 py-1.5 text-sm" style={{ background: soft }}>
        {w.hello}
      </p>
      <p className="mx-3 ml-auto w-fit max-w-[85%] rounded-lg px-2.5 py-1.5 text-sm" style={{ background: fill, color: text }}>
        {w.question}
      </p>
      <div className="mx-3 flex items-center justify-between gap-2 text-sm">
        <span className="truncate underline underline-offset-2" style={{ color: ink }}>
          {w.yourData}
        </span>
        <span className="rounded-md px-2.5 py-1 font-medium" style={{ background: fill, color: text }}>
          {w.send}
        </span>
      </div>
    </div>
  );
}

function Verdict({ accent, ground }: { accent: string; ground: Ground }) {
  const w = useWords(pictureWords);
  const language = useLanguage();
  const { fill, ink } = tint(accent, grounds[ground].soft);
  const ratio = `${contrast(ink, grounds[ground].soft).toLocaleString(language, { maximumFractionDigits: 1 })}:1`;
  return ink.toLowerCase() === accent.toLowerCase() && fill === ink ? w.asChosen(ratio) : w.adapted(ink, ratio);
}
