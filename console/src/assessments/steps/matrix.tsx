// The risk matrix: a table of words and numbers that is read at a glance and read out as well; colour only repeats what the words say.
import { levelOf, type RiskLevel, type Weight } from '@parley/contract/assessing';
import { ownWords, useAsked } from '#assessments/words.ts';
import { useWords } from '#lib/language.ts';

const grounds: Readonly<Record<RiskLevel, string>> = { low: 'bg-good-soft', medium: 'bg-warn-soft', high: 'bg-bad-soft' };
const inks: Readonly<Record<RiskLevel, string>> = { low: 'text-good', medium: 'text-warn', high: 'text-bad' };

export function Matrix({ title, weights }: { title: string; weights: readonly Weight[] }) {
  const w = useWords(ownWords);
  const asked = useAsked();
  return (
    <table className="w-full table-fixed border-separate border-spacing-1 text-center text-xs">
      <caption className="pb-1 text-left text-sm font-medium">{title}</caption>
      <thead>
        <tr>
          <th scope="col" className="text-left font-normal text-muted">
            {w.severity} \ {w.likelihood}
          </th>
          {asked.likelihood.map((word) => (
            <th key={word} scope="col" className="font-normal text-muted">
              {word}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {[4, 3, 2, 1].map((severity) => (
          <tr key={severity}>
            <th scope="row" className="text-left font-normal text-muted">
              {asked.severity[severity - 1]}
            </th>
            {[1, 2, 3, 4].map((likelihood) => {
              const level = levelOf({ likelihood, severity });
              const here = weights.flatMap((each, at) => (each.likelihood === likelihood && each.severity === severity ? at + 1 : []));
              return (
                <td key={likelihood} className={`h-12 rounded-md ${grounds[level]} ${inks[level]}`}>
                  <span className="block">{asked.levels[level]}</span>
                  {here.length > 0 && <strong className="block text-base">{here.map((number) => w.isRisk(number)).join(', ')}</strong>}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
