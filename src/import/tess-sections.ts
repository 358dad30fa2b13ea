// The sections of a .tess file, checked: numbers in range, faces that are closed loops of their edges.
import { malformed, plain, shown } from './malformed.js';
import { type Axis, orientationReader } from './tess-orientation.js';
import { createTextScanner, type TextScanner } from './text-scanner.js';

export interface Tess {
  /** Identifier of each cell, 1, 2, ... where the file gives none. */
  readonly ids: Int32Array;
  readonly seeds?: { readonly x: Float64Array; readonly y: Float64Array; readonly weights: Float64Array };
  /** Third axis of each cell's crystal in the axes of the sample. */
  readonly axes?: readonly Axis[];
  readonly symmetry?: string;
  /** Vertices. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Vertices of each cell, from 0, in turn; none of a cell that other cells have crowded out. */
  readonly faces: readonly (readonly number[])[];
}

const most = { cells: 4096, vertices: 32768, edges: 32768, corners: 1024 };
const formats = ['2.0', '3.3', '3.4', '3.5'];
const largest = 1e9;

/** @throws LoopsmithError that names file and line */
export function parseTess(bytes: Uint8Array, where: string): Tess {
  const scanner = createTextScanner(bytes, where);
  expectWord(scanner, '***tess');
  expectWord(scanner, '**format');
  const format = scanner.nextWord() ?? '';
  if (!formats.includes(format))
    throw malformed(`${scanner.place()}: **format`, `one of ${formats.join(', ')}`, shown(format));
  expectWord(scanner, '**general');
  const dimension = scanner.nextWhole('**general: the dimension', 1, 3);
  if (dimension !== 2) throw malformed(`${scanner.place()}: **general`, 'a tessellation of dimension 2', dimension);
  scanner.nextWord();
  expectWord(scanner, '**cell');
  const cells = parseCells(scanner, format);
  const vertices = parseVertices(scanner);
  const edges = parseEdges(scanner, vertices.x.length);
  return { ...cells, ...vertices, faces: parseFaces(scanner, cells.ids.length, vertices.x.length, edges) };
}

function expectWord(scanner: TextScanner, word: string): void {
  const got = scanner.nextWord();
  if (got !== word) throw malformed(scanner.place(), word, got === null ? 'the end of the file' : shown(got));
}

/** Ends with the word **vertex read. */
function parseCells(scanner: TextScanner, format: string): Pick<Tess, 'ids' | 'seeds' | 'axes' | 'symmetry'> {
  const count = scanner.nextWhole('**cell: the number of cells', 1, most.cells);
  let ids = Int32Array.from({ length: count }, (_, k) => k + 1);
  let [seeds, axes, symmetry]: [Tess['seeds'], Tess['axes'], string | undefined] = [undefined, undefined, undefined];
  // Sections that say nothing about axes or borders are passed over.
  for (let word = scanner.nextMarked('*'); word !== '**vertex'; word = scanner.nextMarked('*')) {
    if (word === null) throw malformed(scanner.place(), '**vertex', 'the end of the file');
    if (word === '*id') ids = ids.map(() => scanner.nextWhole('*id', 0, 2 ** 31 - 1));
    else if (word === '*crysym') symmetry = plain(scanner.nextWord() ?? '');
    else if (word === '*seed') seeds = parseSeeds(scanner, count);
    else if (word === '*ori') {
      const read = orientationReader(scanner, format);
      axes = Array.from({ length: count }, (_, k) => read(k + 1));
    } else if (word.startsWith('**')) throw malformed(scanner.place(), '**vertex', shown(word));
  }
  const named = ids.filter((id) => id !== 0);
  if (new Set(named).size < named.length) throw malformed(`${scanner.place()}: *id`, 'each cell once', 'one twice');
  return { ids, seeds, axes, symmetry };
}

function parseSeeds(scanner: TextScanner, count: number): Tess['seeds'] {
  const seeds = { x: new Float64Array(count), y: new Float64Array(count), weights: new Float64Array(count) };
  for (let k = 0; k < count; k++) {
    scanner.nextWhole('*seed: the number of the seed', k + 1, k + 1);
    seeds.x[k] = coordinate(scanner, '*seed: x');
    seeds.y[k] = coordinate(scanner, '*seed: y');
    coordinate(scanner, '*seed: z');
    seeds.weights[k] = scanner.nextNumber('*seed: the weight');
  }
  return seeds;
}

