import { describe, expect, test } from 'vitest';
import { chooseServerOwner, NOBODY } from './server-owner.ts';

describe('the server runs', () => {
  test('as the current user, unless that is root', async () => {
    expect(await chooseServerOwner('/nowhere/postgres', 1000)).toBeNull();
  });

  test('as nobody, when root owns the nearest existing directory', async () => {
    expect(await chooseServerOwner('/nowhere/at/all/postgres', 0)).toEqual(NOBODY);
  });
});
