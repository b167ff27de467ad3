// What went wrong with a change, field by field where the server says so, in words of the page: in which language of the text, and what about it.
import { ProblemError } from '@parley/sdk';
import { errorWords } from '#lib/client.ts';
import { useWords } from '#lib/language.ts';
import { fieldNames, fieldWords } from './field-words.ts';

export function Failure({ error }: { error: unknown }) {
  const said: Readonly<Record<string, string>> = useWords(fieldWords);
  const named: Readonly<Record<string, string>> = useWords(fieldNames);
  if (!error) return null;
  const fields = error instanceof ProblemError ? (error.problem.fields ?? []) : [];
  return (
    <div role="alert" className="text-sm text-bad">
      <p>{errorWords(error)}</p>
      {fields.map(({ path, message }) => {
        const [, field = '', at, part] = /^body\/(\w+)(?:\/(\d+)\/(\w+))?/.exec(path) ?? [];
        const where = [named[part ?? field] ?? path.replace(/^body\//, ''), at && `${named['version']} ${Number(at) + 1}`]
          .filter(Boolean)
          .join(', ');
        return (
          <p key={path + message}>
            {where}: {said[message] ?? message}
          </p>
        );
      })}
    </div>
  );
}
