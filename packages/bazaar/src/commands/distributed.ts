import { Command } from 'commander';

/** `bazaar distributed`: the processes of a deployment, on this machine. */
export const distributedCommand = new Command('distributed')
  .description('Start gateway, subgraphs and payment emulator as separate processes on free ports of this machine.')
  .action(async () => {
    const { distribute } = await import('../actions/distributed.ts');
    await distribute();
  });
