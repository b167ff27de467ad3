// Whoever's second factor a colleague took away hears of it, and whoever's account got a new way in: neither must happen behind their back.
import { company, newWayIn, secondFactorTaken, staffContact } from '#access';
import type { Id, StaffId } from '#kit/ids';
import { listen, type Work } from '#kit/outbox';
import { act } from '#kit/pool';
import { sendNotice } from './mail.ts';
import { newWayWords } from './new-way-words.ts';
import { factorTakenWords } from './words.ts';

const purpose = 'staff-administration';

export const factorTold = listen(secondFactorTaken, 'channels.factor-told', (work, { staff, entry }) =>
  tell(work, 'channels.factor-told', staff, entry, factorTakenWords),
);

export const newWayTold = listen(newWayIn, 'channels.new-way-told', (work, { staff, entry, what }) =>
  tell(work, 'channels.new-way-told', staff, entry, (language, name) => newWayWords(language, name, what)),
);

async function tell(
  work: Work,
  id: string,
  staff: StaffId,
  entry: Id<'led'>,
  words: (language: string, company: string) => { readonly subject: string; readonly text: string },
): Promise<void> {
  const who = { workspace: work.workspace, actor: { kind: 'system', id }, purpose } as const;
  const found = await act(work.tools, who, async (ctx) => ({ company: await company(ctx), contact: await staffContact(ctx, staff) }));
  if (!found.contact) return; // they left meanwhile
  const { name, language } = found.company;
  await sendNotice(work, { id: entry, to: found.contact.email, language, purpose, ...words(language, name) });
}
