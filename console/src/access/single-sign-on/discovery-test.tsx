// What a provider says of itself, before anybody depends on it.
import type { Answer } from '@parley/contract';
import { useMutation } from '@tanstack/react-query';
import { client, errorWords } from '#lib/client.ts';
import { named, useWords } from '#lib/language.ts';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { Facts } from '#ui/page.tsx';
import { singleSignOnWords } from './words.ts';

export function DiscoveryTest({ issuer }: { issuer: string }) {
  const w = useWords(singleSignOnWords);
  const test = useMutation({ mutationFn: () => client.call('testProvider', { body: { issuer } }) });
  return (
    <div className="grid gap-3">
      <div>
        <Button size="sm" busy={test.isPending} disabled={issuer === ''} onClick={() => test.mutate()}>
          {w.test}
        </Button>
      </div>
      <div aria-live="polite">
        {test.isError && <Callout tone="bad" title={errorWords(test.error)} />}
        {test.data && <Said said={test.data} />}
      </div>
    </div>
  );
}

function Said({ said }: { said: Answer<'testProvider'> }) {
  const w = useWords(singleSignOnWords);
  const because = said.because ?? '';
  if (!said.ok)
    return (
      <Callout tone="bad" title={w.foundNot}>
        {because.startsWith('lacks-') ? w.lacks(because.slice('lacks-'.length)) : named(w, because)}
      </Callout>
    );
  const told = (holds: boolean) => (holds ? w.yes : w.no);
  return (
    <Callout tone="good" title={w.found}>
      <Facts
        facts={[
          ...said.endpoints.map(
            ({ name, url }) =>
              [
                named(w, name),
                <span key={name} className="font-mono text-sm break-all">
                  {url}
                </span>,
              ] as const,
          ),
          [w.pkce, told(said.pkce)],
          [w.responseIssuer, told(said.responseIssuer)],
          [w.backChannel, told(said.backChannelLogout)],
          [w.algorithms, said.algorithms.join(', ')],
        ]}
      />
    </Callout>
  );
}
