// Half precision (IEEE 754 binary16), which halves the files of the weights; 11 significant bits, rounded to nearest even.

const asFloat = new Float32Array(1);
const asBits = new Uint32Array(asFloat.buffer);

/** Bit patterns of the nearest half-precision numbers; beyond 65504 the largest one, so that a weight never becomes infinite. */
export function toFloat16(values: Float32Array): Uint16Array {
  const halves = new Uint16Array(values.length);
  for (let i = 0; i < values.length; i++) halves[i] = halfBits(values[i]);
  return halves;
}

function halfBits(value: number): number {
  asFloat[0] = value;
  const bits = asBits[0];
  const sign = (bits >>> 16) & 0x8000;
  const magnitude = bits & 0x7fffffff;
  if (magnitude > 0x7f800000) return sign | 0x7e00;
  if (magnitude >= 0x477fefff) return sign | 0x7bff;
  if (magnitude < 0x38800000) {
    // Below 2^-14 halves are multiples of 2^-24: adding 0.5 leaves that multiple, rounded, in the last bits.
    asFloat[0] = Math.abs(value) + 0.5;
    return sign | (asBits[0] - 0x3f000000);
  }
  const rounded = magnitude + 0xfff + ((magnitude >>> 13) & 1);
  return sign | ((rounded - 0x38000000) >>> 13);
}
