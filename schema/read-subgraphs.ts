import { readFile } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import { Kind, Source, parse, type DefinitionNode } from 'graphql';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import type { ContractTags, SubgraphSdl } from './compose-subgraphs.ts';

const tags = z.array(z.string()).default([]);

const CONFIG = z.strictObject({
  subgraphs: z.record(
    z.string(),
    z.strictObject({
      routing_url: z.url(),
      /** SDL files relative to the configuration, read as one document. */
      schema: z.array(z.string()).min(1),
    }),
  ),
  /** Contracts by name: each becomes a file of that name. */
  contracts: z
    .record(z.string().regex(/^[a-z][a-z0-9-]*$/), z.strictObject({ include: tags, exclude: tags }))
    .default({}),
});

/**
 * Reads the subgraphs that a `supergraph.yaml` names.
 * @throws Error naming the file that is missing or wrong.
 */
export async function readSubgraphs(configFile: string): Promise<SubgraphSdl[]> {
  const { subgraphs } = await readConfig(configFile);
  return Promise.all(
    Object.entries(subgraphs).map(async ([name, subgraph]) => {
      const files = subgraph.schema.map((file) => resolve(dirname(configFile), file));
      const definitions = (await Promise.all(files.map(readDefinitions))).flat();
      return { name, url: subgraph.routing_url, typeDefs: { kind: Kind.DOCUMENT as const, definitions } };
    }),
  );
}

/**
 * Reads the contracts that a `supergraph.yaml` names.
 * @throws Error naming the file that is missing or wrong.
 */
export async function readContracts(configFile: string): Promise<Readonly<Record<string, ContractTags>>> {
  return (await readConfig(configFile)).contracts;
}

/** The names of the contracts in the text of a `supergraph.yaml`; none when it was written before there were any, or is something else. */
export function contractNames(configText: string): string[] {
  const config = z
    .looseObject({ contracts: z.record(z.string(), z.unknown()).default({}) })
    .safeParse(parseYaml(configText));
  return config.success ? Object.keys(config.data.contracts) : [];
}

async function readConfig(configFile: string): Promise<z.output<typeof CONFIG>> {
  const config = CONFIG.safeParse(parseYaml(await readText(configFile)));
  if (!config.success) throw new Error(`${shown(configFile)} is not valid:\n${z.prettifyError(config.error)}`);
  return config.data;
}

async function readDefinitions(file: string): Promise<readonly DefinitionNode[]> {
  const text = await readText(file);
  try {
    return parse(new Source(text, shown(file))).definitions;
  } catch (cause) {
    // A GraphQLError prints the lines around its position.
    throw new Error(`${shown(file)} is not valid GraphQL:\n${String(cause)}`, { cause });
  }
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new Error(`Cannot read ${shown(file)}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

function shown(file: string): string {
  return relative(process.cwd(), file);
}
