// The two halves of an OVF 2.0 file: what its header says, and its numbers one node at a time.
import { malformed, plain, shown } from './malformed.js';
import { createTextScanner } from './text-scanner.js';

export interface OvfHeader {
  readonly mesh: 'rectangular' | 'irregular';
  /** Nodes along x, y, z; of an irregular mesh their number, 1, 1. */
  readonly nodes: readonly [number, number, number];
  /** Steps along x and y in the unit of the file; of a rectangular mesh. */
  readonly steps: readonly [number, number];
  /** Extent along z in the unit of the file; of a rectangular mesh that says it. */
  readonly height?: number;
  /** In m. */
  readonly unit: number;
  readonly representation: 'text' | 'binary 4' | 'binary 8';
  readonly labels: string;
  /** First byte of the data, and its line. */
  readonly start: number;
  readonly line: number;
}

/** More nodes in a layer than this are refused: 2048 x 2048. */
const mostOvfNodes = 2 ** 22;
const mostHeaderLines = 10000;
const units: Readonly<Record<string, number>> = { m: 1, mm: 1e-3, um: 1e-6, µm: 1e-6, μm: 1e-6, nm: 1e-9 };
const checkValues = { 'binary 4': 1234567, 'binary 8': 123456789012345 } as const;

interface Entry {
  text: string;
  place: string;
}

