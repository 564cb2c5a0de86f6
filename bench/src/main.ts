import { gatewayCommand } from './gateway/gateway-command.ts';
import { marketCommand } from './market-command.ts';
import { subscriptionsCommand } from './subscriptions/subscriptions-command.ts';

await marketCommand.addCommand(gatewayCommand).addCommand(subscriptionsCommand).parseAsync();
