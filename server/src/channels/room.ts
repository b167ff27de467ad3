// The name plate of channels.
import type { Room } from '#kit/room';

export const channelsRoom: Room = { name: 'channels' };
