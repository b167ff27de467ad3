// The privacy officer hears when the operator makes an administrator from the server's side: it must not happen in silence.
import { adminLinkMade, company } from '#access';
import { log } from '#kit/log';
import { listen } from '#kit/outbox';
import { act } from '#kit/pool';
import { sendNotice } from './mail.ts';
import { adminLinkWords } from './words.ts';

const purpose = 'staff-administration';

export const adminTold = listen(adminLinkMade, 'channels.admin-told', async (work, { entry }) => {
  const who = { workspace: work.workspace, actor: { kind: 'system', id: 'channels.admin-told' }, purpose } as const;
  const { name, language, dpoContact, contactEmail } = await act(work.tools, who, (ctx) => company(ctx));
  const to = addressIn(dpoContact) ?? contactEmail;
  if (!to) return log.of(work)('warn', 'admin-link.nobody-told', { workspace: work.workspace, entry });
  await sendNotice(work, { id: entry, to, language, purpose, ...adminLinkWords(language, name, entry) });
});

/** The contact is free text for people, such as "Data protection officer, privacy@example.com". */
export function addressIn(contact: string): string | undefined {
  return /[^\s<>()[\],;:"]+@[^\s<>()[\],;:"]+\.[a-z]{2,}/i.exec(contact)?.[0];
}
