import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';

const DEFAULT_LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9",
  import: ["@key", "@requires", "@external", "@shareable", "@interfaceObject", "@authenticated", "@requiresScopes", "@policy"])`;

/** Composes subgraphs that link federation themselves, or else as usual. @throws with the codes of composition's errors. */
export function compose(subgraphs: Readonly<Record<string, string>>): string {
  const services = Object.entries(subgraphs).map(([name, sdl]) => ({
    name,
    url: `http://${name}.invalid`,
    typeDefs: parse(sdl.includes('@link') ? sdl : `${DEFAULT_LINK}\n${sdl}`),
  }));
  const { supergraphSdl, errors } = composeServices(services);
  if (!supergraphSdl)
    throw new Error(errors?.map(({ message, extensions }) => `${String(extensions['code'])}: ${message}`).join('\n'));
  return supergraphSdl;
}
