// The orientations of a .tess file in all the ways that Neper writes them; only the third axis of the crystal is kept.
// "passive" is Bunge's sense: the rotation that takes the axes of the sample to those of the crystal. Until format 3.4 the words active
// and passive had each other's meaning; where neither stands, the sense is Bunge's in every format.
import { degree } from './axis.js';
import { malformed, shown } from './malformed.js';
import { cAxis, setFromEuler } from './orientation.js';
import type { TextScanner } from './text-scanner.js';

/** Third axis of a crystal in the axes of the sample, of length 1. */
export type Axis = readonly [x: number, y: number, z: number];

type Quaternion = [w: number, x: number, y: number, z: number];

interface Descriptor {
  readonly numbers: number;
  /** Of the rotation that the numbers say, of any length but 0. */
  readonly toQuaternion: (p: readonly number[]) => Quaternion;
}

/** @param toPhi2 the third angle as Bunge's, in degrees; `offset` is what the first lacks of his */
const euler = (offset: number, toPhi2: (third: number) => number): Descriptor => ({
  numbers: 3,
  toQuaternion: ([first, second, third]) => {
    const q = new Float64Array(4);
    setFromEuler(q, 0, (first + offset) * degree, second * degree, toPhi2(third) * degree);
    return [q[0], q[1], q[2], q[3]];
  },
});

const axisAngle = ([x, y, z, angle]: readonly number[]): Quaternion => {
  const sine = Math.sin((angle * degree) / 2) / (Math.hypot(x, y, z) || Number.NaN);
  return [Math.cos((angle * degree) / 2), sine * x, sine * y, sine * z];
};

const descriptors: Readonly<Record<string, Descriptor>> = {
  rodrigues: { numbers: 3, toQuaternion: ([x, y, z]) => [1, x, y, z] },
  quaternion: { numbers: 4, toQuaternion: ([w, x, y, z]) => [w, x, y, z] },
  'axis-angle': { numbers: 4, toQuaternion: axisAngle },
  'euler-bunge': euler(0, (third) => third),
  'euler-kocks': euler(90, (third) => 90 - third),
  'euler-roe': euler(90, (third) => third - 90),
};

const short: Readonly<Record<string, string>> = {
  R: 'rodrigues',
  q: 'quaternion',
  rtheta: 'axis-angle',
  e: 'euler-bunge',
  ek: 'euler-kocks',
  er: 'euler-roe',
  g: 'rotmat',
};

/** Reads the descriptor that follows *ori; the result reads the orientation of the next cell. */
export function orientationReader(scanner: TextScanner, format: string): (cell: number) => Axis {
  const text = scanner.nextWord() ?? '';
  const [word, convention = 'none'] = text.split(':');
  const name = short[word] ?? word;
  const swapped = Number(format) < 3.5;
  const inverse = convention === (swapped ? 'passive' : 'active');
  if (!['none', 'active', 'passive'].includes(convention) || (name !== 'rotmat' && !(name in descriptors)))
    throw malformed(
      `${scanner.place()}: *ori`,
      `one of ${Object.keys(descriptors).join(', ')}, rotmat, then :active or :passive`,
      shown(text),
    );
  const numbers = name === 'rotmat' ? 9 : descriptors[name].numbers;
  return (cell) => {
    const p = Array.from({ length: numbers }, () => scanner.nextNumber(`*ori: the ${name} of cell ${cell}`));
    const axis =
      name === 'rotmat' ? matrixAxis(p, inverse) : quaternionAxis(descriptors[name].toQuaternion(p), inverse);
    const length = Math.hypot(...axis);
    if (!(length > 0 && length < Infinity))
      throw malformed(`${scanner.place()}: *ori`, `a rotation for cell ${cell}`, shown(p.join(' ')));
    return [axis[0] / length, axis[1] / length, axis[2] / length];
  };
}

function quaternionAxis(q: Quaternion, inverse: boolean): Axis {
  const length = Math.hypot(...q);
  const [w, x, y, z] = q.map((c) => c / length);
  return inverse ? cAxis(w, -x, -y, -z) : cAxis(w, x, y, z);
}

/** The rows of a matrix that takes sample to crystal coordinates are the axes of the crystal. */
const matrixAxis = (m: readonly number[], inverse: boolean): Axis =>
  inverse ? [m[2], m[5], m[8]] : [m[6], m[7], m[8]];
