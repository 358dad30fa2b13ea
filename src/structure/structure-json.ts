// Structures as JSON, schema loopsmith/structure@1: lengths in m, angles in rad, seeds as [x, y] pairs.
import { LoopsmithError } from '../errors.js';
import { type Structure, structureSchema } from './structure.js';

/** More grains than this are refused: at the finest raster in use a grain would have fewer than 256 cells. */
export const maximumGrainsInFile = 4096;
const maximumCells = 4096;
/** A seed this share of the sample outside of it lies on its edge: other programs write fewer digits. */
const rounding = 1e-6;
/** In rad: beyond a turn, degrees are meant. */
const largestAngle = 2 * Math.PI + 1e-9;
/** In m: no sample is larger, and numbers stay finite. */
const largestSize = 1;

/**
 * A structure from the text of its JSON file; keys that the schema does not know are ignored.
 * @param where the file, for messages
 * @throws LoopsmithError one line that names file, key, what was expected and what came
 */
export function parseStructure(text: string, where: string): Structure {
  const file = parseObject(text, where);
  const fail = failIn(where);
  if (file.schema !== structureSchema) fail('schema', `"${structureSchema}"`, file.schema);
  const size = positive(file, 'size', 'the edge of the sample in m', where);
  const cellSize = positive(file, 'cellSize', 'the edge of a cell in m', where);
  if (size > largestSize) return fail('size', `the edge of the sample in m, at most ${largestSize}`, size);
  const thickness = positive(file, 'thickness', 'the length along z in m', where);
  const cells = file.cells;
  if (!isInteger(cells) || cells < 1 || cells > maximumCells) {
    return fail('cells', `an integer from 1 to ${maximumCells}`, cells);
  }
  if (Math.abs(cells * cellSize - size) > 1e-9 * size) {
    return fail('cellSize', `size / cells = ${size / cells}`, cellSize);
  }
  const seeds = parseSeeds(file.seeds, size, where);
  const easyAxisAngles = parseAngles(file.easyAxisAngles, seeds.length / 2, where);
  const structure = { size, cells, cellSize, thickness, seeds, easyAxisAngles };
  if (file.name === undefined) return structure;
  return typeof file.name === 'string' ? { name: file.name, ...structure } : fail('name', 'a text', file.name);
}

/** JSON text of a structure, one grain per line; every number comes back to the last bit. */
export function formatStructure(structure: Structure): string {
  const { name, size, cells, cellSize, thickness, seeds, easyAxisAngles } = structure;
  const head = Object.entries({ schema: structureSchema, name, size, cells, cellSize, thickness })
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `  "${key}": ${JSON.stringify(value)},`);
  const pairs = Array.from(easyAxisAngles, (_, g) => `    [${seeds[2 * g]}, ${seeds[2 * g + 1]}]`);
  const angles = Array.from(easyAxisAngles, (t) => `    ${t}`);
  return [
    '{',
    ...head,
    `  "seeds": [\n${pairs.join(',\n')}\n  ],`,
    `  "easyAxisAngles": [\n${angles.join(',\n')}\n  ]`,
    '}',
    '',
  ].join('\n');
}

function parseObject(text: string, where: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.replace(/\s+/g, ' ') : 'unreadable';
    throw new LoopsmithError(`${where}: expected a structure as JSON, but ${reason}`, 'usage', { cause });
  }
  if (isObject(value)) return value;
  throw new LoopsmithError(`${where}: expected a JSON object with schema "${structureSchema}", got ${shown(value)}`);
}

function parseSeeds(value: unknown, size: number, where: string): Float64Array {
  const fail = failIn(where);
  if (!Array.isArray(value) || value.length === 0) return fail('seeds', 'a list of [x, y] pairs in m', value);
  if (value.length > maximumGrainsInFile) {
    return fail('seeds', `at most ${maximumGrainsInFile} grains`, value.length);
  }
  const seeds = new Float64Array(2 * value.length);
  const firstAt = new Map<string, number>();
  for (const [g, pair] of value.entries()) {
    if (!Array.isArray(pair) || pair.length !== 2 || !pair.every(isFiniteNumber)) {
      return fail(`seeds[${g}]`, 'a pair [x, y] of finite numbers in m', pair);
    }
    if (pair.some((s) => s < -rounding * size || s > (1 + rounding) * size))
      return fail(`seeds[${g}]`, `a point inside the sample, 0 to ${size} m`, pair);
    const inside = pair.map((s) => Math.min(size, Math.max(0, s)));
    const twin = firstAt.get(inside.join());
    if (twin !== undefined) return fail(`seeds[${g}]`, `another point than seeds[${twin}]`, pair);
    firstAt.set(inside.join(), g);
    seeds.set(inside, 2 * g);
  }
  return seeds;
}

function parseAngles(value: unknown, grains: number, where: string): Float64Array {
  const fail = failIn(where);
  if (!Array.isArray(value)) return fail('easyAxisAngles', 'a list of angles in rad', value);
  if (value.length !== grains) return fail('easyAxisAngles', `${grains} angles, one per seed`, value.length);
  const bad = value.findIndex((t) => !isFiniteNumber(t));
  if (bad >= 0) return fail(`easyAxisAngles[${bad}]`, 'a finite angle in rad', value[bad]);
  const large = value.findIndex((t) => Math.abs(t) > largestAngle);
  if (large >= 0)
    return fail(`easyAxisAngles[${large}]`, 'an angle in rad, from -2 pi to 2 pi (not degrees)', value[large]);
  return Float64Array.from(value);
}

function positive(file: Record<string, unknown>, key: string, meaning: string, where: string): number {
  const value = file[key];
  return isFiniteNumber(value) && value > 0 ? value : failIn(where)(key, `${meaning}, a finite number above 0`, value);
}

const failIn =
  (where: string) =>
  (key: string, expected: string, got: unknown): never => {
    throw new LoopsmithError(`${where}: ${key}: expected ${expected}, got ${shown(got)}`);
  };

function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = typeof value === 'number' ? String(value) : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

const isFiniteNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const isInteger = (value: unknown): value is number => Number.isInteger(value);
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
