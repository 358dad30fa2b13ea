// EBSD maps of EDAX (TSL) as text: a header of lines that begin with #, then one line per point: Euler angles in rad, x, y in um, image
// quality, confidence index, phase. A confidence index of 0 or less is a point that was not indexed.
import { ebsdGrains, mostEbsdPoints, type Phase } from './ebsd-map.js';
import type { Importer, ReadRequest } from './importer.js';
import { malformed, plain, shown } from './malformed.js';
import { setFromEuler, type UniaxialSymmetry } from './orientation.js';
import { checkPosition, hexagonalGrid, hexagonalPoints, squareGrid } from './scan-grid.js';
import { createTextScanner, type TextScanner } from './text-scanner.js';

export const ang: Importer = {
  name: 'ang',
  description: 'EBSD map of EDAX (TSL), square or hexagonal grid',
  extensions: ['.ang'],
  maximumBytes: 96 * 2 ** 20,
  options: ['threshold', 'minimumPoints', 'phase', 'eulerAxes'],
  fit: 0.97,
  matches: (head) => /^(\xef\xbb\xbf)?\s*#/.test(head) && /^# *(TEM_PIXperUM|HEADER: Start|x-star|GRID:)/m.test(head),
  read,
};

/** Symmetries with one unique axis, by the code that the file gives them; x lies along a. */
const symmetries: Readonly<Record<string, UniaxialSymmetry>> = {
  3: { fold: 3 },
  32: { fold: 3, twofoldAt: 0 },
  4: { fold: 4 },
  42: { fold: 4, twofoldAt: 0 },
  6: { fold: 6 },
  62: { fold: 6, twofoldAt: 0 },
};

interface Header {
  hexagonal: boolean;
  /** Points in the first, third, ... row and in the second, fourth, ... */
  lengths: [number, number];
  rows: number;
  /** In the unit of the file. */
  stepX: number;
  stepY: number;
  /** In m. */
  unit: number;
  phases: Phase[];
}

function read(bytes: Uint8Array, request: ReadRequest) {
  const header = readHeader(bytes, request.where);
  const { hexagonal, lengths, rows, stepX, stepY, unit, phases } = header;
  const points = hexagonalPoints(lengths, rows);
  // A point is at least eight numbers of one digit.
  if (points * 16 > bytes.length)
    throw malformed(
      `${request.where}: NCOLS_ODD, NROWS`,
      `${points} points`,
      `a file with ${bytes.length} bytes, which cannot hold them`,
    );
  const { quaternions, phase, shifted } = readPoints(
    createTextScanner(bytes, request.where, { comments: true }),
    header,
    points,
  );
  const grid = hexagonal ? hexagonalGrid(lengths, rows, shifted) : squareGrid(lengths[0], rows);
  if (grid.columns < 1) throw malformed(`${request.where}: NCOLS_EVEN`, 'rows that overlap', lengths[1]);
  const size = { pixelWidth: (stepX * unit) / grid.pixelsPerPoint, pixelHeight: stepY * unit };
  return ebsdGrains({ ...grid, ...size, quaternions, phase, phases }, request, 'down-right');
}

