import { gatewayCommand } from './gateway/gateway-command.ts';
import { marketCommand } from './market-command.ts';
import { callsCommand } from './subgraph-calls/calls-command.ts';
import { subscriptionsCommand } from './subscriptions/subscriptions-command.ts';

// Options after the name of a benchmark are that one's, also where the marketplace's has the same.
await marketCommand
  .enablePositionalOptions()
  .addCommand(gatewayCommand)
  .addCommand(subscriptionsCommand)
  .addCommand(callsCommand)
  .parseAsync();
