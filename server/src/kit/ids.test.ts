import { expect, it } from 'vitest';
import { encode, isId, newId } from './ids.ts';

// Valid cases of the TypeID specification 0.3.0 (suffix = base32 of the UUID).
it.each([
  ['00000000-0000-0000-0000-000000000000', '00000000000000000000000000'],
  ['00000000-0000-0000-0000-000000000001', '00000000000000000000000001'],
  ['00000000-0000-0000-0000-00000000000a', '0000000000000000000000000a'],
  ['00000000-0000-0000-0000-000000000010', '0000000000000000000000000g'],
  ['00000000-0000-0000-0000-000000000020', '00000000000000000000000010'],
  ['ffffffff-ffff-ffff-ffff-ffffffffffff', '7zzzzzzzzzzzzzzzzzzzzzzzzz'],
  ['0110c853-1d09-52d8-d73e-1194e95b5f19', '0123456789abcdefghjkmnpqrs'],
  ['01890a5d-ac96-774b-bcce-b302099a8057', '01h455vb4pex5vsknk084sn02q'],
])('%s is written %s', (uuid, text) => expect(encode(Buffer.from(uuid.replaceAll('-', ''), 'hex'))).toBe(text));

it('sorts in the order it was made, never repeats, and tells its own shape', () => {
  const ids = Array.from({ length: 20_000 }, () => newId('msg'));
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.every((id) => isId('msg', id))).toBe(true);
});

it('knows what is no id', () => {
  for (const text of [
    '',
    'msg_',
    'per_01h455vb4pex5vsknk084sn02q',
    'msg_81h455vb4pex5vsknk084sn02q',
    'msg_01h455vb4pex5vsknk084sn0iq',
    "msg_' OR 1=1 --             ",
  ])
    expect(isId('msg', text)).toBe(false);
});
