// A letter to a privacy officer; without one in the house the contact of the data protection officer hears of it.
import { company, staffContact } from '#access';
import type { Id, StaffId } from '#kit/ids';
import { log } from '#kit/log';
import type { Work } from '#kit/outbox';
import { act } from '#kit/pool';
import { addressIn } from './admin-told.ts';
import { sendNotice } from './mail.ts';

const purpose = 'staff-administration';

/** `officer` is empty where there is none; `entry` is what the ledger says of it. Throws to be called again. */
export async function tellOfficer(
  work: Work,
  id: string,
  { entry, officer }: { entry: Id<'led'>; officer: string },
  words: (language: string, company: string) => { readonly subject: string; readonly text: string },
): Promise<void> {
  const who = { workspace: work.workspace, actor: { kind: 'system', id }, purpose } as const;
  const { to, name, language } = await act(work.tools, who, async (ctx) => {
    const { name, language, dpoContact, contactEmail } = await company(ctx);
    const to = officer === '' ? (addressIn(dpoContact) ?? contactEmail) : (await staffContact(ctx, officer as StaffId))?.email;
    return { to, name, language };
  });
  if (!to) return log.of(work)('warn', 'officer.nobody-told', { workspace: work.workspace, entry });
  const notice = officer === '' ? entry : `${entry}-${officer.slice(-10)}`;
  await sendNotice(work, { id: notice, to, language, purpose, ...words(language, name) });
}
