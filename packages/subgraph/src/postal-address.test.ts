import { expect, test } from 'vitest';
import { readPostalAddress, type PostalAddressInput } from './postal-address.ts';

const BERLIN = {
  firstName: 'Ann',
  lastName: 'Lee',
  line1: 'Unter den Linden 1',
  city: 'Berlin',
  postalCode: '10117',
  country: 'DE',
};

test('texts are trimmed, empty optional ones are null, and the country is in capitals', () => {
  expect(
    readPostalAddress({ ...BERLIN, firstName: ' Ann ', company: ' ', line2: '', phone: null, country: 'de ' }),
  ).toEqual({
    kind: 'fine',
    address: { ...BERLIN, company: null, line2: null, region: null, phone: null },
  });
});

test.each<[PostalAddressInput, ...[kind: string, field: string][]]>([
  [{ firstName: '  ' }, ['addressInvalid', 'firstName']],
  [{ lastName: null }, ['addressInvalid', 'lastName']],
  [{ line1: '' }, ['addressInvalid', 'line1']],
  [{ city: 'x'.repeat(101) }, ['addressInvalid', 'city']],
  [{ firstName: 'x'.repeat(201) }, ['addressInvalid', 'firstName']],
  [{ company: 'x'.repeat(201) }, ['addressInvalid', 'company']],
  [{ phone: '0'.repeat(41) }, ['addressInvalid', 'phone']],
  [{ country: 'XX' }, ['countryInvalid', 'country']],
  [{ country: undefined }, ['countryInvalid', 'country']],
  [{ postalCode: null }, ['postalCodeInvalid', 'postalCode']],
  [{ postalCode: '1011' }, ['postalCodeInvalid', 'postalCode']],
  [{ country: 'AE', postalCode: 'x'.repeat(21) }, ['postalCodeInvalid', 'postalCode']],
  // The form of the postal code is the country's: an unknown one has none.
  [
    { firstName: '', city: '', country: '??', postalCode: '1' },
    ['addressInvalid', 'firstName'],
    ['addressInvalid', 'city'],
    ['countryInvalid', 'country'],
  ],
])('%j: everything wrong is named', (wrong, ...problems) => {
  expect(readPostalAddress({ ...BERLIN, ...wrong })).toEqual({
    kind: 'refused',
    problems: problems.map(([kind, field]) => ({ kind, field })),
  });
});

test('what is within the limits is fine', () => {
  const long = { firstName: 'x'.repeat(200), line2: 'x'.repeat(200), city: 'x'.repeat(100), phone: '0'.repeat(40) };
  expect(readPostalAddress({ ...BERLIN, ...long })).toMatchObject({ kind: 'fine', address: long });
});
