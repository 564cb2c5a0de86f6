import { bazaarCommand } from './bazaar-command.ts';

await bazaarCommand.parseAsync();
