// Privacy officers hear at once that somebody reads in an emergency. The mail names neither customer nor colleague: both stand on the page it leads to.
import { company, emergencyOpened, staffContact } from '#access';
import { config } from '#kit/config';
import type { StaffId } from '#kit/ids';
import { log } from '#kit/log';
import { listen } from '#kit/outbox';
import { act } from '#kit/pool';
import { addressIn } from './admin-told.ts';
import { emergencyWords } from './emergency-words.ts';
import { sendNotice } from './mail.ts';

const purpose = 'staff-administration';

export const emergencyTold = listen(emergencyOpened, 'channels.emergency-told', async (work, { entry, officer }) => {
  const who = { workspace: work.workspace, actor: { kind: 'system', id: 'channels.emergency-told' }, purpose } as const;
  const { to, name, language } = await act(work.tools, who, async (ctx) => {
    const { name, language, dpoContact, contactEmail } = await company(ctx);
    // without an officer in the house the contact of the data protection officer hears of it
    const to = officer === '' ? (addressIn(dpoContact) ?? contactEmail) : (await staffContact(ctx, officer as StaffId))?.email;
    return { to, name, language };
  });
  if (!to) return log.of(work)('warn', 'emergency.nobody-told', { workspace: work.workspace, entry });
  const page = `${config.of(work).publicUrl}/emergencies`;
  const id = officer === '' ? entry : `${entry}-${officer.slice(-10)}`;
  await sendNotice(work, { id, to, language, purpose, ...emergencyWords(language, name, page, entry) });
});
