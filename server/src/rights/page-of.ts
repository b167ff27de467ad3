// Where somebody reads what is known about them, and the answers to what they asked.
import { centreKey } from '#access';
import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';

/** URL of the company's privacy page. */
export const pageOf = async (ctx: Ctx): Promise<string> => `${config.of(ctx).publicUrl}/privacy/${await centreKey(ctx)}`;
