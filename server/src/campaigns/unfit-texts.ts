// What stands against the words of a campaign: each channel takes them as its provider wants them, and the step to unsubscribe must find room.
import { lengthOf } from '@parley/contract/text-length';
import { company } from '#access';
import { filled, leaveShown, type Many, templatesForMany } from '#channels';
import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import { atLongest, fill, unknownFields } from './rules.ts';
import { againstEach } from './templates.ts';
import type { Draft, Version } from './types.ts';

type Fault = { readonly path: string; readonly message: string };

/** Every fault with its place; none where the inbox carries no campaign at all, which is said of the inbox. */
export async function againstTexts(ctx: Ctx, draft: Draft, many: Many): Promise<Fault[]> {
  const { campaigning } = many;
  if (!campaigning.may) return [];
  const languages = draft.texts.map(({ language }) => language);
  const twice = new Set(languages).size < languages.length ? [{ path: 'texts', message: 'has two versions in one language' }] : [];
  const { name } = await company(ctx);
  const added = await leaveShown(ctx, draft.inbox, many, draft.purpose);
  const kept = campaigning.form === 'template' ? await templatesForMany(ctx, draft.inbox) : [];
  const isLong = ({ template }: Version): boolean => {
    const found = kept.find((each) => each.name === template?.name && each.language === template.language);
    if (!template || !found || found.gaps.length === 0) return false; // as it is, the provider approved its length
    const values = template.values.map((value) => atLongest(value, name));
    return lengthOf(filled(found, values), campaigning.counts) > campaigning.most;
  };
  const { publicUrl } = config.of(ctx);
  const holdsLink = ({ subject, text, template }: Version): boolean =>
    [subject ?? '', text, ...(template?.values ?? [])].some((words) => ofOne.some((path) => words.includes(`${publicUrl}${path}`)));
  const complaint = (place: number, part: string, message: string | false): Fault[] =>
    message === false ? [] : [{ path: `texts/${place}/${part}`, message }];
  const each = draft.texts.flatMap((version, place) => {
    const { language, subject, text } = version;
    const isMail = campaigning.form === 'mail';
    const own = [
      ...complaint(place, 'subject', isMail && !subject?.trim() && 'is needed for a mail'),
      ...complaint(place, 'text', holdsLink(version) && 'holds a link that is of one person: each reader gets one of their own'),
      ...complaint(place, 'subject', !isMail && !!subject?.trim() && 'is for a mail alone'),
    ];
    if (campaigning.form === 'template')
      return [...own, ...complaint(place, 'template', againstTemplate(version, name) ?? (isLong(version) && longTemplate))];
    const size = lengthOf(atLongest(text, name) + added[language], campaigning.counts);
    return [
      ...own,
      ...complaint(place, 'template', !!version.template && 'is taken by channels of approved messages alone'),
      ...complaint(place, 'text', text.trim() === '' && 'is empty'),
      ...complaint(place, 'text', size > campaigning.most && tooLong),
      ...complaint(place, 'text', unknownFields(`${subject ?? ''}\n${text}`).length > 0 && noField),
    ];
  });
  const ofProvider = campaigning.form === 'template' ? await againstEach(ctx, draft) : [];
  return [
    ...twice,
    ...each,
    ...ofProvider.flatMap((because, place) => complaint(place, 'template', because ? (saysOf[because] ?? other) : false)),
  ];
}

/** What can be said of a template without asking what is kept of it. */
function againstTemplate({ language, template }: Version, company: string): string | undefined {
  if (!template) return ofTemplate.none;
  if (template.language.slice(0, 2) !== language) return ofTemplate.language;
  if (template.values.some((value) => unknownFields(value).length > 0)) return noField;
  const isEmpty = template.values.some((value) => fill(value, { name: null, company }).trim() === '');
  return isEmpty ? ofTemplate.nobody : undefined;
}

const ofTemplate = {
  none: 'is needed: this channel takes only approved messages',
  language: 'is in another language than this version',
  nobody: 'needs a word for whoever has no name: {name|friend}',
} as const;
/** Whoever says no by such a link says it for whom it was made. */
const ofOne = ['/p/', '/privacy/preferences/', '/v1/unsubscribe/'];
const noField = 'has a field that is none: {name}, {name|friend} and {company} are';
const tooLong = 'is longer than one message of this channel, with the step to unsubscribe';
const longTemplate = 'is longer than this channel takes once its gaps are filled';
const other = 'may not be sent to many';
const saysOf: Readonly<Record<string, string>> = {
  'template-gone': 'is no template of this channel',
  'template-not-looked-up': 'could not be looked up at the provider: try again when it answers',
  'template-not-approved': 'is not approved by the provider, or paused there',
  'template-not-plain': 'needs a picture, a link or a code that cannot be filled in here',
  'template-gaps-unfilled': 'has a gap that is not filled',
  'template-value-not-plain': 'must be filled with one line each, without tabs or rows of spaces',
  'template-advertising-only': 'needs a purpose of advertising',
  'template-no-way-out': 'says nowhere how to end advertising: add a button or a footer for it at the provider',
  'template-not-marketing': 'was not approved as marketing',
  'template-changed': 'has other words now: look at it again',
};
