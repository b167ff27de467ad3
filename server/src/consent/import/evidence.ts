// The evidence of a consent that was brought along, as it lies sealed with its event.
import type { ConsentEvent } from '../types.ts';

export type Evidence = { readonly how: string; readonly source: string; readonly reference: string | null; readonly notice: string | null };

export const evidenceText = (evidence: Evidence): string => JSON.stringify(evidence);

/** The evidence as it is shown; a text that is none of ours stands as a reference. */
export function importedFor(at: Date, text: string): ConsentEvent['imported'] {
  return { at: at.toISOString(), ...read(text) };
}

function read(text: string): Evidence {
  const none = { how: '', source: '', notice: null };
  if (!text.startsWith('{')) return { ...none, reference: text || null };
  const { how, source, reference, notice } = JSON.parse(text) as Partial<Evidence>;
  return { how: how ?? '', source: source ?? '', reference: reference ?? null, notice: notice ?? null };
}
