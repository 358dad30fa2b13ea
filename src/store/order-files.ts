// What users ask of a run while it goes on or after it is done, one file each in orders/. Anyone may leave one (`asked-...json`); the
// process that works in the run takes it by renaming it to its number, so no order is lost or carried out twice, whenever it is killed.
import { existsSync, readdirSync, readFileSync, renameSync, unlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { codeOf } from '../errors.js';
import { fileFailure, onFile } from './file-failure.js';
import { writeJson } from './write-whole.js';

export interface StoredOrder {
  /** From 1, in the order in which they were taken. */
  number: number;
  /** JSON text. */
  text: string;
}

export interface OrderFiles {
  /** @returns the file, which is there until it is taken */
  leave(order: unknown): string;
  /** Those that have been taken, in their order. */
  taken(): StoredOrder[];
  /** Takes those that wait. */
  take(): StoredOrder[];
  /** Writes a taken one anew. */
  amend(number: number, order: unknown): void;
  /** Takes a file back that nobody has taken. @returns whether it was still there */
  withdraw(file: string): boolean;
}

let left = 0;

export function createOrderFiles(folder: string): OrderFiles {
  const names = (form: RegExp) =>
    existsSync(folder)
      ? onFile('read', folder, () =>
          readdirSync(folder)
            .filter((name) => form.test(name))
            .sort(),
        )
      : [];
  const pathOf = (number: number) => join(folder, `${String(number).padStart(4, '0')}.json`);
  const read = (name: string): StoredOrder => ({
    number: Number.parseInt(name, 10),
    text: onFile('read', join(folder, name), () => readFileSync(join(folder, name), 'utf8')),
  });
  const taken = () => names(/^\d{4,}\.json$/).map(read);
  return {
    leave(order) {
      const time = new Date().toISOString().replace(/\D/g, '');
      const file = join(folder, `asked-${time}-${process.pid}-${String(left++).padStart(4, '0')}.json`);
      writeJson(file, order);
      return file;
    },
    taken,
    take() {
      const waiting = names(/^asked-.*\.json$/);
      if (waiting.length === 0) return [];
      let number = taken().at(-1)?.number ?? 0;
      return waiting.flatMap((name) => {
        const path = pathOf(number + 1);
        if (!moved(join(folder, name), path)) return []; // withdrawn meanwhile
        return read(basename(pathOf(++number)));
      });
    },
    amend: (number, order) => writeJson(pathOf(number), order),
    withdraw: (file) => isThere(file, 'delete', () => unlinkSync(file)),
  };
}

const moved = (from: string, to: string): boolean => isThere(to, 'write', () => renameSync(from, to));

/** Whether the file was there for what was to be done to it: another process may have been faster. */
function isThere(path: string, action: 'write' | 'delete', change: () => void): boolean {
  try {
    change();
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw fileFailure(error, action, path);
  }
}
