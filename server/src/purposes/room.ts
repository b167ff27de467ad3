// The name plate of purposes.
import type { Room } from '#kit/room';

export const purposesRoom: Room = { name: 'purposes' };
