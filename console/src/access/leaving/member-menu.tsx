// What an administrator can do with a colleague: end their sessions, suspend, bring back, take away. Each asks once, says what follows, and needs a fresh proof.
import type { Answer } from '@parley/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Ellipsis, LogOut, UserRoundCheck, UserRoundMinus, UserRoundX } from 'lucide-react';
import { useState } from 'react';
import { ConfirmDialog } from '#access/security/confirm-dialog.tsx';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { IconButton } from '#ui/button.tsx';
import { Menu, MenuItem } from '#ui/menu.tsx';
import { toast } from '#ui/toast.tsx';
import { BringBackDialog } from './bring-back-dialog.tsx';
import { leavingWords } from './words.ts';

type Member = Answer<'listStaff'>['items'][number];
type Deed = 'sessions' | 'suspend' | 'back' | 'take';

export function MemberMenu({ member }: { member: Member }) {
  const w = useWords(leavingWords);
  const [deed, setDeed] = useState<Deed>();
  const close = () => setDeed(undefined);
  const isInvited = member.joinedAt === null;
  return (
    <>
      <Menu trigger={<IconButton icon={Ellipsis} label={w.more(member.name)} />}>
        {!isInvited && !member.suspendedAt && (
          <MenuItem icon={LogOut} onSelect={() => setDeed('sessions')}>
            {w.endSessions}
          </MenuItem>
        )}
        {!isInvited && !member.suspendedAt && (
          <MenuItem icon={UserRoundMinus} onSelect={() => setDeed('suspend')}>
            {w.suspend}
          </MenuItem>
        )}
        {member.suspendedAt && (
          <MenuItem icon={UserRoundCheck} onSelect={() => setDeed('back')}>
            {w.bringBack}
          </MenuItem>
        )}
        <MenuItem danger icon={UserRoundX} onSelect={() => setDeed('take')}>
          {isInvited ? w.withdraw : w.takeAway}
        </MenuItem>
      </Menu>
      {deed === 'sessions' && <SessionsDialog member={member} onClose={close} />}
      {deed === 'suspend' && <SuspendDialog member={member} onClose={close} />}
      {deed === 'back' && <BringBackDialog member={member} onClose={close} />}
      {deed === 'take' && <TakeAwayDialog member={member} onClose={close} />}
    </>
  );
}

type DialogProps = { member: Member; onClose: () => void };

function SessionsDialog({ member, onClose }: DialogProps) {
  const w = useWords(leavingWords);
  const done = useDone(w.sessionsEnded(member.name), onClose);
  const end = useMutation({ mutationFn: () => client.call('endStaffSessions', { params: { staff: member.id } }), onSuccess: done });
  return <ConfirmDialog title={w.sessionsTitle(member.name)} about={w.sessionsAbout} act={w.endSessions} work={end} onClose={onClose} />;
}

function SuspendDialog({ member, onClose }: DialogProps) {
  const w = useWords(leavingWords);
  const done = useDone(w.suspendedNow(member.name), onClose);
  const suspend = useMutation({ mutationFn: () => client.call('suspendStaff', { params: { staff: member.id } }), onSuccess: done });
  return <ConfirmDialog title={w.suspendTitle(member.name)} about={w.suspendAbout} act={w.suspend} work={suspend} onClose={onClose} />;
}

function TakeAwayDialog({ member, onClose }: DialogProps) {
  const w = useWords(leavingWords);
  const terms = useQuery({ queryKey: keys.staffTerms, queryFn: () => client.call('readStaffTerms') }).data;
  const isInvited = member.joinedAt === null;
  const done = useDone(isInvited ? w.withdrawn : w.taken(member.name), onClose);
  const take = useMutation({ mutationFn: () => client.call('takeStaffAway', { params: { staff: member.id } }), onSuccess: done });
  return (
    <ConfirmDialog
      title={isInvited ? w.withdrawTitle(member.name) : w.takeTitle(member.name)}
      about={isInvited ? w.withdrawAbout : w.takeAbout(terms?.formerDays ?? 90)}
      act={isInvited ? w.withdraw : w.takeAway}
      work={take}
      onClose={onClose}
    />
  );
}

function useDone(said: string, onClose: () => void): () => Promise<void> {
  const cache = useQueryClient();
  return async () => {
    await cache.invalidateQueries({ queryKey: keys.staff });
    toast(said);
    onClose();
  };
}
