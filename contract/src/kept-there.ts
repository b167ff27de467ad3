// What a recipient keeps of somebody who was erased, in codes and counts (Art. 17(1), 19): the note of a certificate is signed in English, and every page words it in its own language.
import type Type from 'typebox';
import type { asked, keeps } from './rights-kept-there.ts';

/** What recipients publish of how long they keep something; a code for each statement, none for those that say nothing. */
export const published = [
  ...(['viber', 'line', 'meta-pages', 'meta-by-twilio'] as const),
  ...(['relay', 'mailgun', 'sendgrid', 'postmark', 'ses'] as const),
  ...(['fcm', 'apns', 'web-push'] as const),
] as const;
export type Published = (typeof published)[number];
/** What came of asking a provider to forget, by what its interface can take back; `protocol`: one that can take nothing back, over which others carried it. */
export const takenBackKinds = ['messages', 'chat', 'files', 'redaction', 'mailbox', 'nothing', 'protocol'] as const;
export type Asked = Type.Static<typeof asked>;
export type Keeps = Type.Static<typeof keeps>;

export type Forms = { readonly one: string; readonly other: string };
/** Words of one kind: `first` counts what was taken back, or what could not be; `{count}`, `{date}` are filled in. */
export type AskedWords = { readonly first: Forms; readonly after?: string } & Partial<Record<(typeof rest)[number], Forms>>;
export type KeepsWords = {
  readonly asked: Readonly<Record<Asked['what'], AskedWords>>;
  readonly published: Readonly<Record<Published, string>>;
};
const rest = ['missing', 'elsewhere', 'kept', 'left'] as const;

/** The sentences of what a recipient keeps, in the words of one language; `channelsOf` names channels, `dayOf` writes a day. */
export function sentencesOf(
  { asked: all, published: codes }: Keeps,
  words: KeepsWords,
  { channelsOf, dayOf }: { channelsOf(channels: Asked['channels']): string; dayOf(day: string): string },
): string[] {
  return [...all.map((part) => `${channelsOf(part.channels)}${ofPart(part, words, dayOf)}`), ...codes.map((code) => words.published[code])];
}

function ofPart(part: Asked, { asked, published: said }: KeepsWords, dayOf: (day: string) => string): string {
  const words = asked[part.what];
  const isStuck = part.what === 'nothing' || part.what === 'protocol';
  const more = rest.flatMap((what) => {
    const forms = words[what];
    return forms && part[what] > 0 ? [counted(forms, part[what])] : [];
  });
  const after = (words.after ?? '').replaceAll('{date}', part.until === null ? '' : dayOf(part.until));
  return [counted(words.first, isStuck ? part.kept : part.gone), ...(part.published === null ? [] : [said[part.published]]), after, ...more]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

const counted = (forms: Forms, count: number): string => (count === 1 ? forms.one : forms.other).replaceAll('{count}', String(count));
