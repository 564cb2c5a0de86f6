import { gatewayCommand } from './gateway/gateway-command.ts';
import { marketCommand } from './market-command.ts';

await marketCommand.addCommand(gatewayCommand).parseAsync();
