// A record as one line of text: JSON, with arrays of numbers as base64 of their little-endian bytes (exact, and a third of the size).
import { anchorNames } from '../quantities.js';
import type { DatasetRecord } from './record.js';

export function formatRecord({ seeds, easyAxisAngles, curve, ...rest }: DatasetRecord): string {
  return JSON.stringify({
    ...rest,
    seeds: toBase64(seeds),
    easyAxisAngles: toBase64(easyAxisAngles),
    appliedField: toBase64(curve.appliedField),
    magnetization: toBase64(curve.magnetization),
  });
}

/** Throws on anything that `formatRecord` did not write. */
export function parseRecord(line: string): DatasetRecord {
  const { seeds, easyAxisAngles, appliedField, magnetization, ...rest } = JSON.parse(line);
  for (const name of anchorNames) if (rest.anchors[name] === undefined) throw new Error(`no anchor ${name}`);
  return {
    ...rest,
    seeds: new Float64Array(fromBase64(seeds)),
    easyAxisAngles: new Float64Array(fromBase64(easyAxisAngles)),
    curve: {
      appliedField: new Float32Array(fromBase64(appliedField)),
      magnetization: new Float32Array(fromBase64(magnetization)),
    },
  };
}

const toBase64 = ({ buffer, byteOffset, byteLength }: ArrayBufferView): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString('base64');

function fromBase64(text: string): ArrayBuffer {
  const bytes = Buffer.from(text, 'base64');
  return Uint8Array.from(bytes).buffer;
}
