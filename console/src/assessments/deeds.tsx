// What can be done with an assessment as a whole: take it along, look at older versions, write the next one, take a draft away.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Download, FilePlus2, Trash2 } from 'lucide-react';
import { client, errorWords } from '#lib/client.ts';
import { saveFile } from '#lib/download.ts';
import { keys } from '#lib/keys.ts';
import { useLanguage, useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { Button } from '#ui/button.tsx';
import { SelectField } from '#ui/field.tsx';
import { Time } from '#ui/time.tsx';
import { toast } from '#ui/toast.tsx';
import { type Assessment, useAct } from './queries.ts';
import { ownWords } from './words.ts';

type Props = { whole: Assessment; onVersion: (version: number | undefined) => void; onLeave: () => void };
const forms = { pdf: 'PDF', html: 'HTML', json: 'JSON' } as const;
type Form = keyof typeof forms;

export function Deeds({ whole, onVersion, onLeave }: Props) {
  const w = useWords(ownWords);
  const mayWrite = useMe().permissions.includes('assessments.write');
  const newest = whole.versions[0]?.version;
  const isNewest = whole.shown === newest;
  const reopen = useAct(
    () => client.call('reopenAssessment', { params: { assessment: whole.id } }),
    () => onVersion(undefined),
  );
  const approvedAt = whole.versions.find(({ version }) => version === whole.shown)?.approvedAt;
  return (
    <div className="mb-5 flex flex-wrap items-end gap-2">
      {whole.versions.length > 1 && (
        <SelectField
          label={w.loading}
          value={whole.shown}
          onChange={(event) => onVersion(Number(event.target.value) === newest ? undefined : Number(event.target.value))}
          choices={whole.versions.map(({ version }) => ({ value: String(version), label: w.version(version) }))}
        />
      )}
      <Downloads whole={whole} />
      {mayWrite && isNewest && whole.isFrozen && (
        <Button icon={FilePlus2} busy={reopen.isPending} onClick={() => reopen.mutate(undefined)}>
          {w.reopen}
        </Button>
      )}
      {mayWrite && whole.state === 'draft' && <Remove id={whole.id} onDone={onLeave} />}
      {whole.isFrozen && approvedAt && (
        <p className="basis-full text-sm text-muted">
          {w.frozen} {whole.approvedBy?.name || w.formerly} {w.on} <Time at={approvedAt} as="day" />
          {!isNewest && `. ${w.older}`}
        </p>
      )}
    </div>
  );
}

function Downloads({ whole }: { whole: Assessment }) {
  const w = useWords(ownWords);
  const language = useLanguage();
  const fetch = useMutation({
    mutationFn: async (format: Form) => {
      const query = { format, language, version: whole.shown };
      const answer = await client.blob('giveAssessment', { params: { assessment: whole.id }, query });
      const name = /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1];
      saveFile(await answer.blob(), name ?? `assessment.${format}`);
    },
    onError: (error) => toast(errorWords(error), 'bad'),
  });
  return (Object.keys(forms) as Form[]).map((form) => (
    <Button
      key={form}
      icon={Download}
      busy={fetch.isPending && fetch.variables === form}
      aria-label={w.download(forms[form])}
      onClick={() => fetch.mutate(form)}
    >
      {forms[form]}
    </Button>
  ));
}

function Remove({ id, onDone }: { id: string; onDone: () => void }) {
  const w = useWords(ownWords);
  const cache = useQueryClient();
  const remove = useMutation({
    mutationFn: () => client.call('removeAssessment', { params: { assessment: id } }),
    onSuccess: () => {
      void cache.invalidateQueries({ queryKey: keys.assessments, exact: true });
      toast(w.removed);
      onDone();
    },
    onError: (error) => toast(errorWords(error), 'bad'),
  });
  return (
    <Button icon={Trash2} busy={remove.isPending} onClick={() => remove.mutate()}>
      {w.remove}
    </Button>
  );
}
