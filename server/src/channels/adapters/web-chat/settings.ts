// What a web chat is told: words, colour, the pages it may stand on, and the secret by which the company's own site vouches for who is logged in.
import { randomBytes } from 'node:crypto';
import Type from 'typebox';
import { Problem } from '#kit/problem';
import type { Settings } from '../../adapter.ts';
import { completePush, pushSchema } from '../../push/settings.ts';
import type { PushSettings } from '../../push/types.ts';

export type WebChatSettings = Settings &
  PushSettings & {
    /** Empty: words of ours in the visitor's language. */
    readonly greeting: string;
    /** `#rrggbb`; empty: the company's own colour. */
    readonly accent: string;
    readonly side: 'right' | 'left';
    readonly theme: 'auto' | 'light' | 'dark';
    /** Origins that may show the widget; empty: any. */
    readonly origins: readonly string[];
    /** At least 32 characters; signs the identity of logged-in visitors (HMAC-SHA-256). Empty: none is believed. */
    readonly identitySecret: string;
  };

export const settingsSchema = Type.Object({
  greeting: Type.Optional(
    Type.String({ maxLength: 300, description: 'First words of the chat; empty for words in the language of the visitor' }),
  ),
  accent: Type.Optional(
    Type.String({ pattern: '^(#[0-9a-fA-F]{6})?$', description: 'Colour, #rrggbb; empty for the colour of the company' }),
  ),
  side: Type.Optional(Type.Enum(['right', 'left'], { description: 'Corner of the page where the button stands' })),
  theme: Type.Optional(Type.Enum(['auto', 'light', 'dark'], { description: 'Light, dark, or as the visitor’s device says' })),
  origins: Type.Optional(
    Type.Array(Type.String({ maxLength: 200 }), {
      maxItems: 50,
      description: 'Origins that may show the widget, such as https://www.example.com; empty for any',
    }),
  ),
  identitySecret: Type.Optional(
    Type.String({ maxLength: 200, description: 'Secret of at least 32 characters that signs the identity of logged-in visitors' }),
  ),
  ...pushSchema,
});

/** Tidies what was typed and makes the key once. Throws Problem `invalid` with fields. */
export function completeSettings(given: Settings, before: WebChatSettings | undefined): WebChatSettings {
  const typed = given as Partial<WebChatSettings>;
  const identitySecret = typed.identitySecret ?? '';
  if (identitySecret !== '' && identitySecret.length < 32) throw invalid('identitySecret', 'must have at least 32 characters');
  return {
    key: before?.key ?? randomBytes(15).toString('base64url'),
    greeting: (typed.greeting ?? '').trim(),
    accent: (typed.accent ?? '').toLowerCase(),
    side: typed.side ?? 'right',
    theme: typed.theme ?? 'auto',
    origins: [...new Set((typed.origins ?? []).map(originOf))],
    identitySecret,
    ...completePush(typed, before),
  };
}

/** Whether a page of this origin may show the widget. Programs other than browsers send none, and are not stopped by it. */
export function mayEmbed(settings: WebChatSettings, origin: string | undefined, own: string): boolean {
  return (
    settings.origins.length === 0 ||
    origin === undefined ||
    origin === new URL(own).origin ||
    settings.origins.includes(origin.toLowerCase())
  );
}

function originOf(text: string): string {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : undefined;
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:'))
    throw invalid('origins', 'takes origins such as https://www.example.com');
  return url.origin;
}

const invalid = (field: string, message: string): Problem =>
  new Problem('invalid', { fields: [{ path: `body/settings/${field}`, message }] });
