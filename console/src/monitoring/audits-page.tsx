// The house under watch: how it stands at a glance, what was found, the audits, and every control.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Download, RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { client, errorWords } from '#lib/client.ts';
import { saveFile } from '#lib/download.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { Count } from '#ui/badge.tsx';
import { Button } from '#ui/button.tsx';
import { Failed, Skeleton } from '#ui/empty.tsx';
import { Page } from '#ui/page.tsx';
import { Tabs } from '#ui/tabs.tsx';
import { toast } from '#ui/toast.tsx';
import { AuditList } from './audit-list.tsx';
import { ControlList } from './control-list.tsx';
import { FindingList } from './finding-list.tsx';
import { PostureCard } from './posture-card.tsx';
import { postureQuery } from './queries.ts';
import { monitoringWords } from './words.ts';

type View = 'findings' | 'audits' | 'controls';

export function AuditsPage() {
  const w = useWords(monitoringWords);
  const mayChange = useMe().permissions.includes('audits.change');
  const posture = useQuery(postureQuery);
  const [view, setView] = useState<View>('findings');
  const failing = posture.data?.controls.filter((control) => control.state === 'fails').length ?? 0;
  const tabs = [
    { value: 'findings', label: w.findings },
    { value: 'audits', label: w.audits },
    {
      value: 'controls',
      label: (
        <>
          {w.controls} <Count of={failing} label={w.failing(failing)} />
        </>
      ),
    },
  ];
  return (
    <Page title={w.title} about={w.about} actions={<Acts mayChange={mayChange} />}>
      {posture.isPending && <Skeleton lines={14} />}
      {posture.isError && <Failed error={posture.error} onRetry={() => void posture.refetch()} />}
      {posture.data && (
        <div className="grid gap-6">
          <PostureCard posture={posture.data} />
          <Tabs label={w.views} tabs={tabs} value={view} onChange={(next) => setView(next as View)}>
            <div className="pt-3">
              {view === 'findings' && <FindingList mayChange={mayChange} />}
              {view === 'audits' && <AuditList mayChange={mayChange} />}
              {view === 'controls' && <ControlList controls={posture.data.controls} />}
            </div>
          </Tabs>
        </div>
      )}
    </Page>
  );
}

function Acts({ mayChange }: { mayChange: boolean }) {
  const w = useWords(monitoringWords);
  const cache = useQueryClient();
  const run = useMutation({
    mutationFn: () => client.call('runControls'),
    onSuccess: (fresh) => {
      cache.setQueryData(keys.posture, fresh);
      void cache.invalidateQueries({ queryKey: keys.findings });
      toast(w.checked);
    },
    onError: (error) => toast(errorWords(error), 'bad'),
  });
  const bill = useMutation({
    mutationFn: async () => saveFile(await (await client.blob('readSbom')).blob(), 'parley.cdx.json'),
    onError: (error) => toast(errorWords(error), 'bad'),
  });
  return (
    <>
      <Button icon={Download} busy={bill.isPending} onClick={() => bill.mutate()}>
        {w.components}
      </Button>
      {mayChange && (
        <Button icon={RefreshCw} busy={run.isPending} onClick={() => run.mutate()}>
          {w.checkNow}
        </Button>
      )}
    </>
  );
}
