// The name plate of vendors.
import type { Room } from '#kit/room';
import { vendorsChecks } from './checks.ts';
import { vendorsHoldings } from './holdings.ts';
import { vendorsRoutes } from './routes.ts';

export const vendorsRoom: Room = { name: 'vendors', routes: vendorsRoutes, holdings: vendorsHoldings, checks: vendorsChecks };
