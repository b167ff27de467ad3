// Known answers from NIST (GCM test cases 13, 14 and 16), Wycheproof (aes_gcm_test.json, also what must be refused) RFC 5869 (A.1 to A.3) and RFC 4231 (1, 2 and 6), then properties of a seal.
import { createHmac, createSecretKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bind,
  decrypt,
  encrypt,
  expand,
  keyFrom,
  newKey,
  openBytes,
  openerOf,
  sealBytes,
  subKey,
  unwrapKey,
  versionOf,
  wrapKey,
} from './seal.ts';

type Answer = { key: string; iv: string; aad: string; msg: string; ct: string; tag: string };
/** The file says where they come from. */
const published = JSON.parse(readFileSync(path.join(import.meta.dirname, 'vectors/aes-gcm.json'), 'utf8')) as {
  valid: (Answer & { tcId: number })[];
  altered: Omit<Answer, 'tag'>;
  invalid: { tcId: number; comment: string; tag: string }[];
};

const hex = (text: string) => Buffer.from(text, 'hex');
const answers: Answer[] = [
  { key: '00'.repeat(32), iv: '00'.repeat(12), aad: '', msg: '', ct: '', tag: '530f8afbc74536b9a963b4f1c4cb738b' },
  {
    key: '00'.repeat(32),
    iv: '00'.repeat(12),
    aad: '',
    msg: '00'.repeat(16),
    ct: 'cea7403d4d606b6e074ec5d3baf39d18',
    tag: 'd0d1c8a799996bf0265b98b5d48ab919',
  },
  {
    key: 'feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308',
    iv: 'cafebabefacedbaddecaf888',
    aad: 'feedfacedeadbeeffeedfacedeadbeefabaddad2',
    msg: 'd9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39',
    ct: '522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662',
    tag: '76fc6ece0f4e1768cddf8853bb2d551b',
  },
  {
    key: '92ace3e348cd821092cd921aa3546374299ab46209691bc28b8752d17f123c20',
    iv: '00112233445566778899aabb',
    aad: '00000000ffffffff',
    msg: '00010203040506070809',
    ct: 'e27abdd2d2a53d2f136b',
    tag: '9a4a2579529301bcfb71c78d4060f52c',
  },
  {
    key: '29d3a44f8723dc640239100c365423a312934ac80239212ac3df3421a2098123',
    iv: '00112233445566778899aabb',
    aad: 'aabbccddeeff',
    msg: '',
    ct: '',
    tag: '2a7d77fa526b8250cb296078926b5020',
  },
  {
    key: 'ff0089ee870a4a39f645b0a5da774f7a5911e9696fc9cad646452c2aa8595a12',
    iv: 'bc2a7757d0ce2d8b1f14ccd9',
    aad: '972ab4e06390caae8f99dd6e2187be6c7ff2c08a24be16ef',
    msg: '748b28031621d95ee61812b4b4f47d04c6fc2ff3',
    ct: 'a929ee7e67c7a2f91bbcec6389a3caf43ab49305',
    tag: 'ebec6774b955e789591c822dab739e12',
  },
  ...published.valid,
];

describe('AES-256-GCM', () => {
  it.each(answers)('gives the published answer with tag $tag', ({ key, iv, aad, msg, ct, tag }) => {
    const sealed = Buffer.concat([hex(ct), hex(tag)]);
    expect(encrypt(keyFrom(hex(key)), hex(iv), hex(aad), hex(msg))).toEqual(sealed);
    expect(decrypt(keyFrom(hex(key)), hex(iv), hex(aad), sealed)).toEqual(hex(msg));
  });

  it.each(answers)('refuses the published answer with one bit of tag $tag flipped', ({ key, iv, aad, ct, tag }) => {
    for (const bit of [0, 7, 64, 127]) {
      const wrong = hex(tag);
      wrong[bit >> 3] = wrong[bit >> 3]! ^ (1 << (bit & 7));
      expect(() => decrypt(keyFrom(hex(key)), hex(iv), hex(aad), Buffer.concat([hex(ct), wrong]))).toThrow('does not open');
    }
  });

  it('opens what the published tags were altered of, by the tag it makes itself', () => {
    const { key, iv, aad, msg, ct } = published.altered;
    const sealed = encrypt(keyFrom(hex(key)), hex(iv), hex(aad), hex(msg));
    expect(sealed.toString('hex').slice(0, -32)).toBe(ct);
    expect(decrypt(keyFrom(hex(key)), hex(iv), hex(aad), sealed)).toEqual(hex(msg));
    expect(published.invalid.map(({ tag }) => tag)).not.toContain(sealed.toString('hex').slice(-32));
  });

  it.each(published.invalid)('refuses published case $tcId: $comment', ({ tag }) => {
    const { key, iv, aad, ct } = published.altered;
    expect(() => decrypt(keyFrom(hex(key)), hex(iv), hex(aad), hex(ct + tag))).toThrow('does not open');
  });

  it('takes no shorter tag, though it begins as the right one does', () => {
    const [{ key, iv, aad, tag }] = answers as [(typeof answers)[0]];
    for (const bytes of [0, 4, 12, 15])
      expect(() => decrypt(keyFrom(hex(key)), hex(iv), hex(aad), hex(tag).subarray(0, bytes))).toThrow('not a sealed value');
  });
});

