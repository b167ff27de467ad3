// What the keys do unless told otherwise.
import { builtIn, type Setting, seconds } from '#kit/setting';
import { lifeMs } from './permits.ts';

export const keysSettings: readonly Setting[] = [
  {
    code: 'keys.permit-life',
    group: 'privacy',
    title: { en: 'A permit to read a person is good for', de: 'Die Erlaubnis, eine Person zu lesen, gilt' },
    reason: {
      en: 'Reading is allowed for one purpose at one moment, and each use stands in the ledger.',
      de: 'Gelesen wird für einen Zweck in einem Augenblick, und jedes Lesen steht im Protokoll.',
    },
    article: '5(1)(b)',
    standard: seconds(lifeMs / 1000),
    ...builtIn,
  },
];
