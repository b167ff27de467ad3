// The bundled list of leaked passwords: the 49,000 commonest, as the library zxcvbn-ts gathers them. It says nothing about the hundreds of millions of rarer ones:
// asking a service about those would tell somebody outside that a password is being chosen here (Art. 25(2)).
import { dictionary } from '@zxcvbn-ts/language-common';

const leaked: ReadonlySet<string> = new Set(dictionary['passwords-common'] as readonly string[]);
const shortest = 4; // shorter ones are parts of ordinary words

/** Whether a text in small letters is a leaked password, one with digits and signs around it, or one written several times. */
export function isKnown(text: string): boolean {
  const core = text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  return [text, core, repeated(text), repeated(core)].some((each) => each.length >= shortest && leaked.has(each));
}

/** What a text says over and over, or the text itself. */
const repeated = (text: string): string => /^(.+?)\1+$/su.exec(text)?.[1] ?? text;
