// The channels that are a bot at a messenger: which settings each has, beside who carries it. Their words stand in bot-words.ts under the same names.

export type BotKind = 'telegram' | 'viber' | 'line';
export type BotField = {
  readonly name: string;
  readonly maxLength: number;
  /** Never shown again once it is set. */
  readonly isSecret?: true;
  readonly isOptional?: true;
  /** Asked for where it is carried by the messenger itself, and not in the sandbox. */
  readonly isReal?: true;
  /** The first is what holds unless another is chosen. */
  readonly choices?: readonly string[];
};
export type Bot = { readonly label: string; readonly fields: readonly BotField[]; readonly isLate: boolean; readonly tellsRead?: true };

/** `isLate`: whether its sandbox tells later what became of a message; `tellsRead`: whether it can tell people that their words were read. */
export const bots: Readonly<Record<BotKind, Bot>> = {
  telegram: {
    label: 'Telegram',
    fields: [
      { name: 'token', maxLength: 120, isSecret: true, isReal: true },
      { name: 'username', maxLength: 33, isOptional: true },
    ],
    isLate: false,
  },
  viber: {
    label: 'Viber',
    fields: [
      { name: 'token', maxLength: 100, isSecret: true, isReal: true },
      { name: 'uri', maxLength: 60, isOptional: true },
      { name: 'avatar', maxLength: 300, isOptional: true },
    ],
    isLate: true,
  },
  line: {
    label: 'LINE',
    fields: [
      { name: 'channelId', maxLength: 20, isReal: true },
      { name: 'channelSecret', maxLength: 64, isSecret: true, isReal: true },
      { name: 'token', maxLength: 400, isSecret: true, isOptional: true, isReal: true },
      { name: 'basicId', maxLength: 40, isOptional: true },
      { name: 'names', maxLength: 3, choices: ['no', 'yes'] },
    ],
    isLate: false,
    tellsRead: true,
  },
};

export const isBot = (kind: string): kind is BotKind => Object.hasOwn(bots, kind);
