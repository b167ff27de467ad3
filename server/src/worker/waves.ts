// How much is carried out at once. What is quick goes in waves, so that the queue is asked once for many; what takes long (a provider that is slow, a place in the pace of an account) keeps its own
// place and holds up nothing else.
const wave = 16;
const mostUnderWay = 64;

type Course<T> = {
  /** Takes up to so many that are due. */
  take(most: number): Promise<readonly T[]>;
  work(one: T): Promise<void>;
  isStopped(): boolean;
  /** Settles when there may be something new to take. */
  woken(): Promise<void>;
  /** How long a wave is waited for before the next is taken beside what is left of it. */
  readonly patienceMs?: number;
};

/** Takes and carries out until nothing is left and nothing is under way. What failed for a fault of ours, also in taking, is thrown once the rest has ended: whoever waits for it waits for that. */
export async function inWaves<T>({ take, work, isStopped, woken, patienceMs = 100 }: Course<T>): Promise<void> {
  const underWay = new Set<Promise<void>>();
  const failures: unknown[] = [];
  const begin = (one: T): Promise<void> => {
    const course: Promise<void> = work(one)
      .catch((error: unknown) => void failures.push(error))
      .finally(() => underWay.delete(course));
    underWay.add(course);
    return course;
  };
  const failed = (error: unknown): readonly T[] => {
    failures.push(error);
    return [];
  };
  for (;;) {
    const called = woken(); // asked first: what is announced while the queue is looked into is not missed
    const free = Math.min(wave, mostUnderWay - underWay.size);
    const taken = free === 0 || isStopped() || failures.length > 0 ? [] : await take(free).catch(failed);
    if (taken.length > 0) await within(patienceMs, Promise.all(taken.map(begin)));
    else if (underWay.size > 0) await Promise.race(failures.length > 0 ? underWay : [...underWay, called]);
    else break;
  }
  if (failures.length > 0) throw failures[0];
}

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, patience]);
  clearTimeout(timer);
}