/** @throws LoopsmithError where a key is missing or impossible, or where the file cannot hold what it announces */
export function readOvfHeader(bytes: Uint8Array, where: string): OvfHeader {
  const scanner = createTextScanner(bytes, where);
  const first = scanner.nextLine() ?? '';
  if (/rectangular mesh|irregular mesh/i.test(first))
    throw malformed(scanner.place(), '"# OOMMF OVF 2.0" (OOMMF\'s avf2ovf writes it)', shown(first));
  if (!/^# *OOMMF:? *OVF *2\.0\s*$/i.test(first)) throw malformed(scanner.place(), '"# OOMMF OVF 2.0"', shown(first));
  const entries = new Map<string, Entry>();
  let data: Entry | undefined;
  for (let lines = 0; !data; lines++) {
    const text = scanner.nextLine();
    if (text === null || lines > mostHeaderLines) throw malformed(scanner.place(), '"# Begin: Data ..."', 'none');
    const entry = keyAndValue(text, scanner.place());
    if (!entry) continue;
    if (entry.key === 'begin' && /^data/i.test(entry.text)) data = entry;
    else if (!entries.has(entry.key)) entries.set(entry.key, entry);
  }
  const representation = data.text
    .toLowerCase()
    .replace(/^data\s*/, '')
    .replace(/\s+/g, ' ')
    .trim();
  if (representation !== 'text' && representation !== 'binary 4' && representation !== 'binary 8')
    throw malformed(`${data.place}: Begin`, 'Data Text, Data Binary 4 or Data Binary 8', shown(data.text));
  const header = interpret(entries, where);
  checkRoom(bytes.length - scanner.offset(), representation, header, where);
  return { ...header, representation, start: scanner.offset(), line: scanner.line() };
}

/** "# xnodes: 160 ## comment" -> xnodes, 160. Case and blanks of a key do not count. */
function keyAndValue(text: string, place: string): (Entry & { key: string }) | undefined {
  if (!text.startsWith('#')) {
    if (text.trim() === '') return undefined;
    throw malformed(place, 'a header line that begins with #', shown(text));
  }
  const [content] = text.slice(1).split('##', 1);
  const colon = content.indexOf(':');
  if (colon < 0) return undefined;
  const key = content.slice(0, colon).toLowerCase().replace(/[\t ]/g, '');
  return { key, text: content.slice(colon + 1).trim(), place };
}

type Interpreted = Omit<OvfHeader, 'representation' | 'start' | 'line'>;

function interpret(entries: Map<string, Entry>, where: string): Interpreted {
  const entry = (key: string): Entry => {
    const found = entries.get(key);
    if (!found) throw malformed(where, `a line "# ${key}: ..." in the header`, 'none');
    return { text: found.text, place: `${found.place}: ${key}` };
  };
  const number = (key: string, expected: string, good: (value: number) => boolean): number => {
    const { text, place } = entry(key);
    const value = Number(text);
    if (text !== '' && good(value)) return value;
    throw malformed(place, expected, shown(text));
  };
  const nodes = (key: string) =>
    number(key, `a whole number from 1 to ${mostOvfNodes}`, (n) => Number.isInteger(n) && n >= 1 && n <= mostOvfNodes);
  const step = (key: string) => number(key, 'a number above 0', (s) => s > 0 && s <= 1e6);
  const segments = entries.has('segmentcount') ? entry('segmentcount') : undefined;
  if (segments && Number(segments.text) !== 1) throw malformed(segments.place, '1', shown(segments.text));
  const dimension = entry('valuedim');
  if (Number(dimension.text) !== 3)
    throw malformed(dimension.place, '3, the components of an axis', shown(dimension.text));
  const mesh = entry('meshtype');
  const unitName = entries.has('meshunit') ? entry('meshunit') : { text: 'm', place: '' };
  const unit = units[unitName.text];
  if (unit === undefined) throw malformed(unitName.place, 'm, um or nm', shown(unitName.text));
  const labels = plain(entries.get('valuelabels')?.text ?? '');
  if (/^irregular$/i.test(mesh.text))
    return { mesh: 'irregular', nodes: [nodes('pointcount'), 1, 1], steps: [0, 0], unit, labels };
  if (!/^rectangular$/i.test(mesh.text)) throw malformed(mesh.place, 'rectangular or irregular', shown(mesh.text));
  const size: [number, number, number] = [nodes('xnodes'), nodes('ynodes'), nodes('znodes')];
  if (size[0] * size[1] > mostOvfNodes)
    throw malformed(`${where}: xnodes, ynodes`, `at most ${mostOvfNodes} nodes in a layer`, size[0] * size[1]);
  const height = entries.has('zstepsize') ? size[2] * step('zstepsize') : undefined;
  return { mesh: 'rectangular', nodes: size, steps: [step('xstepsize'), step('ystepsize')], height, unit, labels };
}

const componentsOf = ({ mesh }: Pick<OvfHeader, 'mesh'>): 3 | 6 => (mesh === 'irregular' ? 6 : 3);

/** Before anything is allocated. */
function checkRoom(
  room: number,
  representation: OvfHeader['representation'],
  header: Interpreted,
  where: string,
): void {
  const numbers = header.nodes[0] * header.nodes[1] * header.nodes[2] * componentsOf(header);
  const needed = representation === 'text' ? 2 * numbers : (numbers + 1) * (representation === 'binary 4' ? 4 : 8);
  if (needed <= room) return;
  const nodes = `${header.nodes.join(' x ')} nodes of ${componentsOf(header)} numbers`;
  throw malformed(`${where}: data`, `${nodes} (${representation}), at least ${needed} bytes`, `${room} bytes`);
}

/** A function that puts the next node's numbers into `values`; after the last node it checks that the data end there. */
export function dataReader(bytes: Uint8Array, header: OvfHeader, where: string): (values: Float64Array) => void {
  const count = header.nodes[0] * header.nodes[1] * header.nodes[2];
  const components = componentsOf(header);
  const next =
    header.representation === 'text' ? textNumbers(bytes, header, where) : binaryNumbers(bytes, header, where);
  let node = 0;
  return (values) => {
    for (let c = 0; c < components; c++) values[c] = next.number(node);
    if (++node === count) next.end();
  };
}

interface Numbers {
  number(node: number): number;
  end(): void;
}

const ending = '"# End: Data" after the last node';

function textNumbers(bytes: Uint8Array, { start, line }: OvfHeader, where: string): Numbers {
  const scanner = createTextScanner(bytes, where, { start, line, comments: true });
  return {
    number: (node) => scanner.nextNumber(`a component of node ${node + 1}`),
    end() {
      const rest = createTextScanner(bytes, where, { start: scanner.offset(), line: scanner.line() });
      const word = rest.nextWord();
      if (!word?.startsWith('#'))
        throw malformed(rest.place(), ending, word === null ? 'the end of the file' : shown(word));
    },
  };
}

function binaryNumbers(bytes: Uint8Array, { representation, start }: OvfHeader, where: string): Numbers {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const width = representation === 'binary 4' ? 4 : 8;
  const at = (offset: number, littleEndian = true) =>
    width === 4 ? view.getFloat32(offset, littleEndian) : view.getFloat64(offset, littleEndian);
  const expected = checkValues[width === 4 ? 'binary 4' : 'binary 8'];
  if (at(start) !== expected) {
    const got = at(start, false) === expected ? 'the same in big-endian order' : at(start);
    throw malformed(`${where}: byte ${start}`, `the check value ${expected} in little-endian order`, got);
  }
  let offset = start + width;
  return {
    number(node) {
      const value = at(offset);
      if (!Number.isFinite(value))
        throw malformed(`${where}: byte ${offset}`, `finite components of node ${node + 1}`, value);
      offset += width;
      return value;
    },
    end() {
      while (offset < bytes.length && bytes[offset] <= 32) offset++;
      if (bytes[offset] !== '#'.charCodeAt(0))
        throw malformed(
          `${where}: byte ${offset}`,
          ending,
          offset < bytes.length ? 'more data' : 'the end of the file',
        );
    },
  };
}
