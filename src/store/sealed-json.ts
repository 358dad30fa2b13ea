// A JSON document that notices when it was edited, cut short or written by another version.
import { readFileSync } from 'node:fs';
import { LoopsmithError } from '../errors.js';
import { onFile } from './file-failure.js';
import { sha256 } from './sha256.js';
import { writeJson } from './write-whole.js';

const seal = (content: unknown) => sha256(JSON.stringify(content));

/** Writes `{schema, ...header, sha256, content}`. */
export function writeSealed(
  path: string,
  schema: string,
  content: unknown,
  header: Record<string, unknown> = {},
): void {
  writeJson(path, { schema, ...header, sha256: seal(content), content });
}

/**
 * Reads what `writeSealed` wrote.
 * @param what what the file is, for the message: 'run'
 */
export function readSealed(
  path: string,
  schema: string,
  what: string,
): { content: unknown; header: Record<string, unknown> } {
  const document = parse(path);
  if (document.schema !== schema)
    throw new LoopsmithError(
      `${path}: a ${what} of another version: expected schema ${schema}, got ${JSON.stringify(document.schema)}`,
      'failed',
    );
  const { content, sha256, schema: _, ...header } = document;
  if (content === undefined || sha256 !== seal(content))
    throw new LoopsmithError(`${path}: was edited after it was written (its checksum does not fit)`, 'failed');
  return { content, header };
}

function parse(path: string): Record<string, unknown> {
  const text = onFile('read', path, () => readFileSync(path, 'utf8'));
  try {
    const value: unknown = JSON.parse(text);
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) return { ...value };
  } catch (error) {
    throw new LoopsmithError(`${path}: cut short or not JSON`, 'failed', { cause: error });
  }
  throw new LoopsmithError(`${path}: expected a JSON object`, 'failed');
}
