// The name plate of conversations.
import type { Room } from '#kit/room';

export const conversationsRoom: Room = { name: 'conversations' };
