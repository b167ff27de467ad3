// A webhook that brings several things at once: what fails holds up nobody else.
const together = 6;

/** Takes in everything, in order within each line (such as one person), several lines at a time. A fault ends its own line alone; the first is thrown when all the others are done. */
export async function takeEach<T>(all: readonly T[], lineOf: (each: T) => string, take: (each: T) => Promise<void>): Promise<void> {
  const queue = [...Map.groupBy(all, lineOf).values()];
  const faults: unknown[] = [];
  const work = async (): Promise<void> => {
    for (let line = queue.shift(); line; line = queue.shift())
      try {
        for (const each of line) await take(each);
      } catch (error) {
        faults.push(error); // the rest of this line comes again with it, in order
      }
  };
  await Promise.all(Array.from({ length: together }, work));
  if (faults.length > 0) throw faults[0];
}
