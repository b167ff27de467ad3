// Whoever is invited or brought back has the link by mail: it opens an account in their name, and passes through no other hands.
import { company, invitationDays, invitationMailed, invitationToMail, mailLeaves, readInvitationForMail, staffContact } from '#access';
import type { Ctx } from '#kit/ctx';
import { log } from '#kit/log';
import { listen } from '#kit/outbox';
import { act } from '#kit/pool';
import type { Tools } from '#kit/tool';
import { invitationWords } from './invitation-words.ts';
import { mailSender, missingAgreement, sendNotice } from './mail.ts';
import { leavesNowhere, outside } from './switch/waiting.ts';

const purpose = 'staff-administration';

export const invitationTold = listen(invitationToMail, 'channels.invitation-told', async (work, { invitation }) => {
  const who = { workspace: work.workspace, actor: { kind: 'system', id: 'channels.invitation-told' }, purpose } as const;
  const found = await act(work.tools, who, async (ctx) => {
    const waiting = await readInvitationForMail(ctx, invitation);
    const contact = waiting && (await staffContact(ctx, waiting.staff));
    return waiting && contact && { ...waiting, to: contact.email, ...(await company(ctx)) };
  });
  if (!found) return; // used, over, or replaced by a later one
  const words = invitationWords(found.language, found.name, found.link, invitationDays, found.isBack);
  const { sent } = await sendNotice(work, { id: invitation, to: found.to, language: found.language, purpose, ...words });
  if (!sent) log.of(work)('warn', 'invitation.not-mailed', { workspace: work.workspace, invitation });
  await act(work.tools, who, (ctx) => invitationMailed(ctx, invitation, { staff: found.staff, sent }));
});

/** Says to `access` whether mail to staff leaves: by a relay or the server of a mailbox, whatever the sandbox says, and not before its agreement is entered. */
export function tellWhetherMailLeaves(tools: Tools): void {
  mailLeaves.set(tools, async (ctx: Ctx) => {
    const sender = await mailSender(ctx);
    if (leavesNowhere(sender, ctx.tools)) return 'never';
    return (await missingAgreement(ctx, outside(sender))) === undefined ? 'leaves' : 'waits';
  });
}
