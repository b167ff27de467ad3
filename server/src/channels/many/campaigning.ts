// Whether one text may go to many from an account, and as what: each adapter says it by its provider's rules (record 074).

export type Campaigning =
  | {
      readonly may: true;
      /** `mail` has a subject; `template` takes only what the provider approved as marketing; `words` are the company's own. */
      readonly form: 'mail' | 'words' | 'template';
      /** What one message holds, with the step to unsubscribe: UTF-16 units, or bytes of UTF-8. */
      readonly most: number;
      readonly unit: 'letters' | 'bytes';
    }
  | { readonly may: false; readonly because: 'only-takes-in' };

/** Own words of so many letters, to which the way out is added when they leave. */
export const wordsUpTo = (most: number, unit: 'letters' | 'bytes' = 'letters'): Campaigning => ({ may: true, form: 'words', most, unit });

/** How much of what a message holds a text takes. */
export const sizeIn = (text: string, unit: 'letters' | 'bytes'): number => (unit === 'bytes' ? Buffer.byteLength(text) : text.length);
