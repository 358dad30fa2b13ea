// Arrays of numbers with a JSON header in one file: checkpoints. Bytes: magic, length of the header (uint32, little endian), header,
// float32 data in the order of the header. A digest of the data in the header tells a damaged file from a whole one.
import { readFileSync } from 'node:fs';
import { LoopsmithError } from '../errors.js';
import { onFile } from '../store/file-failure.js';
import { sha256 } from '../store/sha256.js';
import { writeWhole } from '../store/write-whole.js';

const magic = 'loopsmith/tensors@1\n';

export interface TensorFile {
  /** Any JSON value. */
  readonly state: unknown;
  readonly arrays: readonly Float32Array[];
}

interface Header {
  state: unknown;
  lengths: number[];
  sha256: string;
}

/** Writes the file whole or not at all. */
export function saveTensorFile(path: string, { state, arrays }: TensorFile): void {
  const data = bytesOf(arrays);
  const lengths = arrays.map(({ length }) => length);
  const header = Buffer.from(JSON.stringify({ state, lengths, sha256: sha256(data) } satisfies Header));
  const size = Buffer.alloc(4);
  size.writeUInt32LE(header.length);
  writeWhole(path, Buffer.concat([Buffer.from(magic), size, header, data]));
}

/** @throws LoopsmithError naming the file where it is missing, of another kind, cut short or altered */
export function loadTensorFile(path: string): TensorFile {
  const bytes = onFile('read', path, () => readFileSync(path));
  const bad = (reason: string) => new LoopsmithError(`${path}: ${reason}`, 'failed');
  if (bytes.toString('latin1', 0, magic.length) !== magic) throw bad('not a checkpoint of this program');
  const start = magic.length + 4;
  const end = start + (bytes.length < start ? 0 : bytes.readUInt32LE(magic.length));
  if (bytes.length < Math.max(start, end)) throw bad(`cut short (${bytes.length} bytes)`);
  const { state, lengths, sha256: digest } = parseHeader(bytes.toString('utf8', start, end), bad);
  const expected = end + 4 * lengths.reduce((sum, length) => sum + length, 0);
  if (bytes.length !== expected) throw bad(`expected ${expected} bytes, found ${bytes.length}`);
  if (sha256(bytes.subarray(end)) !== digest) throw bad('its numbers do not match their digest; the file was altered');
  // A copy, because float32 views must start at a multiple of four bytes.
  const data = new Uint8Array(bytes.subarray(end)).buffer;
  let offset = 0;
  const arrays = lengths.map((length) => {
    const array = new Float32Array(data, offset, length);
    offset += 4 * length;
    return array;
  });
  return { state, arrays };
}

function parseHeader(text: string, bad: (reason: string) => LoopsmithError): Header {
  try {
    const header: Partial<Header> = JSON.parse(text);
    const { state, lengths, sha256: digest } = header;
    if (Array.isArray(lengths) && lengths.every((n) => Number.isInteger(n) && n >= 0) && typeof digest === 'string')
      return { state, lengths, sha256: digest };
  } catch {
    // Said below, with the file's name.
  }
  throw bad('its header is damaged');
}

const bytesOf = (arrays: readonly Float32Array[]): Uint8Array =>
  Buffer.concat(arrays.map((array) => Buffer.from(array.buffer, array.byteOffset, array.byteLength)));

/** Of numbers one after the other. */
export const digestOfArrays = (arrays: readonly Float32Array[]): string => sha256(bytesOf(arrays));
