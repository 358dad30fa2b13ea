// The twelve reference structures and their grain ids (test/reference/README.md).
import { readdirSync, readFileSync } from 'node:fs';
import type { Structure } from '../../src/structure/structure.js';
import { parseStructure } from '../../src/structure/structure-json.js';

const folder = new URL('../reference/', import.meta.url);

export const readReference = (path: string): string => readFileSync(new URL(path, folder), 'utf8');

export const referenceNames: string[] = readdirSync(new URL('structures/', folder))
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.slice(0, -'.json'.length))
  .sort();

export const referenceStructure = (name: string): Structure =>
  parseStructure(readReference(`structures/${name}.json`), `${name}.json`);

export const referenceGrainIds = (name: string): number[] =>
  readReference(`structures/${name}.grain-ids.txt`).trim().split(/\s+/).map(Number);
