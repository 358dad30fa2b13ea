import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LoopsmithError } from '../../src/errors.js';
import { type PngColor, readPng } from '../../src/import/png-samples.js';
import { encode } from './writers/scene.js';
import { chunk, writePng, writeRawPng } from './writers/write-png.js';

const size = fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }));

/** All samples of a picture, row by row from the top. */
function samples(bytes: Uint8Array): number[] {
  const { width, height, channels, sample } = readPng(bytes, 'a.png');
  return Array.from({ length: width * height * channels }, (_, k) => {
    const pixel = Math.floor(k / channels);
    return sample(pixel % width, Math.floor(pixel / width), k % channels);
  });
}

describe('readPng', () => {
  const kinds: [color: 'grey' | 'rgb' | 'greyAlpha' | 'rgba', depth: 8 | 16, channels: number][] = [
    ['grey', 8, 1],
    ['grey', 16, 1],
    ['rgb', 8, 3],
    ['rgb', 16, 3],
    ['greyAlpha', 8, 2],
    ['rgba', 8, 4],
    ['rgba', 16, 4],
  ];
  it.each(kinds)('reads what pngjs writes: %s, %i bits', (color, depth, channels) => {
    fc.assert(
      fc.property(size, fc.nat(), fc.boolean(), ([width, height], seed, smooth) => {
        // Smooth and rough pictures make the writer choose all kinds of filters.
        const value = (k: number) => (smooth ? k * 3 + seed : Math.imul(k + seed, 2654435761) >>> 5) % 2 ** depth;
        const pixel = (x: number, y: number) =>
          Array.from({ length: channels }, (_, c) => value((y * width + x) * channels + c));
        const expected = Array.from({ length: width * height * channels }, (_, k) => value(k));
        expect(samples(writePng({ width, height, pixel }, color, depth))).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });

  it.each([
    [0, 1],
    [0, 2],
    [0, 4],
    [3, 1],
    [3, 2],
    [3, 4],
    [3, 8],
  ])('reads samples of colour type %i with %i bits as they are', (colorType, depth) => {
    fc.assert(
      fc.property(size, fc.nat(), ([width, height], seed) => {
        const value = (x: number, y: number) => (x * 7 + y * 13 + seed) % 2 ** depth;
        const palette = Array.from({ length: 3 * 2 ** depth }, (_, k) => k % 256);
        const bytes = writeRawPng({ width, height, depth, colorType, palette, pixel: (x, y) => [value(x, y)] });
        expect(samples(bytes)).toEqual(
          Array.from({ length: width * height }, (_, k) => value(k % width, Math.floor(k / width))),
        );
        expect(readPng(bytes, 'a').color).toBe<PngColor>(colorType === 3 ? 'palette' : 'grey');
      }),
      { numRuns: 20 },
    );
  });

  const raw = { width: 4, height: 4, depth: 8, colorType: 0, pixel: () => [9] };
  const good = writeRawPng(raw);
  const without = (type: string) => {
    const at = Buffer.from(good).indexOf(type) - 4;
    const length = new DataView(good.buffer, good.byteOffset).getUint32(at);
    return Buffer.concat([good.subarray(0, at), good.subarray(at + length + 12)]);
  };
  const header = (change: (view: DataView) => void) => {
    const data = new Uint8Array(13);
    const view = new DataView(data.buffer);
    view.setUint32(0, 4);
    view.setUint32(4, 4);
    data.set([8, 0, 0, 0, 0], 8);
    change(view);
    return Buffer.concat([good.subarray(0, 8), chunk('IHDR', data), good.subarray(33)]);
  };
  const damaged = Uint8Array.from(good);
  damaged[45] ^= 1;

  it.each<[string, Uint8Array, RegExp]>([
    ['another file', encode('GIF89a'), /byte 0: expected a PNG file, got another one/],
    ['no header', without('IHDR'), /byte 8: expected the chunk IHDR, got "IDAT"/],
    ['no data', without('IDAT'), /IDAT: expected 20 bytes of samples when unpacked, got damaged data/],
    ['no end', without('IEND'), /expected a chunk, at last IEND, got the end of the file/],
    ['a picture of no width', header((view) => view.setUint32(0, 0)), /IHDR: expected 1 to 16777216 pixels, got 0 x 4/],
    ['a picture that is too large', header((view) => view.setUint32(0, 2 ** 31)), /got 2147483648 x 4/],
    [
      'samples that are too large',
      header((view) => [view.setUint32(0, 4096), view.setUint32(4, 4096), view.setUint16(8, 0x1006)]),
      /at most 134217728 bytes of samples, got 134221824/,
    ],
    ['an unknown colour type', header((view) => view.setUint8(9, 5)), /a colour type and depth of PNG, got 5 and 8/],
    ['a depth that its colour type does not have', header((view) => view.setUint8(8, 3)), /got 0 and 3/],
    ['an unknown compression', header((view) => view.setUint8(10, 1)), /compression 0 and filter 0, got 1 and 0/],
    ['interlacing', header((view) => view.setUint8(12, 1)), /a picture saved without interlacing, got interlace 1/],
    [
      'an unknown filter',
      writeRawPng({ ...raw, data: deflateSync(new Uint8Array(20).fill(7)) }),
      /row 1: expected a filter from 0 to 4, got 7/,
    ],
    [
      'too few rows',
      writeRawPng({ ...raw, data: deflateSync(new Uint8Array(19)) }),
      /IDAT: expected 20 bytes .*, got 19/,
    ],
    [
      'too many rows',
      writeRawPng({ ...raw, data: deflateSync(new Uint8Array(200)) }),
      /IDAT: expected 20 bytes .*, got more/,
    ],
    ['data that are not packed', writeRawPng({ ...raw, data: encode('hello') }), /got damaged data/],
    ['a palette that is missing', writeRawPng({ ...raw, colorType: 3 }), /expected a palette, got none/],
    ['a wrong check sum', damaged, /expected the check sum of chunk "IDAT", got another: the file is damaged/],
    [
      'an unknown chunk that matters',
      Buffer.concat([good.subarray(0, 33), chunk('ABCD', encode('x')), good.subarray(33)]),
      /expected a known chunk, got "ABCD"/,
    ],
  ])('refuses %s', (_, bytes, message) => {
    expect(() => readPng(bytes, 'a.png')).toThrow(LoopsmithError);
    expect(() => readPng(bytes, 'a.png')).toThrow(message);
    expect(() => readPng(bytes, 'a.png')).toThrow(/^a\.png: [^\n]+$/);
  });

  it('passes over chunks that do not matter', () => {
    const bytes = Buffer.concat([good.subarray(0, 33), chunk('tEXt', encode('Comment')), good.subarray(33)]);
    expect(samples(bytes)).toEqual(new Array(16).fill(9));
  });
});
