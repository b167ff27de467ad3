// Whether what happens elsewhere is heard yet. What events alone keep up to date is asked for once they are: a change between an answer and the first
// event would never be shown, and asking for it a second time would be a second look at everybody in it.
const longestWaitMs = 2_000; // a page without its line shows what there is all the same

let heard = Promise.withResolvers<void>();
let wasMissed = false;

/** Waits until events are heard, or the line is refused, or has taken too long. */
export async function onceHeard(): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLong = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      wasMissed = true;
      resolve();
    }, longestWaitMs);
  });
  await Promise.race([heard.promise, tooLong]);
  clearTimeout(timer);
}

/** The line is open, or will not be soon; whether something was read meanwhile without it. */
export function lineAnswered(isOpen: boolean): boolean {
  const missed = wasMissed;
  wasMissed = !isOpen;
  heard.resolve();
  return missed;
}

/** The page is without a line again, as before the first one. */
export function lineEnded(): void {
  heard = Promise.withResolvers<void>();
  wasMissed = false;
}
