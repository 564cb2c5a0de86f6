import { parseSync } from 'vite';

export interface Module {
  /** The modules it names, in any of the ways that TypeScript has. */
  readonly imports: readonly string[];
  /** It has `export * from`. */
  readonly exportsAll: boolean;
  /** It exports only what other files define. */
  readonly onlyReExports: boolean;
}

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

/**
 * What a TypeScript file imports and re-exports, types and `import()` included.
 * @throws when the file does not parse.
 */
export function readModule(source: string): Module {
  const { program, errors } = parseSync('module.ts', source);
  if (errors[0]) throw new Error(errors[0].message);
  // The tree is ESTree's: plain nodes with a `type`.
  const body = program.body as unknown as readonly Node[];
  const imports: string[] = [];
  visit(body, (node) => {
    // import … from, export … from, import() and import('…').Type have one.
    const { source: from } = node;
    if (isNode(from) && typeof from['value'] === 'string') imports.push(from['value']);
  });
  const exports = body.filter(({ type }) => type.startsWith('Export'));
  return {
    imports,
    exportsAll: exports.some(({ type }) => type === 'ExportAllDeclaration'),
    onlyReExports: exports.length > 0 && body.every((node) => isReExport(node) || node.type === 'ImportDeclaration'),
  };
}

/** `export { x } from './x.ts'`, and `export { x }`, which without other statements can only be an imported x. */
function isReExport(node: Node): boolean {
  return node.type === 'ExportAllDeclaration' || (node.type === 'ExportNamedDeclaration' && !node['declaration']);
}

function visit(value: unknown, see: (node: Node) => void): void {
  if (Array.isArray(value)) for (const item of value) visit(item, see);
  else if (typeof value === 'object' && value !== null) {
    if (isNode(value)) see(value);
    for (const child of Object.values(value)) visit(child, see);
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
