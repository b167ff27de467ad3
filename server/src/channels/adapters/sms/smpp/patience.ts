// How long a line waits for what. Tests set it shorter; nothing else does.
import { type Tools, tool } from '#kit/tool';

export type LinePatience = {
  /** After a line broke: at first, and at most. */
  readonly firstMs: number;
  readonly mostMs: number;
  /** After a kill others wait that long before they take the line over. */
  readonly leaseMs: number;
  readonly renewMs: number;
  /** Whoever wants to send waits so long for the line. */
  readonly boundMs: number;
};
export const linePatience = tool<LinePatience>('channels.sms.smpp-patience');
export const usualLinePatience: LinePatience = { firstMs: 500, mostMs: 60_000, leaseMs: 20_000, renewMs: 5_000, boundMs: 8_000 };
export const patienceOf = (tools: Tools): LinePatience => (tools.has(linePatience.name) ? linePatience.of({ tools }) : usualLinePatience);
