// Privacy officers hear when the sandbox is switched on or off: while it is on nobody gets an answer, and letters about rights wait. It must not happen in silence.
import { company, staffContact } from '#access';
import { config } from '#kit/config';
import type { StaffId } from '#kit/ids';
import { log } from '#kit/log';
import { listen } from '#kit/outbox';
import { act } from '#kit/pool';
import { addressIn } from '../admin-told.ts';
import { sendNotice } from '../mail.ts';
import { sandboxMoved } from './switch.ts';
import { movedWords } from './told-words.ts';

const purpose = 'staff-administration';

export const sandboxTold = listen(sandboxMoved, 'channels.sandbox-told', async (work, { entry, officer, isOn }) => {
  const who = { workspace: work.workspace, actor: { kind: 'system', id: 'channels.sandbox-told' }, purpose } as const;
  const { to, name, language } = await act(work.tools, who, async (ctx) => {
    const { name, language, dpoContact, contactEmail } = await company(ctx);
    // without an officer in the house the contact of the data protection officer hears of it
    const to = officer === '' ? (addressIn(dpoContact) ?? contactEmail) : (await staffContact(ctx, officer as StaffId))?.email;
    return { to, name, language };
  });
  if (!to) return log.of(work)('warn', 'sandbox.nobody-told', { workspace: work.workspace, entry });
  const page = `${config.of(work).publicUrl}/channels/captured`;
  const id = officer === '' ? entry : `${entry}-${officer.slice(-10)}`;
  await sendNotice(work, { id, to, language, purpose, ...movedWords(language, isOn === 1, { company: name, page, entry }) });
});
