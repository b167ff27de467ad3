// The name plate of vendors.
import type { Room } from '#kit/room';

export const vendorsRoom: Room = { name: 'vendors' };
