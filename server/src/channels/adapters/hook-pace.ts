/** Calls a minute from one network address at a door for providers: they come from few addresses for everybody, and one that is told to slow down (429) may never come again, as Twilio. What is more than this house can do at once is bounded at the edge. */
export const hooksPerMinute = 60_000;
