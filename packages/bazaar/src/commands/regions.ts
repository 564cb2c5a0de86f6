import { Command } from 'commander';

const EXAMPLE = `
Example of a file:
  [{ "code": "EU", "name": "Euro area", "currency": "EUR", "countries": ["DE", "FR"], "taxInclusive": true,
     "taxRatePpm": 190000, "standardShipping": 490, "expressShipping": 990 }]

Amounts are in the currency's smallest unit, rates in parts per million.`;

/** `bazaar regions`: where a marketplace sells. Without a region no cart can be created. */
export const regionsCommand = new Command('regions')
  .description('Add the regions of a JSON file, or change their prices. A region keeps the currency it began with.')
  .argument('<file>', 'a JSON file with a list of regions')
  .addHelpText('after', EXAMPLE)
  .action(async (file: string) => {
    const { openRegions } = await import('../actions/regions.ts');
    await openRegions(file);
  });
