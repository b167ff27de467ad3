// Mail to a member of staff about their password: the link when it was forgotten, and the news when it became another one. Neither names a customer.
import { company, passwordChanged, passwordForgotten, readForMail, resetMailed, resetMinutes, staffContact } from '#access';
import type { Ctx } from '#kit/ctx';
import type { Id, StaffId } from '#kit/ids';
import { listen, type Work } from '#kit/outbox';
import { act } from '#kit/pool';
import { sendNotice } from './mail.ts';
import { changedWords, forgottenWords, noPasswordWords } from './password-words.ts';

const purpose = 'staff-administration';

export const forgottenTold = listen(passwordForgotten, 'channels.password-forgotten', async (work, { staff, entry, reset }) => {
  const run = stepsOf(work, 'channels.password-forgotten');
  const link = reset === '' ? undefined : (await run((ctx) => readForMail(ctx, reset as Id<'rst'>)))?.link;
  if (reset !== '' && link === undefined) return; // used, over or replaced by a later one
  const to = await run((ctx) => receiver(ctx, staff));
  if (!to) return;
  const words = link === undefined ? noPasswordWords(to.language, to.company) : forgottenWords(to.language, to.company, link, resetMinutes);
  await sendNotice(work, { id: entry, to: to.email, language: to.language, purpose, ...words });
  if (reset !== '') await run((ctx) => resetMailed(ctx, reset as Id<'rst'>));
});

export const changeTold = listen(passwordChanged, 'channels.password-changed', async (work, { staff, entry, how }) => {
  const to = await stepsOf(work, 'channels.password-changed')((ctx) => receiver(ctx, staff));
  if (!to) return; // they left meanwhile
  await sendNotice(work, { id: entry, to: to.email, language: to.language, purpose, ...changedWords(to.language, to.company, how) });
});

const stepsOf =
  (work: Work, id: string) =>
  <T>(step: (ctx: Ctx) => Promise<T>): Promise<T> =>
    act(work.tools, { workspace: work.workspace, actor: { kind: 'system', id }, purpose }, step);

async function receiver(ctx: Ctx, staff: StaffId): Promise<{ email: string; company: string; language: string } | undefined> {
  const contact = await staffContact(ctx, staff);
  const { name, language } = await company(ctx);
  return contact && { email: contact.email, company: name, language };
}
