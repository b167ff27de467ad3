// Whoever's second factor a colleague took away hears of it: it must not happen behind their back.
import { company, secondFactorTaken, staffContact } from '#access';
import { listen } from '#kit/outbox';
import { act } from '#kit/pool';
import { sendNotice } from './mail.ts';
import { factorTakenWords } from './words.ts';

const purpose = 'staff-administration';

export const factorTold = listen(secondFactorTaken, 'channels.factor-told', async (work, { staff, entry }) => {
  const who = { workspace: work.workspace, actor: { kind: 'system', id: 'channels.factor-told' }, purpose } as const;
  const found = await act(work.tools, who, async (ctx) => ({ company: await company(ctx), contact: await staffContact(ctx, staff) }));
  if (!found.contact) return; // they left meanwhile
  const { name, language } = found.company;
  await sendNotice(work, { id: entry, to: found.contact.email, language, purpose, ...factorTakenWords(language, name) });
});
