// Choices that go with a reply: what a title may be, and how they are said where a channel has no buttons. Page and server count and write them alike.
import Type from 'typebox';

/** UTF-16 units of a title: what the narrowest channels take (WhatsApp, Messenger, LINE), whatever they call a letter. */
export const longestChoice = 20;
export const mostChoices = 10;

const title = Type.String({
  minLength: 1,
  maxLength: longestChoice,
  pattern: '^[^\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029]*$',
  description: 'Title, on one line; sent as it stands when it is tapped',
});
export const choicesOffered = Type.Array(title, {
  minItems: 1,
  maxItems: mostChoices,
  uniqueItems: true,
  description: 'Choices that the person may tap; where the channel has no buttons, or fewer, they stand below the text as a numbered list',
});
export const choicesShown = Type.Array(Type.String(), { maxItems: mostChoices, description: 'Choices that were offered with it' });

/** The text with its choices below, numbered from 1; without any, the text itself. */
export const listed = (text: string, choices: readonly string[]): string =>
  choices.length === 0 ? text : `${text}\n\n${choices.map((each, at) => `${at + 1}. ${each}`).join('\n')}`;
