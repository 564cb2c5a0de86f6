import { Command } from 'commander';
import { copiesCommand } from './commands/copies.ts';
import { distributedCommand } from './commands/distributed.ts';
import { demoCommand } from './commands/demo.ts';
import { documentsCommand } from './commands/documents.ts';
import { eventsCommand } from './commands/events.ts';
import { grantRoleCommand } from './commands/grant-role.ts';
import { partnerCommand } from './commands/partner.ts';
import { provisionCommand } from './commands/provision.ts';
import { refundsCommand } from './commands/refunds.ts';
import { regionsCommand } from './commands/regions.ts';
import { seedCommand } from './commands/seed.ts';
import { startCommand } from './commands/start.ts';

/** The `bazaar` command with all that it can do. */
export const bazaarCommand = new Command('bazaar')
  .description('A multi-vendor marketplace as one GraphQL supergraph.')
  .addCommand(startCommand)
  .addCommand(distributedCommand)
  .addCommand(demoCommand)
  .addCommand(provisionCommand)
  .addCommand(regionsCommand)
  .addCommand(grantRoleCommand)
  .addCommand(seedCommand)
  .addCommand(eventsCommand)
  .addCommand(copiesCommand)
  .addCommand(refundsCommand)
  .addCommand(partnerCommand)
  .addCommand(documentsCommand)
  .showHelpAfterError();
