// The samples of a PNG picture as they stand in the file: no conversion to 8 bits, no colours from indices. Everything is checked
// before it is unpacked: the size of the picture from its header, and that the packed data do not unpack to more than it says.
// Interlaced pictures are refused.
import { inflateSync } from 'node:zlib';
import { crc32 } from '../crc32.js';
import { malformed, shown } from './malformed.js';

export type PngColor = 'grey' | 'rgb' | 'palette' | 'greyAlpha' | 'rgba';

export interface PngSamples {
  readonly width: number;
  readonly height: number;
  readonly color: PngColor;
  /** Bits per sample: 1, 2, 4, 8 or 16. */
  readonly depth: number;
  /** Samples per pixel. */
  readonly channels: number;
  /** Red, green, blue of each index of a palette. */
  readonly palette?: Uint8Array;
  /** One sample, row 0 at the top. */
  sample(x: number, y: number, channel: number): number;
}

/** More pixels than this are refused: 4096 x 4096. */
export const mostPixels = 2 ** 24;
const mostUnpackedBytes = 128 * 2 ** 20;

const colors: Readonly<Record<number, { color: PngColor; channels: number; depths: readonly number[] }>> = {
  0: { color: 'grey', channels: 1, depths: [1, 2, 4, 8, 16] },
  2: { color: 'rgb', channels: 3, depths: [8, 16] },
  3: { color: 'palette', channels: 1, depths: [1, 2, 4, 8] },
  4: { color: 'greyAlpha', channels: 2, depths: [8, 16] },
  6: { color: 'rgba', channels: 4, depths: [8, 16] },
};

const pngSignature = Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10);

interface Chunk {
  type: string;
  /** Of its length field. */
  offset: number;
  data: Uint8Array;
}

/** @throws LoopsmithError that names the byte, what was expected and what came */
export function readPng(bytes: Uint8Array, where: string): PngSamples {
  if (pngSignature.some((value, i) => bytes[i] !== value))
    throw malformed(`${where}: byte 0`, 'a PNG file', 'another one');
  const packed: Uint8Array[] = [];
  let header: Header | undefined;
  let palette: Uint8Array | undefined;
  for (const chunk of chunksOf(bytes, where)) {
    const place = `${where}: byte ${chunk.offset}`;
    if (!header && chunk.type !== 'IHDR') throw malformed(place, 'the chunk IHDR', shown(chunk.type));
    if (chunk.type === 'IHDR') header = readHeader(chunk.data, place);
    else if (chunk.type === 'PLTE') palette = chunk.data;
    else if (chunk.type === 'IDAT') packed.push(chunk.data);
    else if (/^[A-Z]/.test(chunk.type) && chunk.type !== 'IEND')
      throw malformed(place, 'a known chunk', shown(chunk.type));
  }
  if (!header) throw malformed(where, 'the chunk IHDR', 'none');
  if (header.color === 'palette' && !palette) throw malformed(where, 'a palette', 'none');
  return samplesOf(unfilter(unpack(packed, header, where), header, where), header, palette);
}

function* chunksOf(bytes: Uint8Array, where: string): Generator<Chunk> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let offset = pngSignature.length; ; ) {
    if (offset + 12 > bytes.length)
      throw malformed(`${where}: byte ${offset}`, 'a chunk, at last IEND', 'the end of the file');
    const length = view.getUint32(offset);
    const type = String.fromCharCode(...bytes.subarray(offset + 4, offset + 8));
    const end = offset + 8 + length;
    if (end + 4 > bytes.length)
      throw malformed(
        `${where}: byte ${offset}`,
        `${length} bytes of chunk ${shown(type)}`,
        `${bytes.length - offset - 12} up to the end of the file`,
      );
    if (crc32(bytes.subarray(offset + 4, end)) !== view.getUint32(end))
      throw malformed(`${where}: byte ${end}`, `the check sum of chunk ${shown(type)}`, 'another: the file is damaged');
    yield { type, offset, data: bytes.subarray(offset + 8, end) };
    if (type === 'IEND') return;
    offset = end + 4;
  }
}

interface Header {
  width: number;
  height: number;
  color: PngColor;
  depth: number;
  channels: number;
  /** Bytes of a row without its filter byte. */
  stride: number;
}

