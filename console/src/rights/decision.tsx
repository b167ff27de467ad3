// Approve, carry out or refuse. Erasing asks once more, because nobody can take it back.

import type { Body } from '@parley/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { client, errorWords, problemCode, refusalOf } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { Actions, Dialog } from '#ui/dialog.tsx';
import { AreaField, SelectField } from '#ui/field.tsx';
import { Refusal } from '#ui/refusal.tsx';
import { toast } from '#ui/toast.tsx';
import { CarryOutDialog } from './carry-out.tsx';
import { Course } from './course.tsx';
import { courseWords } from './course-words.ts';
import { DoubtActions, DoubtStanding, isDoubted, isStanding } from './doubt.tsx';
import { Fee } from './fee.tsx';
import { isForHand } from './hand-out.tsx';
import type { Request } from './queries.ts';
import { type Ground, groundsFor, isWish } from './wish.ts';
import { wishWords } from './wish-words.ts';
import { rightsWords } from './words.ts';

export function Decision({ request }: { request: Request }) {
  const w = useWords(rightsWords);
  const own = useWords(wishWords);
  const cache = useQueryClient();
  const [asking, setAsking] = useState<'erase' | 'refuse' | 'carry-out'>();
  const approve = useMutation({
    mutationFn: () => client.call('approveRequest', { params: { request: request.id } }),
    onSuccess: (fresh) => toast(fresh.approvals < fresh.approvalsNeeded ? w.secondDone : w.approvedDone),
    onSettled: () => {
      setAsking(undefined);
      void cache.invalidateQueries({ queryKey: keys.requests });
    },
  });
  const mayApprove = useMe().permissions.includes('requests.approve');
  if (mayApprove && request.isUntold) return <UntoldAnswer request={request} />;
  if (request.state !== 'received' || !mayApprove) return <Doubts request={request} />;
  const refusal = refusalOf(approve.error);
  return (
    <div className="mt-5 grid gap-3 border-t border-line pt-5">
      <DoubtStanding request={request} />
      {refusal && <Refusal alert verdict={refusal} />}
      {approve.isError && !refusal && (
        <Callout tone="warn" alert title={problemCode(approve.error) === 'needs-second-person' ? w.second : errorWords(approve.error)} />
      )}
      {request.approvalsNeeded > 1 && request.approvals < request.approvalsNeeded && <p className="text-sm text-muted">{w.second}</p>}
      <div className="flex flex-wrap gap-2">
        {request.paused || isDoubted(request) || request.kind === 'human-review' || isForHand(request) ? null : isWish(request) ? (
          <Button look="solid" onClick={() => setAsking('carry-out')}>
            {own.carryOut}
          </Button>
        ) : (
          <Button
            look={request.kind === 'erasure' ? 'danger' : 'solid'}
            busy={approve.isPending}
            onClick={() => (request.kind === 'erasure' ? setAsking('erase') : approve.mutate())}
          >
            {request.kind === 'erasure' ? w.approveErasure : w.approveAccess}
          </Button>
        )}
        <Course request={request} />
        <DoubtActions request={request} />
        <Fee request={request} />
        <Button onClick={() => setAsking('refuse')}>{w.refuse}</Button>
      </div>
      <Dialog open={asking === 'erase'} onClose={() => setAsking(undefined)} title={w.sureErase} about={w.sureEraseAbout}>
        <Actions>
          <Button onClick={() => setAsking(undefined)}>{w.cancel}</Button>
          <Button look="danger" busy={approve.isPending} onClick={() => approve.mutate()}>
            {w.eraseNow}
          </Button>
        </Actions>
      </Dialog>
      <CarryOutDialog request={request} open={asking === 'carry-out'} onClose={() => setAsking(undefined)} />
      <RefuseDialog request={request} open={asking === 'refuse'} onClose={() => setAsking(undefined)} />
    </div>
  );
}

/** Whoever may only open requests can still say that it is in doubt who asks; and what was refused or taken back in doubt is settled by whoever decides. */
function Doubts({ request }: { request: Request }) {
  const { permissions } = useMe();
  const mayDoubt = request.state === 'received' && permissions.includes('requests.open');
  if (!mayDoubt && !isDoubted(request) && !isStanding(request)) return null;
  return (
    <div className="mt-5 grid gap-3 border-t border-line pt-5">
      <DoubtStanding request={request} />
      <div className="flex flex-wrap gap-2">
        <DoubtActions request={request} />
      </div>
    </div>
  );
}

function UntoldAnswer({ request }: { request: Request }) {
  const w = useWords(courseWords);
  return (
    <div className="mt-5 grid justify-items-start gap-3 border-t border-line pt-5">
      <Callout tone="warn" title={w.untold}>
        {w.untoldAbout}
      </Callout>
      <Course request={request} />
      <DoubtStanding request={request} />
      <DoubtActions request={request} />
    </div>
  );
}

function RefuseDialog({ request, open, onClose }: { request: Request; open: boolean; onClose: () => void }) {
  const w = useWords(rightsWords);
  const own = useWords(wishWords);
  const cache = useQueryClient();
  const refuse = useMutation({
    mutationFn: (body: Body<'refuseRequest'>) => client.call('refuseRequest', { params: { request: request.id }, body }),
    onSuccess: () => {
      toast(w.refusedDone);
      void cache.invalidateQueries({ queryKey: keys.requests });
      onClose();
    },
  });
  const course = useWords(courseWords);
  const labels: Readonly<Record<Ground, string>> = { ...own, ...w, ...course };
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    refuse.mutate({ ground: form.get('ground') as Ground, reason: String(form.get('reason')).trim() });
  };
  return (
    <Dialog open={open} onClose={onClose} title={w.refuseTitle} about={w.refuseAbout}>
      <form onSubmit={submit} className="grid gap-4">
        <SelectField
          required
          label={w.ground}
          name="ground"
          choices={groundsFor(request).map((ground) => ({ value: ground, label: labels[ground] }))}
        />
        {!['access', 'portability', 'erasure'].includes(request.kind) && <p className="text-sm text-muted">{own.endsAbout}</p>}
        <AreaField
          required
          label={w.reason}
          name="reason"
          rows={4}
          maxLength={1000}
          error={refuse.isError ? errorWords(refuse.error) : undefined}
        />
        <Actions>
          <Button onClick={onClose}>{w.cancel}</Button>
          <Button look="solid" type="submit" busy={refuse.isPending}>
            {w.refuse}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
