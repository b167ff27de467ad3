// The name plate of detection: rules only, it keeps nothing.
import type { Room } from '#kit/room';

export const detectionRoom: Room = { name: 'detection' };
