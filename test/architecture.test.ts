// Who may import whom, walked through all that a folder reaches; types vanish when compiled and do not count.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const src = fileURLToPath(new URL('../src/', import.meta.url));

const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !name.startsWith(join('solver', 'kernel', '/')))
  .sort();

/** What a file loads when it runs: other files of src as 'folder/file.ts', packages by their specifier. */
function imports(file: string): string[] {
  const found: string[] = [];
  const add = (specifier: ts.Expression | undefined) => {
    if (!specifier || !ts.isStringLiteral(specifier)) return;
    const { text } = specifier;
    found.push(text.startsWith('.') ? sourceOf(join(dirname(file), text)) : text);
  };
  const visit = (node: ts.Node) => {
    if (ts.isImportDeclaration(node) && !typesOnly(node.importClause)) add(node.moduleSpecifier);
    if (ts.isExportDeclaration(node) && !node.isTypeOnly) add(node.moduleSpecifier);
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) add(node.arguments[0]);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(join(src, file), 'utf8'), ts.ScriptTarget.Latest));
  return found;
}

function typesOnly(clause: ts.ImportClause | undefined): boolean {
  if (!clause) return false;
  if (clause.isTypeOnly) return true;
  const { name, namedBindings } = clause;
  return (
    !name && !!namedBindings && ts.isNamedImports(namedBindings) && namedBindings.elements.every((e) => e.isTypeOnly)
  );
}

const sourceOf = (path: string) => {
  const stem = path.replace(/\.jsx?$/, '');
  return files.find((file) => file === `${stem}.ts` || file === `${stem}.tsx`) ?? path;
};

const direct = new Map(files.map((file) => [file, imports(file)]));

/** Chains of imports that start in `folder` and end at something that matches. */
function chains(
  folder: string,
  forbidden: RegExp,
  from = files.filter((file) => file.startsWith(`${folder}/`)),
): string[] {
  const seen = new Set(from);
  const found: string[] = [];
  const walk = (file: string, path: string[]) => {
    for (const next of direct.get(file) ?? []) {
      if (forbidden.test(next)) found.push([...path, next].join(' -> '));
      if (seen.has(next) || !direct.has(next)) continue;
      seen.add(next);
      walk(next, [...path, next]);
    }
  };
  for (const file of from) walk(file, [file]);
  return found;
}

const tfjs = /^@tensorflow\//;
const fs = /^(node:)?fs(\/promises)?$/;
const tfjsOrFs = new RegExp(`${tfjs.source}|${fs.source}`);
const folder = (...names: string[]) => new RegExp(`^(${names.join('|')})/`);

describe('imports', () => {
  it('are followed along the way, dynamic ones included', () => {
    const ends = chains('pool', /^solver\/kernel\.ts$/).map((chain) => chain.split(' -> ').slice(-2));
    expect(ends).toContainEqual(['solver/choose-kernel.ts', 'solver/kernel.ts']);
    expect(direct.get('pool/tasks.ts')).toContain('dataset/label.ts');
    expect(chains('store', fs)).not.toEqual([]);
  });

  const rules: [who: string, what: string, forbidden: RegExp][] = [
    ['structure', 'the solver, the networks', folder('solver', 'model')],
    ['structure', 'tfjs, the file system', tfjsOrFs],
    ['solver', 'tfjs', tfjs],
    ['search', 'tfjs', tfjs],
    ['search', 'the file system', fs],
    ['model', 'the solver', folder('solver')],
    ['search', 'the solver', folder('solver')],
    ['curve', 'the solver, the networks', folder('solver', 'model')],
    ['curve', 'the file system', fs],
    ['import', 'the solver, the networks', folder('solver', 'model')],
    ['import', 'the file system', fs],
    ['plot', 'the networks, the solver, the pool', folder('model', 'train', 'solver', 'pool')],
    ['report', 'the networks, the solver, the pool', folder('model', 'train', 'solver', 'pool')],
    ['export', 'the networks, the search, the pool', folder('model', 'search', 'pool', 'design', 'train')],
    ['export', 'tfjs', tfjs],
    ['store', 'anything but itself, errors and Node', /^(?!store\/|errors\.ts|node:)/],
  ];
  for (const [who, what, forbidden] of rules)
    it(`of ${who} do not reach ${what}`, () => expect(chains(who, forbidden)).toEqual([]));

  it('of solver do not reach the file system, except to load the native kernel', () => {
    const loads = (chain: string) => chain.endsWith('solver/native-kernel.ts -> node:fs');
    expect(chains('solver', fs).filter((chain) => !loads(chain))).toEqual([]);
  });

  it('of export open no file themselves', () => {
    const own = files.filter((file) => file.startsWith('export/'));
    expect(own.filter((file) => direct.get(file)?.some((name) => fs.test(name)))).toEqual([]);
  });

  it('of tfjs stand in model/ only', () => {
    const users = [...direct].filter(([, all]) => all.some((next) => tfjs.test(next))).map(([file]) => file);
    expect(users.filter((file) => !file.startsWith('model/'))).toEqual([]);
  });

  it('of cli and tui stand in no other folder', () => {
    const users = [...direct].filter(([, all]) => all.some((next) => folder('cli', 'tui').test(next)));
    const outside = users.map(([file]) => file).filter((file) => !/^(cli|tui)\//.test(file));
    expect(outside).toEqual([]);
  });

  it('of tui are events, quantities, the store and entry points, never what computes', () => {
    const wrong = /^(cli|solver|search|pool|model|export|structure)\//;
    const users = [...direct].filter(([file, all]) => file.startsWith('tui/') && all.some((next) => wrong.test(next)));
    expect(users.map(([file]) => file)).toEqual([]);
  });
});

describe('the library', () => {
  it('never prints and never exits: that is for the command line and the screens', () => {
    const speaking = files
      .filter((name) => !/^(cli|tui)\//.test(name))
      .filter((name) => /console\.|process\.(exit|stdout|stderr)/.test(readFileSync(join(src, name), 'utf8')));
    expect(speaking).toEqual([]);
  });
});
