// How words are made comparable: small letters without accents, since people in a hurry leave both out.

const plain = /^[a-z]+$/;
const odd: Readonly<Record<string, string>> = { ß: 'ss', ł: 'l', ø: 'o', đ: 'd', ı: 'i', æ: 'ae', œ: 'oe' };

/** Folded form of a word. Its length says nothing about the word's. */
export function fold(word: string): string {
  const small = word.toLowerCase();
  if (plain.test(small)) return small;
  return small
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[ßłøđıæœ]/g, (letter) => odd[letter] ?? letter);
}

/** Digits as plain ones, full-width or not; everything else is left out. */
export function digitsOf(text: string): string {
  let digits = '';
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit >= 0x30 && unit <= 0x39) digits += text.charAt(at);
    else if (unit >= 0xff10 && unit <= 0xff19) digits += String.fromCharCode(unit - 0xff10 + 0x30);
  }
  return digits;
}
