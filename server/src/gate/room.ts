// The name plate of gate.
import type { Room } from '#kit/room';

export const gateRoom: Room = { name: 'gate' };
