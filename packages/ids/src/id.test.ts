import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { idFromUuid, idToUuid, isIdOf, newId, parseId, requireId } from './id.ts';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** The spelling by the definition: the UUID's number in base 32, 26 digits. */
function spell(uuid: string): string {
  let rest = BigInt(`0x${uuid.replaceAll('-', '')}`);
  let text = '';
  for (let i = 0; i < 26; i += 1) {
    text = (ALPHABET[Number(rest % 32n)] ?? '') + text;
    rest /= 32n;
  }
  return text;
}

describe('ids', () => {
  test('the published example of the TypeID specification reads and spells the same', () => {
    const uuid = '01890a5d-ac96-774b-bcce-b302099a8057';
    expect(idFromUuid('prefix', uuid)).toBe('prefix_01h455vb4pex5vsknk084sn02q');
    const id = parseId('prefix', 'prefix_01h455vb4pex5vsknk084sn02q');
    expect(id && idToUuid(id)).toBe(uuid);
  });

  test('every UUID survives the round trip and is spelled as its number in base 32', () => {
    fc.assert(
      fc.property(fc.uuid(), (uuid) => {
        const id = idFromUuid('ord', uuid);
        expect(id).toBe(`ord_${spell(uuid)}`);
        expect(idToUuid(id)).toBe(uuid);
        expect(parseId('ord', id)).toBe(id);
        expect(idFromUuid('ord', uuid.toUpperCase())).toBe(id);
      }),
    );
  });

  test('ids sort as their UUIDs do', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), (a, b) => {
        expect(idFromUuid('ord', a) < idFromUuid('ord', b)).toBe(a < b);
      }),
    );
  });

  test('no other text is accepted: one changed, added or missing character is refused or spells another UUID canonically', () => {
    fc.assert(
      fc.property(
        fc.uuid(),
        fc.nat(29),
        fc.string({ unit: fc.constantFrom(...'07abilouzABZ_- \u0000é'), maxLength: 2 }),
        (uuid, at, insert) => {
          const id = idFromUuid('ord', uuid);
          const mangled = id.slice(0, at) + insert + id.slice(at + 1);
          const parsed = parseId('ord', mangled);
          expect(parsed === null || idFromUuid('ord', idToUuid(parsed)) === mangled).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });

  test.each([
    ['', 'empty'],
    ['ord', 'prefix alone'],
    ['ord_', 'no suffix'],
    ['01h455vb4pex5vsknk084sn02q', 'no prefix'],
    ['_01h455vb4pex5vsknk084sn02q', 'empty prefix'],
    ['vor_01h455vb4pex5vsknk084sn02q', 'another type'],
    ['ORD_01h455vb4pex5vsknk084sn02q', 'upper-case prefix'],
    ['xord_01h455vb4pex5vsknk084sn02q', 'longer prefix'],
    ['ord-01h455vb4pex5vsknk084sn02q', 'another separator'],
    ['ord_01H455VB4PEX5VSKNK084SN02Q', 'upper-case suffix'],
    ['ord_01h455vb4pex5vsknk084sn02', '25 characters'],
    ['ord_01h455vb4pex5vsknk084sn02q0', '27 characters'],
    ['ord_01h455vb4pex5vsknk084sn02q ', 'trailing space'],
    [' ord_01h455vb4pex5vsknk084sn02q', 'leading space'],
    ['ord_0lh455vb4pex5vsknk084sn02q', 'l is no digit'],
    ['ord_0ih455vb4pex5vsknk084sn02q', 'i is no digit'],
    ['ord_0oh455vb4pex5vsknk084sn02q', 'o is no digit'],
    ['ord_0uh455vb4pex5vsknk084sn02q', 'u is no digit'],
    ['ord_01h455vb4pex5vsknk084sn02é', 'not ASCII'],
    ['ord_81h455vb4pex5vsknk084sn02q', 'more than 128 bits'],
    ['ord_zzzzzzzzzzzzzzzzzzzzzzzzzz', 'far more than 128 bits'],
    ['ord_00000000000000000000000000', 'the nil UUID'],
    ['ord_7zzzzzzzzzzzzzzzzzzzzzzzzz', 'the max UUID'],
    ['01890a5d-ac96-774b-bcce-b302099a8057', 'a bare UUID'],
  ])('%j is no order id: %s', (text) => {
    expect(parseId('ord', text)).toBeNull();
    expect(isIdOf('ord', text)).toBe(false);
  });

  test.each([
    '',
    'ord_01h455vb4pex5vsknk084sn02q',
    '01890a5dac96774bbcceb302099a8057',
    '01890a5d-ac96-774b-bcce-b302099a805',
    '01890a5d-ac96-774b-bcce-b302099a805g',
    '01890a5d_ac96_774b_bcce_b302099a8057',
    '01890a5d-ac96-074b-bcce-b302099a8057',
    '01890a5d-ac96-774b-ccce-b302099a8057',
    '00000000-0000-0000-0000-000000000000',
  ])('%j is no UUID', (text) => {
    expect(() => idFromUuid('ord', text)).toThrow(TypeError);
  });

  test('an id that must be one is read or thrown out', () => {
    const id = newId('ord');
    expect(requireId('ord', id)).toBe(id);
    expect(() => requireId('vor', id)).toThrow(`not an id of type vor: "${id}"`);
  });

  test('a cast that lied is caught when its UUID is asked for', () => {
    // Proves the throw; no code may do this.
    const lie = 'ord_not-an-id' as ReturnType<typeof newId<'ord'>>;
    expect(() => idToUuid(lie)).toThrow('not an id: "ord_not-an-id"');
  });

  test('new ids are their own type, all different, and grow', () => {
    const ids = Array.from({ length: 20_000 }, () => newId('ord'));
    expect(ids.every((id) => isIdOf('ord', id) && !isIdOf('vor', id))).toBe(true);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.toSorted()).toEqual(ids);
  });
});