function readHeader(bytes: Uint8Array, where: string): Header {
  const values = new Map<string, { text: string; place: string }>();
  const phases: { number: number; name: string; symmetry: string }[] = [];
  const scanner = createTextScanner(bytes, where);
  let unit = 1e-6;
  let lines = 0;
  const addPhase = (number: number) => phases.push({ number, name: '', symmetry: '' });
  for (let text = scanner.nextLine()?.trim(); text !== undefined; text = scanner.nextLine()?.trim()) {
    if (text !== '' && !text.startsWith('#')) break;
    if (++lines > mostHeaderLines)
      throw malformed(scanner.place(), `at most ${mostHeaderLines} lines of header`, 'more');
    // The maps of ASTAR (ACOM) are transmission microscopy, in nm.
    if (/^#\s*File created from ACOM/i.test(text)) unit = 1e-9;
    const [, key, value] = /^#\s*([\w-]+):?\s*(.*)$/.exec(text) ?? [];
    if (key === undefined) continue;
    values.set(key.toUpperCase(), { text: value, place: scanner.place() });
    if (key === 'Phase') addPhase(wholeNumber(value, 1, 250, `${scanner.place()}: Phase`));
    // Old files name phases without numbering them.
    if (key === 'MaterialName' && phases.at(-1)?.name !== '') addPhase(phases.length + 1);
    const phase = phases.at(-1);
    if (key === 'MaterialName' && phase) phase.name = plain(value) || `phase ${phase.number}`;
    if (key === 'Symmetry' && phase) phase.symmetry = value;
  }
  const found = (key: string): [text: string, place: string] => {
    const entry = values.get(key);
    if (!entry) throw malformed(where, `a line "# ${key}: ..." in the header`, 'none');
    return [entry.text, `${entry.place}: ${key}`];
  };
  const whole = (key: string) => wholeNumber(found(key)[0], 1, mostEbsdPoints, found(key)[1]);
  const step = (key: string) => {
    const [text, place] = found(key);
    const value = Number(text);
    if (text !== '' && value > 0 && value <= 1e6) return value;
    throw malformed(place, 'a step above 0', shown(text));
  };
  if (phases.length === 0) throw malformed(where, 'a line "# Phase ..." in the header', 'none');
  const [grid, gridPlace] = found('GRID');
  if (!/^(Sqr|Hex)Grid/i.test(grid)) throw malformed(gridPlace, 'SqrGrid or HexGrid', shown(grid));
  const [odd, rows] = [whole('NCOLS_ODD'), whole('NROWS')];
  const even = values.has('NCOLS_EVEN') && rows > 1 ? whole('NCOLS_EVEN') : odd;
  const hexagonal = /^Hex/i.test(grid);
  if (!hexagonal && even !== odd) throw malformed(found('NCOLS_EVEN')[1], `${odd} as NCOLS_ODD on a square grid`, even);
  if (Math.max(odd, even) * rows > mostEbsdPoints)
    throw malformed(`${where}: NCOLS_ODD, NROWS`, `at most ${mostEbsdPoints} points`, odd * rows);
  return {
    hexagonal,
    lengths: [odd, even],
    rows,
    stepX: step('XSTEP'),
    stepY: step('YSTEP'),
    unit,
    phases: phases.map(({ number, name, symmetry }) => ({
      number,
      name: name || `phase ${number}`,
      symmetry: symmetries[symmetry],
    })),
  };
}

function wholeNumber(text: string, least: number, most: number, place: string): number {
  const value = Number(text);
  if (text !== '' && Number.isInteger(value) && value >= least && value <= most) return value;
  throw malformed(place, `a whole number from ${least} to ${most}`, shown(text));
}

const mostHeaderLines = 20000;

/** In rad: points that are not indexed have 4 pi. */
const mostAngle = 4 * Math.PI + 1e-3;

/** phi1, Phi, phi2, x, y, image quality, confidence index, phase. */
const columns = 8;

function readPoints(scanner: TextScanner, { hexagonal, lengths, rows, stepX, stepY, phases }: Header, points: number) {
  const quaternions = new Float64Array(4 * points);
  const phase = new Uint8Array(points);
  const confidence = new Float32Array(points);
  const numbers = new Set(phases.map(({ number }) => number));
  const values = new Float64Array(columns);
  let shifted: 0 | 1 = 1;
  let [x0, y0] = [0, 0];
  for (let row = 0, i = 0; row < rows; row++) {
    for (let k = 0; k < lengths[row % 2]; k++, i++) {
      const count = scanner.nextNumbers(values);
      if (count < 0) throw malformed(scanner.place(), `${points} points`, `the end of the file after ${i}`);
      if (count < columns) throw malformed(scanner.place(), `${columns} finite numbers`, count);
      const x = values[3];
      const y = values[4];
      const index = values[6];
      const number = values[7];
      if (i === 0) [x0, y0] = [x, y];
      if (row === 1 && k === 0 && x < x0) shifted = 0;
      const shift = hexagonal && row % 2 === 1 ? (shifted === 1 ? 0.5 : -0.5) : 0;
      checkPosition(scanner.place(), 'x', x, x0 + shift * stepX, stepX, k);
      checkPosition(scanner.place(), 'y', y, y0, stepY, row);
      // A map of one phase numbers it 0.
      const known = phases.length === 1 && number === 0 ? phases[0].number : number;
      if (known !== 0 && known !== -1 && !numbers.has(known))
        throw malformed(`${scanner.place()}: phase`, `one of ${[0, ...numbers].join(', ')}`, number);
      confidence[i] = index;
      phase[i] = index < 0 || known === -1 ? 0 : known;
      const angle = Math.max(Math.abs(values[0]), Math.abs(values[1]), Math.abs(values[2]));
      if (angle > mostAngle && phase[i] !== 0)
        throw malformed(`${scanner.place()}: Euler angles`, 'at most 2 pi: they are in rad', angle);
      setFromEuler(quaternions, i, values[0], values[1], values[2]);
    }
  }
  if (scanner.nextWord() !== null) throw malformed(scanner.place(), `${points} points`, 'more');
  // Where no point has a confidence above 0, the column is not in use.
  if (confidence.some((index) => index > 0)) for (let i = 0; i < points; i++) if (confidence[i] <= 0) phase[i] = 0;
  return { quaternions, phase, shifted };
}
