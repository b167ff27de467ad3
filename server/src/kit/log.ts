// The log takes ids, codes and numbers and nothing else: the types refuse a free text, and the writer refuses what slipped past them.
import type { Id } from './ids.ts';
import { tool } from './tool.ts';

/** A code is a short lower-case literal chosen by a programmer, never text from outside. */
export type Code = Lowercase<string>;
export type Loggable = number | boolean | Id | Code | undefined;
export type Log = (level: 'info' | 'warn' | 'error', event: Code, fields?: Record<string, Loggable>) => void;

export const log = tool<Log>('kit.log');

const harmless = /^[a-z0-9_.:/-]{1,120}$/;

/** A log that writes one JSON line per event; a value that is not an id, a code or a number becomes `[withheld]`. */
export function openLog(write: (line: string) => void, clock: () => Date): Log {
  return (level, event, fields = {}) => {
    const safe = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, isHarmless(value) ? value : '[withheld]']));
    write(`${JSON.stringify({ at: clock().toISOString(), level, event, ...safe })}\n`);
  };
}

/** The code of an error without its message: messages of libraries may quote what a person wrote. */
export function errorCode(error: unknown): Code {
  const found = error as { code?: unknown; name?: unknown };
  const text = String(found?.code ?? found?.name ?? 'error').toLowerCase();
  return (harmless.test(text) ? text : 'error') as Code;
}

function isHarmless(value: Loggable): boolean {
  return typeof value !== 'string' || harmless.test(value);
}
