// Viber names messages by whole numbers of 64 bits, which a number of JavaScript rounds: two messages would become one. They are read as text.

type Source = { readonly source?: string };

/** JSON whose whole numbers beyond what a number holds exactly come as text. Throws for what is no JSON. */
export function parseExactly(text: string): unknown {
  const revive = (_key: string, value: unknown, context?: Source): unknown =>
    typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(context?.source ?? '') ? context?.source : value;
  return JSON.parse(text, revive as (key: string, value: unknown) => unknown);
}

/** The name of a message as digits; empty when it is none. */
export function tokenOf(value: unknown): string {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  return /^\d{1,20}$/.test(text) ? text : '';
}
