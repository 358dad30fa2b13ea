// A folder that appears whole: its files are made aside and moved into place together, so that work that fails or is stopped half-way
// leaves nothing.
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { LoopsmithError } from '../errors.js';
import { onFile } from './file-failure.js';
import { makeFolder } from './make-folder.js';

export interface StagedFolder {
  /** @param name relative, with / between folders; a name that was written before is an error */
  write(name: string, content: Uint8Array | string): void;
  /** Moves everything into place. */
  publish(): void;
  /** Takes everything back; does nothing after `publish`. */
  discard(): void;
}

export interface StagedFolderOptions {
  /** Of files that are there: none may be, those of the same name are replaced, or the folder with all that is in it. @default 'refuse' */
  existing?: 'refuse' | 'merge' | 'replace';
}

/** @throws LoopsmithError where the target is a file, or holds files that it must not */
export function createStagedFolder(target: string, { existing = 'refuse' }: StagedFolderOptions = {}): StagedFolder {
  checkTarget(target, existing !== 'refuse');
  const path = resolve(target);
  let aside = '';
  const written: string[] = [];
  const discard = () => {
    process.off('exit', discard);
    if (aside) rmSync(aside, { recursive: true, force: true });
  };
  const write = (name: string, content: Uint8Array | string) => {
    if (written.length === 0) {
      makeFolder(dirname(path));
      // A name that nobody had: what a process of the same number left when it was killed must not be published.
      aside = join(dirname(path), `.${basename(path)}.tmp-${randomUUID()}`);
      onFile('create', target, () => mkdirSync(aside)); // as open to others as folders here are
      process.once('exit', discard);
    }
    if (written.includes(name)) throw new LoopsmithError(`${join(target, name)}: would be written twice`);
    written.push(name);
    const file = join(aside, name);
    onFile('write', join(target, name), () => {
      makeFolder(dirname(file));
      writeFileSync(file, content);
    });
  };
  const publish = () => {
    try {
      if (written.length > 0 && !existsSync(path)) onFile('write', target, () => renameSync(aside, path));
      else if (existing === 'replace') onFile('write', target, () => changePlaces(aside, path));
      else moveAll(written, { from: aside, to: path, replaced: join(aside, '.replaced') });
    } finally {
      discard();
    }
  };
  return { write, publish, discard };
}

/** The new folder takes the place of the old one, which is removed. */
function changePlaces(from: string, to: string): void {
  const old = `${from}.old`;
  renameSync(to, old);
  try {
    renameSync(from, to);
  } catch (error) {
    renameSync(old, to);
    throw error;
  }
  rmSync(old, { recursive: true, force: true });
}

interface Move {
  from: string;
  to: string;
  /** Where files that are replaced are kept until all is done. */
  replaced: string;
}

/** All files or none: where one cannot be moved, those before it are taken back. */
function moveAll(names: readonly string[], { from, to, replaced }: Move): void {
  const undo: (() => void)[] = [];
  try {
    for (const name of names) {
      const place = join(to, name);
      makeFolder(dirname(place));
      if (existsSync(place)) {
        if (statSync(place).isDirectory()) throw new LoopsmithError(`cannot write ${place}: it is a folder`, 'failed');
        const kept = join(replaced, name);
        makeFolder(dirname(kept));
        onFile('write', place, () => renameSync(place, kept));
        undo.push(() => renameSync(kept, place));
      }
      onFile('write', place, () => renameSync(join(from, name), place));
      undo.push(() => rmSync(place, { force: true }));
    }
  } catch (error) {
    for (const step of undo.reverse()) step();
    throw error;
  }
}

function checkTarget(target: string, force: boolean): void {
  if (!existsSync(target)) return;
  if (!statSync(target).isDirectory()) throw new LoopsmithError(`${target}: expected a folder, but it is a file`);
  const files = onFile('read', target, () => readdirSync(target)).length;
  if (files > 0 && !force)
    throw new LoopsmithError(
      `${target}: the folder is not empty; give another one with --out, or --force to replace files of the same name in it`,
    );
}
