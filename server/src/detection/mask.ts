// What must not rest is replaced before it does: card numbers by their last four digits (PCI DSS 3.4 allows those), passwords, keys and codes altogether.
import { type DetectedSpan, detectedKinds } from '@parley/contract';
import { digitsOf } from './fold.ts';

/** The text without its secrets. Spans must be those of this text, sorted and apart, as `detect` gives them. */
export function mask(text: string, spans: readonly DetectedSpan[]): string {
  let masked = '';
  let at = 0;
  for (const { start, end, type } of spans) {
    if (!isMasked(type)) continue;
    masked += text.slice(at, start) + (type === 'card' ? `•••• ${digitsOf(text.slice(start, end)).slice(-4)}` : '[secret]');
    at = end;
  }
  return masked + text.slice(at);
}

/** Whether values of this kind never rest. */
const isMasked = (type: DetectedSpan['type']): boolean => 'masked' in detectedKinds[type];
