// Doors for providers: they come from few addresses for everybody, and one that is told to slow down (429) may never come again, as Twilio. So they wait in lines by account, longer than others,
// hear 503 and when to come again at the bound, and only what is more than any house can do is turned away by the minute.
import type { Protocol } from '#kit/protocol';

/** What every door for providers has; `perMinute` counts by network address. */
export const forProviders = { perMinute: 60_000, isForProviders: true } as const satisfies Partial<Protocol>;