function parseVertices(scanner: TextScanner): { x: Float64Array; y: Float64Array } {
  const count = scanner.nextWhole('**vertex: the number of vertices', 3, most.vertices);
  const [x, y] = [new Float64Array(count), new Float64Array(count)];
  for (let v = 0; v < count; v++) {
    scanner.nextWhole('**vertex: the number of the vertex', v + 1, v + 1);
    x[v] = coordinate(scanner, '**vertex: x');
    y[v] = coordinate(scanner, '**vertex: y');
    coordinate(scanner, '**vertex: z');
    scanner.nextNumber('**vertex: the state');
  }
  return { x, y };
}

function coordinate(scanner: TextScanner, what: string): number {
  const value = scanner.nextNumber(what);
  if (Math.abs(value) > largest)
    throw malformed(`${scanner.place()}: ${what}`, `a coordinate from -${largest} to ${largest}`, value);
  return value;
}

/** Vertices of each edge, from 0: a0, b0, a1, b1, ... */
function parseEdges(scanner: TextScanner, vertices: number): Int32Array {
  expectWord(scanner, '**edge');
  const count = scanner.nextWhole('**edge: the number of edges', 3, most.edges);
  const ends = new Int32Array(2 * count);
  for (let e = 0; e < count; e++) {
    scanner.nextWhole('**edge: the number of the edge', e + 1, e + 1);
    for (const side of [0, 1]) ends[2 * e + side] = scanner.nextWhole('**edge: a vertex', 1, vertices) - 1;
    if (ends[2 * e] === ends[2 * e + 1])
      throw malformed(`${scanner.place()}: edge ${e + 1}`, 'two different vertices', `${ends[2 * e] + 1} twice`);
    scanner.nextNumber('**edge: the state');
  }
  return ends;
}

function parseFaces(scanner: TextScanner, cells: number, vertices: number, ends: Int32Array): number[][] {
  expectWord(scanner, '**face');
  const count = scanner.nextWhole('**face: the number of faces', 1, most.cells);
  if (count !== cells) throw malformed(`${scanner.place()}: **face`, `${cells} faces, one per cell`, count);
  const uses = new Uint8Array(ends.length / 2);
  return Array.from({ length: count }, (_, f) => {
    scanner.nextWhole('**face: the number of the face', f + 1, f + 1);
    const corners = scanner.nextWhole(`face ${f + 1}: the number of vertices`, 0, most.corners);
    if (corners === 1 || corners === 2)
      throw malformed(`${scanner.place()}: face ${f + 1}`, 'no vertices or three and more', corners);
    const face = Array.from({ length: corners }, () => scanner.nextWhole(`face ${f + 1}: a vertex`, 1, vertices) - 1);
    if (new Set(face).size < corners)
      throw malformed(`${scanner.place()}: face ${f + 1}`, 'each vertex once', 'a loop');
    scanner.nextWhole(`face ${f + 1}: the number of edges, one per vertex`, corners, corners);
    for (let k = 0; k < corners; k++) {
      const edge = scanner.nextWhole(`face ${f + 1}: an edge`, -uses.length, uses.length);
      const found = edge === 0 ? -1 : sideOf(face, ends[2 * Math.abs(edge) - 2], ends[2 * Math.abs(edge) - 1]);
      if (found < 0)
        throw malformed(
          `${scanner.place()}: face ${f + 1}`,
          'edges between vertices next to each other',
          `edge ${edge}`,
        );
      if (++uses[Math.abs(edge) - 1] > 2)
        throw malformed(
          `${scanner.place()}: face ${f + 1}`,
          'each edge in at most two faces',
          `edge ${Math.abs(edge)} again`,
        );
    }
    // The equation of the face (4), its state, and the point of its interpolation (4).
    for (let k = 0; k < 9; k++) scanner.nextNumber(`face ${f + 1}: its equation, state and point`);
    return face;
  });
}

/** Which side of the face joins two vertices, -1 for none. */
function sideOf(face: readonly number[], a: number, b: number): number {
  const k = face.indexOf(a);
  if (k < 0) return -1;
  if (face[(k + 1) % face.length] === b) return k;
  const before = (k + face.length - 1) % face.length;
  return face[before] === b ? before : -1;
}
