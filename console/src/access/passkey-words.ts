// What the browser's passkey dialog takes, and how its refusals read.
import type { startAuthentication, startRegistration } from '@simplewebauthn/browser';

export type RequestOptions = Parameters<typeof startAuthentication>[0]['optionsJSON'];
export type CreationOptions = Parameters<typeof startRegistration>[0]['optionsJSON'];

/** Whether the dialog was closed, ran out of time, or found no passkey: browsers do not say which. */
export const gaveUp = (error: unknown): boolean => nameOf(error) === 'NotAllowedError' || nameOf(error) === 'AbortError';

/** Whether the device holds a passkey for this account already. */
export const isKnown = (error: unknown): boolean => nameOf(error) === 'InvalidStateError';

const nameOf = (error: unknown): string | undefined => (error instanceof Error ? error.name : undefined);
