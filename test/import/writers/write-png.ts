// PNG files: greys and colours by pngjs, palettes and few bits by hand.
import { deflateSync } from 'node:zlib';
import { PNG } from 'pngjs';
import { encode } from './scene.js';

export interface Picture {
  width: number;
  height: number;
  /** Samples of a pixel, row 0 at the top. */
  pixel: (x: number, y: number) => readonly number[];
}

const colorTypes = { grey: 0, rgb: 2, greyAlpha: 4, rgba: 6 } as const;

/** By pngjs, with all the filters that it chooses. */
export function writePng({ width, height, pixel }: Picture, color: keyof typeof colorTypes, depth: 8 | 16): Uint8Array {
  const channels = { grey: 1, rgb: 3, greyAlpha: 2, rgba: 4 }[color];
  const samples = depth === 16 ? new Uint16Array(4 * width * height) : new Uint8Array(4 * width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const p = pixel(x, y);
      const opaque = depth === 16 ? 65535 : 255;
      const rgba = channels < 3 ? [p[0], p[0], p[0], p[1] ?? opaque] : [p[0], p[1], p[2], p[3] ?? opaque];
      samples.set(rgba, 4 * (y * width + x));
    }
  }
  const png = new PNG({ width, height });
  png.data = Buffer.from(samples.buffer);
  return PNG.sync.write(png, { colorType: colorTypes[color], inputColorType: 6, bitDepth: depth, inputHasAlpha: true });
}

export interface RawPng extends Picture {
  depth: number;
  colorType: number;
  palette?: readonly number[];
  /** Instead of the packed rows. */
  data?: Uint8Array;
  interlace?: number;
  /** Announced size, where it is to be another. */
  announced?: [width: number, height: number];
}

/** Rows without filter, packed samples of any depth. */
export function writeRawPng({
  width,
  height,
  pixel,
  depth,
  colorType,
  palette,
  data,
  interlace = 0,
  announced = [width, height],
}: RawPng): Uint8Array {
  const rows: number[] = [];
  for (let y = 0; y < height; y++) {
    const bits: number[] = [];
    for (let x = 0; x < width; x++)
      for (const sample of pixel(x, y)) for (let b = depth - 1; b >= 0; b--) bits.push((sample >> b) & 1);
    while (bits.length % 8) bits.push(0);
    rows.push(0);
    for (let k = 0; k < bits.length; k += 8) rows.push(bits.slice(k, k + 8).reduce((byte, bit) => 2 * byte + bit, 0));
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(announced[0], 0);
  header.writeUInt32BE(announced[1], 4);
  header.set([depth, colorType, 0, 0, interlace], 8);
  return Buffer.concat([
    Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10),
    chunk('IHDR', header),
    ...(palette ? [chunk('PLTE', Uint8Array.from(palette))] : []),
    chunk('IDAT', data ?? deflateSync(Uint8Array.from(rows))),
    chunk('IEND', new Uint8Array(0)),
  ]);
}

export function chunk(type: string, data: Uint8Array): Uint8Array {
  const body = Buffer.concat([encode(type), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc(body));
  return Buffer.concat([length, body, sum]);
}

/** The remainder of the polynomial division, bit by bit. */
function crc(bytes: Uint8Array): number {
  let c = 0xffffffff;
  for (const byte of bytes) {
    c ^= byte;
    for (let k = 0; k < 8; k++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
  }
  return (c ^ 0xffffffff) >>> 0;
}