describe('HKDF-SHA-256', () => {
  const rising = (from: number, length: number) => Buffer.from(Array.from({ length }, (_, n) => from + n));
  it.each([
    {
      test: 'A.1',
      ikm: Buffer.alloc(22, 0x0b),
      salt: rising(0, 13),
      info: rising(0xf0, 10),
      okm: '3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865',
    },
    {
      test: 'A.2',
      ikm: rising(0, 80),
      salt: rising(0x60, 80),
      info: rising(0xb0, 80),
      okm: 'b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87',
    },
    {
      test: 'A.3',
      ikm: Buffer.alloc(22, 0x0b),
      salt: Buffer.alloc(0),
      info: Buffer.alloc(0),
      okm: '8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8',
    },
  ])('gives the published output of $test', ({ ikm, salt, info, okm }) => {
    expect(expand(createSecretKey(ikm), salt, info, okm.length / 2).toString('hex')).toBe(okm);
  });

  it('gives each use and each salt its own key', () => {
    const key = newKey();
    const seen = [subKey(key, 'a'), subKey(key, 'b'), subKey(key, 'a', Buffer.of(1))].map((sub) => sub.export().toString('hex'));
    expect(new Set(seen).size).toBe(3);
    expect(subKey(key, 'a').export().toString('hex')).toBe(seen[0]);
  });
});

describe('HMAC-SHA-256, as blind indexes, marks and tokens take it', () => {
  it.each([
    { test: 1, key: Buffer.alloc(20, 0x0b), data: 'Hi There', mac: 'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7' },
    {
      test: 2,
      key: Buffer.from('Jefe'),
      data: 'what do ya want for nothing?',
      mac: '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    },
    {
      test: 6,
      key: Buffer.alloc(131, 0xaa),
      data: 'Test Using Larger Than Block-Size Key - Hash Key First',
      mac: '60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54',
    },
  ])('gives the published output of case $test', ({ key, data, mac }) => {
    expect(createHmac('sha256', createSecretKey(key)).update(data, 'utf8').digest('hex')).toBe(mac);
  });
});

describe('a seal', () => {
  const place = bind('value', 'ada');

  it('opens to what was sealed', () => {
    const key = newKey();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.integer({ min: 0, max: 65_535 }), (bytes, version) => {
        const sealed = sealBytes(key, version, place, Buffer.from(bytes));
        expect(sealed.length).toBe(bytes.length + 32);
        expect(versionOf(sealed)).toBe(version);
        expect(openBytes(key, place, sealed)).toEqual(Buffer.from(bytes));
      }),
    );
  });

  it('opens one after another as by itself, each in its own row and in no other', () => {
    const key = newKey();
    const rows = ['msg_1', 'msg_2', 'msg_10', '', 'münze', 'msg_2'];
    const sealed = rows.map((row) => sealBytes(key, 3, Buffer.concat([place, bind(row, 'body', 3)]), Buffer.from(`of ${row}`)));
    const opened = openerOf(key, 3, place, bind('body', 3));
    const stretch = (bytes: Buffer) => ({ bytes: Buffer.concat([Buffer.of(7), bytes, Buffer.of(7)]), from: 1, to: bytes.length + 1 });
    const open = (row: string, at: number) => opened(stretch(Buffer.from(row)), stretch(sealed[at] as Buffer)).toString();
    for (const [at, row] of rows.entries()) expect(open(row, at)).toBe(`of ${row}`);
    expect(() => open('msg_1', 1)).toThrow('does not open');
    expect(() => openerOf(key, 4, place, bind('body', 3))(stretch(Buffer.from('msg_1')), stretch(sealed[0] as Buffer))).toThrow('version');
  });

  it('does not open when any one bit is flipped', () => {
    const key = newKey();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.nat(), (bytes, pick) => {
        const sealed = sealBytes(key, 1, place, Buffer.from(bytes));
        const bit = pick % (sealed.length * 8);
        sealed[bit >> 3] = sealed[bit >> 3]! ^ (1 << (bit & 7));
        expect(() => openBytes(key, place, sealed)).toThrow();
      }),
      { numRuns: 500 },
    );
  });

  it('does not open when cut, under another key, or bound to another place', () => {
    const key = newKey();
    const sealed = sealBytes(key, 1, place, Buffer.from('hello'));
    for (let length = 0; length < sealed.length; length += 1) expect(() => openBytes(key, place, sealed.subarray(0, length))).toThrow();
    expect(() => openBytes(newKey(), place, sealed)).toThrow('does not open');
    expect(() => openBytes(key, bind('value', 'boris'), sealed)).toThrow('does not open');
  });

  it('never uses a nonce twice, across the pool it is sliced from', () => {
    const key = newKey();
    const nonces = new Set(Array.from({ length: 5000 }, () => sealBytes(key, 1, place, Buffer.alloc(0)).subarray(4, 16).toString('hex')));
    expect(nonces.size).toBe(5000);
  });

  it('binds parts so that moving a border between them changes the bytes', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 4 }), fc.array(fc.string(), { maxLength: 4 }), (a, b) => {
        expect(bind(...a).equals(bind(...b))).toBe(JSON.stringify(a) === JSON.stringify(b));
      }),
    );
    expect(bind('a', 'bc').equals(bind('ab', 'c'))).toBe(false);
  });

  it('wraps a key and wipes what it was read from', () => {
    const [over, inner, bytes] = [newKey(), newKey(), Buffer.alloc(32, 9)];
    const wrapped = wrapKey(over, place, inner);
    expect(unwrapKey(over, place, wrapped).equals(inner)).toBe(true);
    expect(wrapped.includes(inner.export())).toBe(false);
    keyFrom(bytes);
    expect(bytes).toEqual(Buffer.alloc(32));
    expect(() => keyFrom(Buffer.alloc(16))).toThrow('32 bytes');
  });
});
