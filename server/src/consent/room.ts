// The name plate of consent.
import type { Room } from '#kit/room';

export const consentRoom: Room = { name: 'consent' };
