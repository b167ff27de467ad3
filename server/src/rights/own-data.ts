// What in a text is the person's own, however it is written: a name with its title, its initials or a genitive, a number without its country, an address that was spelt out.
import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { company, everyStaffName } from '#access';
import { plainAddress } from '#detection';
import { openValues } from '#fields';
import type { Permit } from '#keys';
import type { Ctx } from '#kit/ctx';
import { holdings } from '#kit/holding';
import type { PersonId } from '#kit/ids';
import { identitiesOf, normalise, readIdentity } from '#people';
import { type Particulars, particularsIn } from './own-particulars.ts';
import { lostIn, type Readable } from './readable.ts';

/** Words of names as `folded` gives them, addresses in one spelling, numbers in E.164 without their plus; `country` is where numbers without one are from; `known` are names that are found wherever they stand: theirs, and those of staff, which are not theirs; `isPartial` where what is known of them does not all open. */
export type Own = {
  readonly words: ReadonlySet<string>;
  readonly staffWords: ReadonlySet<string>;
  readonly isPartial: boolean;
  readonly emails: ReadonlySet<string>;
  readonly numbers: readonly string[];
  readonly country: string;
  readonly known: readonly string[];
  readonly particulars: Particulars;
};
type Known = {
  readonly names: readonly string[];
  readonly emails: readonly string[];
  readonly phones: readonly string[];
  readonly told?: readonly string[];
  readonly staff?: readonly string[];
  readonly isPartial?: boolean;
};
const fewestFigures = 6;
const newestHeard = 500; // messages; what somebody said of themself long ago they may ask for

/** What is the person's own, under the permit of the copy, of those of their records that can be read. Reads the name of everybody who works here, which is recorded of each: asked once there is something to compare. */
export async function ownOf(ctx: Ctx, permit: Permit, found: Readable): Promise<Own> {
  const people = found.readable;
  const [told, staff] = [await toldBy(ctx, permit, people), await everyStaffName(ctx)];
  const known = { names: [] as string[], emails: [] as string[], phones: [] as string[], told, staff, isPartial: lostIn(found).length > 0 };
  const profiles = holdings.of(ctx).find(({ table }) => table === 'people'); // each by itself: of those joined not everybody's key may open
  for (const { fields } of (await profiles?.export?.(ctx, permit, people)) ?? []) known.names.push(String(fields['name'] ?? ''));
  const identities = people[0] === undefined ? [] : await identitiesOf(ctx, people[0]);
  for (const identity of identities.filter((each) => people.includes(each.person)))
    if (identity.kind === 'email' || identity.kind === 'phone') known[`${identity.kind}s`].push(await readIdentity(ctx, permit, identity));
  return ownFrom(known, (await company(ctx)).country);
}

/** What they wrote and was written to them, the newest of it, and fields that they told themself, each behind its name. */
async function toldBy(ctx: Ctx, permit: Permit, people: readonly PersonId[]): Promise<string[]> {
  const messages = holdings.of(ctx).find(({ table }) => table === 'messages');
  const items = (await messages?.export?.(ctx, permit, people, { newest: newestHeard, withoutFiles: true })) ?? [];
  const said = items.flatMap(({ fields: { kind, body } }) => (kind === 'message' && typeof body === 'string' ? [body] : []));
  const noted = (await openValues(ctx, permit, people)).filter(({ field, value }) => value !== null && field.provided);
  return [...said, ...noted.flatMap(({ field, value }) => Object.values(field.names).map((name) => `${name}: ${value}`))];
}

/** The same of what is given: an address of mail says a name as well ("ada.example@…"). */
export function ownFrom({ names, emails, phones, told = [], staff = [], isPartial = false }: Known, country: string): Own {
  const mailboxes = emails.map((email) => email.slice(0, email.lastIndexOf('@')));
  let particulars: Particulars | undefined;
  return {
    words: new Set([...names, ...mailboxes].flatMap(wordsIn).flatMap(folded)),
    staffWords: new Set(staff.flatMap(wordsIn).flatMap(folded)),
    isPartial,
    emails: new Set(emails.flatMap((email) => normalise('email', email) ?? [])),
    numbers: phones.flatMap((phone) => normalise('phone', phone)?.slice(1) ?? []),
    country,
    known: [...names, ...staff].filter(Boolean),
    get particulars() {
      particulars ??= particularsIn(told); // looking through hundreds of messages takes its time, and most copies hold nothing to compare
      return particulars;
    },
  };
}

/** Every word of it is theirs, apart from titles and initials of theirs. Where no name of theirs is known none can be told from theirs, but that of a colleague; and none is theirs where one may be known and does not open. */
export function isOwnName(value: string, { words: own, staffWords, isPartial }: Own): boolean {
  const words = wordsIn(value.replace(/['’]s(?!\p{L})/giu, '')).filter((word) => !titles.has(word));
  const isAmong = (known: ReadonlySet<string>) => (word: string) =>
    folded(word).some((each) => known.has(each)) || (/..s$/u.test(word) && folded(word.slice(0, -1)).some((each) => known.has(each)));
  if (own.size === 0) return !isPartial && !words.some(isAmong(staffWords));
  const isTheirs = isAmong(own);
  const isInitial = (word: string) =>
    [...word].length === 1 && [...own].some((each) => folded(word).some((letter) => each.startsWith(letter)));
  return words.length === 0 || (words.some(isTheirs) && words.every((word) => isTheirs(word) || isInitial(word)));
}

export const isOwnEmail = (value: string, { emails }: Own): boolean => emails.has(normalise('email', plainAddress(value)) ?? '');

/** As it is, as the country of the company reads it, or by its last figures: six or more of them are hardly somebody else's by chance. */
export function isOwnPhone(value: string, { numbers, country }: Own): boolean {
  const read = isSupportedCountry(country) ? parsePhoneNumberFromString(value, country as CountryCode)?.number.slice(1) : undefined;
  const whole = normalise('phone', value)?.slice(1);
  const figures = value.replace(/\D/g, '').replace(/^0+/, '');
  return numbers.some(
    (own) => own === whole || own === read || (whole === undefined && figures.length >= fewestFigures && own.endsWith(figures)),
  );
}

const wordsIn = (name: string): string[] =>
  name
    .normalize('NFC')
    .toLowerCase()
    .match(/\p{L}[\p{L}\p{M}]*/gu) ?? [];

/** Without marks, and as it is typed where there are none: "müller" is "muller" and "mueller". */
function folded(word: string): string[] {
  const bare = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').replace(/ß/g, 'ss');
  return [bare(word), bare(word.replace(/[äöü]/g, (letter) => `${bare(letter)}e`))];
}

const titles = new Set(
  'herr herrn frau mr mrs ms miss mx sir madam dr doktor doctor prof professor professorin dipl ing mag monsieur madame mme mlle m señor señora sr sra srta don doña'.split(
    ' ',
  ),
);
