// Words from outside, as they may be kept: whole letters, no zero, and no more than anybody reads.
export const mostText = 20_000;

export const safeText = (text: string): string => text.slice(0, mostText).toWellFormed().replaceAll('\0', '');
