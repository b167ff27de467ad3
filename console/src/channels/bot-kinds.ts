// The channels that are a bot at a messenger: which settings each has, beside who carries it. Their words stand in bot-words.ts under the same names.

export type BotKind = 'telegram' | 'viber';
export type BotField = {
  readonly name: string;
  readonly maxLength: number;
  /** Never shown again once it is set. */
  readonly isSecret?: true;
  readonly isOptional?: true;
};
export type Bot = { readonly label: string; readonly fields: readonly BotField[]; readonly isLate: boolean };

/** `isLate`: whether its sandbox tells later what became of a message. */
export const bots: Readonly<Record<BotKind, Bot>> = {
  telegram: {
    label: 'Telegram',
    fields: [
      { name: 'token', maxLength: 120, isSecret: true },
      { name: 'username', maxLength: 33, isOptional: true },
    ],
    isLate: false,
  },
  viber: {
    label: 'Viber',
    fields: [
      { name: 'token', maxLength: 100, isSecret: true },
      { name: 'uri', maxLength: 60, isOptional: true },
      { name: 'avatar', maxLength: 300, isOptional: true },
    ],
    isLate: true,
  },
};

export const isBot = (kind: string): kind is BotKind => Object.hasOwn(bots, kind);
