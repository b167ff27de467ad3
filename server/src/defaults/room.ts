// The name plate of defaults. Each room names its own settings on its own plate; here is what they have in common.
import type { Room } from '#kit/room';
import { defaultsHoldings } from './holdings.ts';

export const defaultsRoom: Room = { name: 'defaults', holdings: defaultsHoldings };
