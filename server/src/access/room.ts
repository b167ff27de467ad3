// The name plate of access.
import type { Room } from '#kit/room';

export const accessRoom: Room = { name: 'access' };
