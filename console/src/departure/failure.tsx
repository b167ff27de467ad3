// What went wrong with a change, field by field where the server says so.
import { ProblemError } from '@parley/sdk';
import { complaintWords, errorWords } from '#lib/client.ts';

export function Failure({ error }: { error: unknown }) {
  if (!error) return null;
  const fields = error instanceof ProblemError ? (error.problem.fields ?? []) : [];
  return (
    <div role="alert" className="text-sm text-bad">
      <p>{errorWords(error)}</p>
      {fields.map(({ path, message }) => (
        <p key={path + message}>
          {path.replace(/^body\//, '')}: {complaintWords(message)}
        </p>
      ))}
    </div>
  );
}
