// EBSD maps of Oxford Instruments as Channel text files: a header of key and value, the phases, a line of column names, then one line
// per point, Euler angles in degrees, positions in um. Phase 0, or an error code, is a point that was not indexed.
import { degree } from './axis.js';
import { ebsdGrains, mostEbsdPoints, type Phase } from './ebsd-map.js';
import type { Importer, ReadRequest } from './importer.js';
import { malformed, plain, shown } from './malformed.js';
import { setFromEuler, type UniaxialSymmetry } from './orientation.js';
import { checkPosition, squareGrid } from './scan-grid.js';
import { createTextScanner, type TextScanner } from './text-scanner.js';

export const ctf: Importer = {
  name: 'ctf',
  description: 'EBSD map, Channel text file of Oxford Instruments',
  extensions: ['.ctf'],
  maximumBytes: 96 * 2 ** 20,
  options: ['threshold', 'minimumPoints', 'phase', 'eulerAxes'],
  fit: 0.97,
  matches: (head) => /^(\xef\xbb\xbf)?\s*Channel Text File/i.test(head),
  read,
};

/** Laue groups with one unique axis, by the number that the file gives them. */
const laueGroups: Readonly<Record<string, UniaxialSymmetry>> = {
  4: { fold: 4 },
  5: { fold: 4, twofoldAt: 0 },
  6: { fold: 3 },
  // x lies along a*, half a sixth of a turn from the twofold axes.
  7: { fold: 3, twofoldAt: Math.PI / 6 },
  8: { fold: 6 },
  9: { fold: 6, twofoldAt: 0 },
};

const micrometre = 1e-6;
const smallAngles = 'no Euler angle is above 6.3: they are taken in degrees, as the format has them; are they in rad?';
const mostHeaderKeys = 1000;

interface Header {
  columns: number;
  rows: number;
  /** In um. */
  stepX: number;
  stepY: number;
  phases: Phase[];
  /** Place of each column in a line. */
  places: { phase: number; x: number; y: number; error: number; euler: [number, number, number] };
}

function read(bytes: Uint8Array, request: ReadRequest) {
  const scanner = createTextScanner(bytes, request.where, { decimalComma: true });
  const header = readHeader(scanner, request.where);
  const { columns, rows, stepX, stepY, phases } = header;
  const points = columns * rows;
  const announced = `${columns} x ${rows} = ${points} points`;
  // A point is at least eight numbers of one digit.
  if (points * 16 > bytes.length - scanner.offset() + 16)
    throw malformed(
      `${request.where}: XCells, YCells`,
      announced,
      `a file with ${bytes.length} bytes, which cannot hold them`,
    );
  const { quaternions, phase, largest } = readPoints(scanner, header, announced);
  const grid = squareGrid(columns, rows);
  const size = { pixelWidth: stepX * micrometre, pixelHeight: stepY * micrometre };
  const map = ebsdGrains({ ...grid, ...size, quaternions, phase, phases }, request, 'right-up');
  const isInRadians = largest > 0 && largest <= 2 * Math.PI;
  return isInRadians ? { ...map, notes: [...map.notes, smallAngles] } : map;
}

