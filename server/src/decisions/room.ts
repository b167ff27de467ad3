// The name plate of decisions.
import type { Room } from '#kit/room';
import { decisionHoldings } from './holdings.ts';

export const decisionsRoom: Room = { name: 'decisions', holdings: decisionHoldings };
