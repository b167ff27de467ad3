import { describe, expect, it } from 'vitest';
import { openTurns } from './turns.ts';

const most = {
  alone: 6,
  together: 4,
  ofOne: 2,
  atOnce: 1,
  strangers: 2,
  hooks: 2,
  longOfOne: 1,
  long: 1,
  waitingOfOne: 3,
  waiting: 5,
  waitingStrangers: 5,
  waitingOfBearer: 2,
  patientOfOne: 6,
  patient: 9,
};
const settled = () => new Promise((resolve) => setImmediate(resolve));

/** Asks for a turn; tells in `began` when it came. */
function open() {
  let time = 0;
  const turns = openTurns(most, () => time);
  const began: string[] = [];
  const ask = (lane: string, name = lane) => {
    const turn = turns.take({ name: lane, isCompany: !lane.startsWith('address') }).then(({ leave }) => {
      began.push(name);
      return leave;
    });
    turn.catch(() => undefined);
    return turn;
  };
  const pass = (ms: number) => {
    time += ms;
  };
  return { turns, began, ask, pass };
}

describe('turns', () => {
  it('lets one lane have much while it is alone', async () => {
    const { began, ask } = open();
    for (let at = 0; at < 8; at += 1) void ask('ada');
    await settled();
    expect(began).toHaveLength(6);
  });

  it('lets somebody else begin at once, and again before all who have more in work', async () => {
    const { began, ask } = open();
    const first = Array.from({ length: 5 }, () => ask('ada'));
    void ask('boris');
    for (let at = 0; at < 2; at += 1) void ask('ada', 'ada later');
    void ask('boris', 'boris later');
    await settled();
    expect(began.slice(5)).toEqual(['boris']);
    for (const turn of first.slice(0, 3)) (await turn)();
    await settled();
    expect(began.slice(6)).toEqual(['boris later']); // two of ada's are in work still, which is as many as one may have now
    for (const turn of first.slice(3, 4)) (await turn)();
    await settled();
    expect(began.slice(7)).toEqual(['ada later']);
  });

  it('lets in few who belong to nobody known, and narrows nobody for their sake', async () => {
    const { began, ask } = open();
    for (let at = 0; at < 4; at += 1) void ask('address 1');
    for (let at = 0; at < 5; at += 1) void ask('ada');
    await settled();
    expect(began).toEqual(['address 1', 'address 1', 'ada', 'ada', 'ada', 'ada', 'ada']);
  });

  it('takes a place back once', async () => {
    const { began, ask } = open();
    const [first] = Array.from({ length: 9 }, () => ask('ada'));
    const giveBack = await (first as Promise<() => void>);
    for (let times = 0; times < 3; times += 1) giveBack();
    await settled();
    expect(began).toHaveLength(7);
  });

  it('gives equals their turns one after another', async () => {
    const { began, ask } = open();
    const first = [ask('ada'), ask('boris'), ask('ada'), ask('boris')];
    for (const name of ['carol', 'ada', 'boris', 'carol', 'ada']) void ask(name, `${name} 2`);
    await settled();
    expect(began.slice(4)).toEqual(['carol 2']);
    for (const turn of first) (await turn)();
    await settled();
    expect(began.slice(5)).toEqual(['ada 2', 'boris 2', 'carol 2']);
  });

  it('refuses who comes when too many of one lane wait, and says so before', async () => {
    const { turns, ask } = open();
    for (let at = 0; at < 9; at += 1) void ask('ada');
    expect(turns.isFull({ name: 'ada', isCompany: true })).toBe(true);
    await expect(ask('ada')).rejects.toMatchObject({ code: 'too-many', extras: { retryAfterSeconds: 1 } });
    expect(turns.isFull({ name: 'boris', isCompany: true })).toBe(false);
  });

  it('keeps room for the first of every lane when too many wait in all', async () => {
    const { turns, ask } = open();
    for (let at = 0; at < 9; at += 1) void ask('ada');
    for (let at = 0; at < 2; at += 1) void ask('boris');
    expect([turns.isFull({ name: 'boris', isCompany: true }), turns.isFull({ name: 'carol', isCompany: true })]).toEqual([true, false]);
  });

  it('counts a lane as here for a while after its last request, and then no more', async () => {
    const { began, ask, pass } = open();
    (await ask('boris'))();
    const turns = Array.from({ length: 5 }, () => ask('ada'));
    await settled();
    expect(began).toEqual(['boris', 'ada', 'ada']);
    pass(3_000);
    (await (turns[0] as Promise<() => void>))();
    await settled();
    expect(began).toHaveLength(6);
  });

  it('lets what takes long make room, but not for more of the kind than may be', async () => {
    const { turns, began, ask } = open();
    const places = await Promise.all(Array.from({ length: 6 }, () => turns.take({ name: 'ada', isCompany: true })));
    for (let at = 0; at < 3; at += 1) void ask('ada');
    for (const place of places.slice(0, 3)) place.stepAside();
    await settled();
    expect(began).toHaveLength(1);
    places[0]?.leave();
    places[1]?.stepAside();
    await settled();
    expect(began).toHaveLength(2);
  });

  it('loses no place, whatever comes in which order', async () => {
    const { turns, pass } = open();
    const work = async (lane: string) => {
      const place = await turns.take({ name: lane, isCompany: !lane.startsWith('address') }).catch(() => undefined);
      if (!place) return;
      for (let turn = Math.random() * 5; turn > 0; turn -= 1) await settled();
      if (Math.random() < 0.3) place.stepAside();
      pass(100);
      place.leave();
    };
    for (let round = 0; round < 200; round += 1)
      await Promise.all(Array.from({ length: 12 }, () => work(['ada', 'boris', 'address 1'][Math.floor(Math.random() * 3)] as string)));
    pass(10_000);
    let began = 0;
    for (let at = 0; at < 9; at += 1) void turns.take({ name: 'carol', isCompany: true }).then(() => (began += 1));
    await settled();
    expect(began).toBe(most.alone);
  });

  it('lets a colleague go before what one program of the same company still has waiting, and keeps room for them', async () => {
    const { turns } = open();
    const began: string[] = [];
    const ask = (who: string, name = who) => {
      const turn = turns.take({ name: 'ada', who, isCompany: true }).then(({ leave }) => {
        began.push(name);
        return leave;
      });
      turn.catch(() => undefined);
      return turn;
    };
    const first = Array.from({ length: 6 }, () => ask('program'));
    void ask('program', 'program 7');
    void ask('program', 'program 8');
    await expect(ask('program')).rejects.toMatchObject({ code: 'too-many' });
    void ask('colleague');
    await settled();
    expect(began).toHaveLength(6);
    for (const turn of first.slice(0, 3)) (await turn)();
    await settled();
    expect(began.slice(6)).toEqual(['program 7', 'colleague', 'program 8']);
  });
});
