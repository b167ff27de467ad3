// A piece of a message as a carrier hands it in.

/**
 * Which piece of a message it is (1 of 1: a whole one), for carriers without ids of their own; `told` is `SESSION/PLACE` of the handing in. What was taken `doubtMs`
 * milliseconds ago or longer has surely been acknowledged: the same is no repeat of it.
 */
export type Piece = Readonly<{ reference: string; part: number; parts: number; told: string; doubtMs: number }>;
