// What a look at one control showed.
import type { Check } from '#kit/room';
import type { ControlState } from '../rules.ts';

/** `faults` is 0 unless it fails; `evidence` are ids and codes. */
export type Look = { readonly check: Check; readonly state: ControlState; readonly faults: number; readonly evidence: readonly string[] };
