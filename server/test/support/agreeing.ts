// People who agreed to marketing, for tests of campaigns.
import { record } from '#consent';
import type { Ctx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { arrive } from '#people';
import { type ChannelKind, currentNotice, purposeByCode, wordingFor } from '#purposes';
import { addTag, setTags } from '../../src/campaigns/tags/tags.ts';

/** Says yes to mail, or another way, for somebody, as the privacy page does; a notice was published and the purpose is on. */
export async function agree(ctx: Ctx, person: PersonId, channel: ChannelKind = 'email'): Promise<void> {
  const [notice, purpose] = [await currentNotice(ctx, 'en'), await purposeByCode(ctx, 'marketing')];
  if (!notice || !purpose) throw new Error('a notice and a purpose are there');
  await record(ctx, {
    ...{ person, purpose: 'marketing', channel, state: 'given', method: 'privacy-page', by: 'self' },
    ...{ notice, language: 'en', wording: wordingFor(purpose, channel, 'en') },
  });
}

/** So many people with an address, ada0 to …; each of them agreed to mail. */
export async function agreeing(ctx: Ctx, count: number): Promise<PersonId[]> {
  const people: PersonId[] = [];
  for (let n = 0; n < count; n += 1) {
    const { person } = await arrive(ctx, { kind: 'email', value: `ada${n}@example.com`, name: `Ada ${n}` });
    people.push(person);
    await agree(ctx, person);
  }
  return people;
}

/** So many people who agreed to mail, name0@example.com to …, all with one tag, and an audience of them alone. */
export async function agreeingWithTag(ctx: Ctx, count: number, name: string) {
  const { id } = await addTag(ctx, { name, months: 1 });
  const people: PersonId[] = [];
  for (let n = 0; n < count; n += 1) {
    const { person } = await arrive(ctx, { kind: 'email', value: `${name.toLowerCase()}${n}@example.com` });
    await agree(ctx, person);
    await setTags(ctx, person, [id]);
    people.push(person);
  }
  return { people, audience: { any: [id], all: [], none: [] } };
}

export const everybody = { any: [] as string[], all: [] as string[], none: [] as string[] };
/** A letter from an inbox of mail. */
export const letter = (inbox: string, more: { name?: string; audience?: typeof everybody; text?: string } = {}) => ({
  name: more.name ?? 'Spring',
  purpose: 'marketing',
  inbox,
  texts: [
    { language: 'en' as const, subject: 'The lamps of this spring are here', text: more.text ?? 'Dear {name|friend}, the lamps are here.' },
  ],
  audience: more.audience ?? everybody,
});

/** The facts without which no notice can be published. */
export const companyFacts = {
  address: 'Musterweg 1, Berlin',
  contactEmail: 'hello@example.org',
  dpoContact: 'dpo@example.org',
  authority: 'BlnBDI',
};
