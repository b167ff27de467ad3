// Choices that go with a reply: how long a title may be, and how they are said where a channel has no buttons. Page and server count and write them alike.

/** UTF-16 units of a title: what the narrowest channels take (WhatsApp, Messenger, LINE), whatever they call a letter. */
export const longestChoice = 20;
export const mostChoices = 10;

/** The text with its choices below, numbered from 1; without any, the text itself. */
export const listed = (text: string, choices: readonly string[]): string =>
  choices.length === 0 ? text : `${text}\n\n${choices.map((each, at) => `${at + 1}. ${each}`).join('\n')}`;
