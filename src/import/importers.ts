// The formats that can be read. A new one is a file with an Importer and a line here.
import { LoopsmithError } from '../errors.js';
import { ang } from './ang.js';
import { ctf } from './ctf.js';
import { grainPng } from './grain-png.js';
import type { Importer } from './importer.js';
import { ovf } from './ovf.js';
import { tess } from './tess.js';

export const importers: readonly Importer[] = [ovf, grainPng, ctf, ang, tess];

/** Bytes from the beginning of a file that say its format. */
export const headBytes = 4096;

const known = importers.map(({ name }) => name).join(', ');

/** @throws LoopsmithError that lists the formats */
export function importerNamed(name: string): Importer {
  const found = importers.find((importer) => importer.name === name.toLowerCase());
  if (found) return found;
  throw new LoopsmithError(`unknown format "${name}" (known: ${known})`);
}

/**
 * The format of a file, by its beginning; where that says nothing, by its extension.
 * @throws LoopsmithError that lists the formats
 */
export function detectImporter(head: Uint8Array, where: string): Importer {
  const text = new TextDecoder('latin1').decode(head.subarray(0, headBytes));
  const extension = /\.[^./\\]*$/.exec(where.toLowerCase())?.[0] ?? '';
  const found =
    importers.find(({ matches }) => matches(text)) ??
    importers.find(({ extensions }) => extensions.includes(extension));
  if (found) return found;
  throw new LoopsmithError(
    `${where}: neither its beginning nor its name says its format: add --format (known: ${known})`,
  );
}