function readHeader(data: Uint8Array, place: string): Header {
  if (data.length !== 13) throw malformed(`${place}: IHDR`, '13 bytes', data.length);
  const view = new DataView(data.buffer, data.byteOffset, 13);
  const [width, height] = [view.getUint32(0), view.getUint32(4)];
  const [depth, colorType, compression, filter, interlace] = data.subarray(8);
  if (width < 1 || height < 1 || width * height > mostPixels)
    throw malformed(`${place}: IHDR`, `1 to ${mostPixels} pixels`, `${width} x ${height}`);
  const kind = colors[colorType];
  if (!kind?.depths.includes(depth))
    throw malformed(`${place}: IHDR`, 'a colour type and depth of PNG', `${colorType} and ${depth}`);
  if (compression !== 0 || filter !== 0)
    throw malformed(`${place}: IHDR`, 'compression 0 and filter 0', `${compression} and ${filter}`);
  if (interlace !== 0)
    throw malformed(`${place}: IHDR`, 'a picture saved without interlacing', `interlace ${interlace}`);
  const stride = Math.ceil((width * kind.channels * depth) / 8);
  if ((stride + 1) * height > mostUnpackedBytes)
    throw malformed(`${place}: IHDR`, `at most ${mostUnpackedBytes} bytes of samples`, (stride + 1) * height);
  return { width, height, color: kind.color, depth, channels: kind.channels, stride };
}

function unpack(packed: readonly Uint8Array[], { stride, height }: Header, where: string): Uint8Array {
  const expected = (stride + 1) * height;
  let data: Uint8Array;
  try {
    // One chunk a little longer than the picture: unpacked in one piece, and no further.
    data = inflateSync(Buffer.concat(packed), { chunkSize: expected + 64, maxOutputLength: expected + 63 });
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unreadable';
    const got = code === 'ERR_BUFFER_TOO_LARGE' ? 'more' : `damaged data (${code})`;
    throw malformed(`${where}: IDAT`, `${expected} bytes of samples when unpacked`, got);
  }
  if (data.length === expected) return data;
  throw malformed(`${where}: IDAT`, `${expected} bytes of samples when unpacked`, data.length);
}

/** Undoes the filter of each row in place; rows keep their filter byte. */
function unfilter(data: Uint8Array, { stride, height, channels, depth }: Header, where: string): Uint8Array {
  const step = Math.max(1, (channels * depth) / 8);
  for (let y = 0; y < height; y++) {
    const row = y * (stride + 1) + 1;
    const filter = data[row - 1];
    if (filter > 4) throw malformed(`${where}: row ${y + 1}`, 'a filter from 0 to 4', filter);
    if (filter === 0) continue;
    for (let k = 0; k < stride; k++) {
      const left = k >= step ? data[row + k - step] : 0;
      const up = y > 0 ? data[row + k - stride - 1] : 0;
      const corner = k >= step && y > 0 ? data[row + k - step - stride - 1] : 0;
      if (filter === 1) data[row + k] += left;
      else if (filter === 2) data[row + k] += up;
      else if (filter === 3) data[row + k] += (left + up) >> 1;
      else data[row + k] += paeth(left, up, corner);
    }
  }
  return data;
}

/** Of left, up and corner the one nearest to left + up - corner. */
function paeth(left: number, up: number, corner: number): number {
  const toLeft = Math.abs(up - corner);
  const toUp = Math.abs(left - corner);
  const toCorner = Math.abs(left + up - 2 * corner);
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

function samplesOf(
  data: Uint8Array,
  { width, height, color, depth, channels, stride }: Header,
  palette?: Uint8Array,
): PngSamples {
  const sample = (x: number, y: number, channel: number): number => {
    const row = y * (stride + 1) + 1;
    const k = x * channels + channel;
    if (depth === 8) return data[row + k];
    if (depth === 16) return (data[row + 2 * k] << 8) | data[row + 2 * k + 1];
    const bit = k * depth;
    return (data[row + (bit >> 3)] >> (8 - depth - (bit & 7))) & ((1 << depth) - 1);
  };
  return { width, height, color, depth, channels, palette, sample };
}