function readHeader(scanner: TextScanner, where: string): Header {
  const values = new Map<string, { text: string; place: string }>();
  const line = (what: string): string => {
    const text = scanner.nextLine();
    if (text === null) throw malformed(scanner.place(), what, 'the end of the file');
    return text;
  };
  for (let text = line('"Channel Text File"'); ; text = line('a line "Phases"')) {
    const [key, value = ''] = text.trim().split(/[\t ]+/);
    if (values.size > mostHeaderKeys) throw malformed(scanner.place(), 'a line "Phases" in the header', 'none so far');
    values.set(key.toLowerCase(), { text: value, place: scanner.place() });
    if (key.toLowerCase() === 'phases') break;
  }
  const number = (key: string, expected: string, good: (value: number) => boolean): number => {
    const found = values.get(key.toLowerCase());
    const value = Number((found?.text ?? '').replace(',', '.'));
    if (found && found.text !== '' && good(value)) return value;
    throw malformed(`${found?.place ?? where}: ${key}`, expected, found ? shown(found.text) : 'no such line');
  };
  const whole = (most: number) => (value: number) => Number.isInteger(value) && value >= 1 && value <= most;
  const step = (value: number) => value > 0 && value <= 1e6;
  const columns = number('XCells', `a whole number from 1 to ${mostEbsdPoints}`, whole(mostEbsdPoints));
  const rows = number('YCells', `a whole number from 1 to ${mostEbsdPoints}`, whole(mostEbsdPoints));
  if (columns * rows > mostEbsdPoints)
    throw malformed(`${where}: XCells, YCells`, `at most ${mostEbsdPoints} points`, columns * rows);
  const stepX = number('XStep', 'a step above 0 um', step);
  const stepY = number('YStep', 'a step above 0 um', step);
  const count = number('Phases', 'a number of phases from 1 to 250', whole(250));
  const phases = Array.from({ length: count }, (_, k) => parsePhase(line('a phase'), k + 1, scanner.place()));
  return { columns, rows, stepX, stepY, phases, places: parseColumns(line('the column names'), scanner.place()) };
}

/** Lattice constants, lattice angles, name, Laue group, space group, ..., apart by tabs. */
function parsePhase(text: string, number: number, place: string): Phase {
  const fields = text.split('\t').filter((field, k) => k !== 2 || field.trim() !== '');
  const group = (fields[3] ?? '').trim();
  if (!/^([1-9]|1[01])$/.test(group))
    throw malformed(
      `${place}: phase ${number}`,
      'lattice, angles, name and a Laue group from 1 to 11, apart by tabs',
      shown(text),
    );
  return { number, name: plain(fields[2]) || `phase ${number}`, symmetry: laueGroups[group] };
}

function parseColumns(text: string, place: string): Header['places'] {
  const names = text
    .trim()
    .toLowerCase()
    .split(/[\t ]+/);
  const at = (name: string): number => {
    const found = names.indexOf(name.toLowerCase());
    if (found < 0) throw malformed(`${place}: column names`, `a column ${name}`, shown(text));
    return found;
  };
  return {
    phase: at('Phase'),
    x: at('X'),
    y: at('Y'),
    error: names.indexOf('error'),
    euler: [at('Euler1'), at('Euler2'), at('Euler3')],
  };
}

function readPoints(scanner: TextScanner, { columns, rows, stepX, stepY, phases, places }: Header, announced: string) {
  const points = columns * rows;
  const quaternions = new Float64Array(4 * points);
  const phase = new Uint8Array(points);
  const values = new Float64Array(1 + Math.max(places.phase, places.x, places.y, places.error, ...places.euler));
  const [e1, e2, e3] = places.euler;
  let [x0, y0] = [0, 0];
  let largest = 0;
  for (let i = 0; i < points; i++) {
    const count = scanner.nextNumbers(values);
    if (count < 0) throw malformed(scanner.place(), announced, `the end of the file after ${i}`);
    if (count < values.length) throw malformed(scanner.place(), `${values.length} finite numbers`, count);
    if (i === 0) [x0, y0] = [values[places.x], values[places.y]];
    checkPosition(scanner.place(), 'x', values[places.x], x0, stepX, i % columns);
    checkPosition(scanner.place(), 'y', values[places.y], y0, stepY, Math.floor(i / columns));
    const number = values[places.phase];
    if (!Number.isInteger(number) || number < 0 || number > phases.length)
      throw malformed(`${scanner.place()}: Phase`, `a whole number from 0 to ${phases.length}`, number);
    phase[i] = places.error >= 0 && values[places.error] !== 0 ? 0 : number;
    if (phase[i] !== 0) for (const e of places.euler) largest = Math.max(largest, Math.abs(values[e]));
    setFromEuler(quaternions, i, values[e1] * degree, values[e2] * degree, values[e3] * degree);
  }
  if (scanner.nextWord() !== null) throw malformed(scanner.place(), announced, 'more');
  return { quaternions, phase, largest };
}
