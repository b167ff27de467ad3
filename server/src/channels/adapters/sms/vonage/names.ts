// How Vonage names messages and numbers.
export const isUuid = (text: unknown): text is string =>
  typeof text === 'string' && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

/** Vonage writes numbers without the plus. */
export const digitsOf = (number: string): string => number.replace(/^\+/, '');
