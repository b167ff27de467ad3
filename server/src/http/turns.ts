// Whose request is worked on next. Companies share one process: while several are here, each gets its turns, whoever has the fewest in work first, and nobody takes so
// many that another waits long. Who comes when too many wait is told at once when to come again, which costs next to nothing.
import { type FairQueue, fairQueue } from '#kit/fair-queue';
import { Problem } from '#kit/problem';

export type Turns = {
  /** Resolves when it is this line's turn. Problem `too-many` (1 s) when too many wait. */
  take(line: Line): Promise<Place>;
  /** Whether `take` would refuse now; for a look before a body is read. */
  isFull(line: Line): boolean;
};
export type Place = {
  /** Gives the place back; once, however often it is called. */
  leave(): void;
  /** What takes long makes room for what is quick, as long as not too much of that kind is under way; it still has to `leave`. */
  stepAside(): void;
};
/** Who belongs to no company we know is let in by few, and makes nobody a neighbour. `isHook`: an account whose provider proved itself: it has seats beside those of strangers. `isPatient`: waits
 * in a longer line of its own kind, since whoever is sent away there may never come again. */
export type Line = {
  readonly name: string;
  /** Who of this line comes, where more than one may: they take turns in it. */
  readonly who?: string;
  readonly isCompany: boolean;
  readonly isHook?: boolean;
  readonly isPatient?: boolean;
};
export type Most = {
  /** Requests in work when one company is here alone, when several are, and of one line then. */
  readonly alone: number;
  readonly together: number;
  readonly ofOne: number;
  /** So many of a lane begin without regard to how many are in work; the bound of one who is alone holds. */
  readonly atOnce: number;
  /** Requests in work of all who belong to no company. */
  readonly strangers: number;
  /** Requests in work of all providers that proved themselves. */
  readonly hooks: number;
  /** Requests of one line, and of all, that stepped aside. */
  readonly longOfOne: number;
  readonly long: number;
  /** Requests of one line, and of all, that wait for their turn. */
  readonly waitingOfOne: number;
  readonly waiting: number;
  /** Requests of one bearer that wait in the line of their company: the rest of it stays for colleagues. */
  readonly waitingOfBearer: number;
  /** The same of all who belong to no company: they fill nobody's line but their own. */
  readonly waitingStrangers: number;
  /** The same of those that are patient. */
  readonly patientOfOne: number;
  readonly patient: number;
};
type Kind = 'companies' | 'strangers' | 'hooks';
/** Those who wait are counted apart, so that none of them can be so many that others are sent away. */
type Crowd = 'companies' | 'strangers' | 'patient';
type Lane = {
  readonly kind: Kind;
  readonly crowd: Crowd;
  inWork: number;
  long: number;
  readonly waiting: FairQueue<() => void>;
  seen: number;
};

const lingerMs = 2_000; // how long a lane that went quiet still counts as being here: its next request should find room
const sweepMs = 500;

export function openTurns(most: Most, now: () => number = () => performance.now()): Turns {
  const lanes = new Map<string, Lane>();
  const inWork = { companies: 0, strangers: 0, hooks: 0 };
  let long = 0;
  const waiting: Record<Crowd, number> = { companies: 0, strangers: 0, patient: 0 };
  let companies = 0;
  let swept = now();

  const laneOf = (line: Line): Lane => {
    const { name, isCompany, isHook } = line;
    const known = lanes.get(name);
    const kind = isCompany ? 'companies' : isHook ? 'hooks' : 'strangers';
    const lane = known ?? { kind, crowd: crowdOf(line), inWork: 0, long: 0, waiting: fairQueue<() => void>(), seen: 0 };
    lane.seen = now();
    if (known) return lane;
    lanes.set(name, lane);
    if (isCompany) companies += 1;
    return lane;
  };
  /** Whoever has next to nothing in work does not wait until what somebody began while alone is done. */
  const mayBegin = ({ kind, inWork: ofLane }: Lane): boolean => {
    if (kind !== 'companies') return inWork[kind] < most[kind] && ofLane < most.ofOne;
    if (companies <= 1 || ofLane < most.atOnce) return inWork.companies < most.alone;
    return inWork.companies < most.together && ofLane < most.ofOne;
  };
  const count = (lane: Lane, change: 1 | -1): void => {
    lane.inWork += change;
    inWork[lane.kind] += change;
  };
  /** Lanes are tried in the order in which they were served, so that equals take turns. */
  const next = (): [string, Lane] | undefined => {
    let chosen: [string, Lane] | undefined;
    for (const entry of lanes)
      if (entry[1].waiting.size() > 0 && mayBegin(entry[1]) && (!chosen || entry[1].inWork < chosen[1].inWork)) chosen = entry;
    return chosen;
  };
  const goOn = (): void => {
    sweep();
    const nextOf = () => (waiting.patient + waiting.companies + waiting.strangers > 0 ? next() : undefined);
    for (let found = nextOf(); found; found = nextOf()) {
      const [name, lane] = found;
      lanes.delete(name);
      lanes.set(name, lane);
      waiting[lane.crowd] -= 1;
      count(lane, 1);
      lane.waiting.shift()?.();
    }
  };
  function sweep(): void {
    if (now() - swept < sweepMs) return;
    swept = now();
    for (const [name, lane] of lanes)
      if (lane.inWork + lane.long === 0 && lane.waiting.size() === 0 && swept - lane.seen > lingerMs) {
        lanes.delete(name);
        if (lane.kind === 'companies') companies -= 1;
      }
  }
  const placeIn = (lane: Lane): Place => {
    let state: 'in work' | 'long' | 'over' = 'in work';
    return {
      leave: () => {
        if (state === 'over') return;
        if (state === 'in work') count(lane, -1);
        else {
          lane.long -= 1;
          long -= 1;
        }
        state = 'over';
        goOn();
      },
      stepAside: () => {
        if (state !== 'in work' || lane.long >= most.longOfOne || long >= most.long) return;
        state = 'long';
        lane.long += 1;
        long += 1;
        count(lane, -1);
        goOn();
      },
    };
  };
  const mostOf: Record<Crowd, number> = { companies: most.waiting, strangers: most.waitingStrangers, patient: most.patient };
  const isFull = (line: Line): boolean => {
    const own = lanes.get(line.name)?.waiting;
    const ofOne = own?.size() ?? 0;
    const crowd = crowdOf(line);
    if (line.who !== undefined && (own?.sizeOf(line.who) ?? 0) >= most.waitingOfBearer) return true;
    return ofOne >= (line.isPatient ? most.patientOfOne : most.waitingOfOne) || waiting[crowd] >= (ofOne > 0 ? 1 : 2) * mostOf[crowd];
  };

  return {
    isFull,
    take: async (line) => {
      sweep();
      const lane = laneOf(line);
      if (lane.waiting.size() === 0 && mayBegin(lane)) count(lane, 1);
      else {
        if (isFull(line)) throw new Problem('too-many', { retryAfterSeconds: 1 });
        waiting[lane.crowd] += 1;
        await new Promise<void>((resolve) => lane.waiting.push(line.who ?? '', resolve));
      }
      return placeIn(lane);
    },
  };
}

const crowdOf = ({ isCompany, isPatient }: Line): Crowd => (isPatient ? 'patient' : isCompany ? 'companies' : 'strangers');
