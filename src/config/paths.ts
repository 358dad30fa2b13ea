// Where named YAML files are looked for: a path to a file, then the working directory, then the package.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LoopsmithError } from '../errors.js';
import { didYouMean } from './nearest.js';

/** Folder of package.json: two above this file, both in src/ and in dist/. */
export const packageRoot = (): string => fileURLToPath(new URL('../..', import.meta.url)).replace(/[/\\]$/, '');

export interface Named {
  /** For messages: 'preset', 'objective', 'physics'. */
  readonly what: string;
  /** Below the working directory and below the package: 'presets', 'objectives', 'presets/physics'. */
  readonly folder: string;
  /** Whether only the shipped ones count. @default false */
  readonly shipped?: boolean;
}

/** A file that the lookup found by name. */
export interface FoundFile {
  readonly name: string;
  readonly path: string;
}

/**
 * The file that a name or a path stands for: a path (ends in .yaml or .yml, or has a slash), ./<folder>/<name>.yaml,
 * then the shipped one.
 * @throws LoopsmithError with the nearest name and all names
 */
export function findFile(nameOrFile: string, named: Named): string {
  if (/\.ya?ml$/.test(nameOrFile) || nameOrFile.includes('/') || nameOrFile.includes(sep)) {
    if (existsSync(nameOrFile) && statSync(nameOrFile).isFile()) return nameOrFile;
    throw new LoopsmithError(`${nameOrFile}: no such ${named.what} file`);
  }
  const files = listFiles(named);
  const found = files.find(({ name }) => name === nameOrFile);
  if (found) return found.path;
  const names = files.map(({ name }) => name);
  throw new LoopsmithError(
    `unknown ${named.what} "${nameOrFile}"${didYouMean(nameOrFile, names)} (known: ${names.join(', ') || 'none'})`,
  );
}

/** All files that can be called by name, sorted; one in the working directory hides the shipped one of the same name. */
export function listFiles({ folder, shipped = false }: Named): FoundFile[] {
  const found = new Map<string, string>();
  for (const root of [...(shipped ? [] : [resolve(folder)]), join(packageRoot(), folder)]) {
    if (!existsSync(root) || !statSync(root).isDirectory()) continue;
    for (const file of readdirSync(root)) {
      const name = basename(file).replace(/\.ya?ml$/, '');
      if (name !== file && !found.has(name)) found.set(name, join(root, file));
    }
  }
  return [...found].map(([name, path]) => ({ name, path })).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Whether a file of that name comes with the package. */
export const isShipped = (name: string, named: Named): boolean =>
  listFiles({ ...named, shipped: true }).some((file) => file.name === name);

/** A path as the user would write it: relative where it is below the working directory. */
export function shownPath(path: string): string {
  const short = relative(process.cwd(), path);
  return short.startsWith('..') || short === '' ? path : short;
}
