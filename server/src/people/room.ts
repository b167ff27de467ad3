// The name plate of people.
import type { Room } from '#kit/room';

export const peopleRoom: Room = { name: 'people' };
