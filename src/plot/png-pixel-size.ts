// How big a PNG is on paper: the chunk pHYs, pixels per metre, right after the header (PNG specification, 11.3.5.3).
import { crc32 } from '../crc32.js';

/** Signature (8 bytes) and header chunk (25 bytes). */
const headEnd = 33;

/** The same picture, for `dpi` pixels per inch. */
export function withPixelSize(png: Uint8Array, dpi: number): Uint8Array {
  const perMetre = Math.round(dpi / 0.0254);
  const chunk = new DataView(new ArrayBuffer(21));
  chunk.setUint32(0, 9);
  for (const [i, letter] of [...'pHYs'].entries()) chunk.setUint8(4 + i, letter.charCodeAt(0));
  chunk.setUint32(8, perMetre);
  chunk.setUint32(12, perMetre);
  chunk.setUint8(16, 1); // the unit is the metre
  chunk.setUint32(17, crc32(new Uint8Array(chunk.buffer, 4, 13)));
  return Buffer.concat([png.subarray(0, headEnd), new Uint8Array(chunk.buffer), png.subarray(headEnd)]);
}
