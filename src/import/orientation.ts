// Crystal orientations: unit quaternions (w, x, y, z) of the rotation that takes the axes of the sample to those of the crystal.
// Euler angles are Bunge's: about z by phi1, about the new x by Phi, about the new z by phi2.

/** Proper rotations of a crystal with one unique axis c along its z. */
export interface UniaxialSymmetry {
  /** Rotations about c by 2 pi / fold change nothing: 3 trigonal, 4 tetragonal, 6 hexagonal. */
  readonly fold: number;
  /** Half turns about axes across c change nothing either; angle of one of these axes to the crystal's x, in rad. */
  readonly twofoldAt?: number;
}

/** Writes the quaternion of Bunge's Euler angles, in rad, to quaternions[4 * index] and on. */
export function setFromEuler(
  quaternions: Float64Array,
  index: number,
  phi1: number,
  capitalPhi: number,
  phi2: number,
): void {
  const cosine = Math.cos(capitalPhi / 2);
  const sine = Math.sin(capitalPhi / 2);
  quaternions[4 * index] = cosine * Math.cos((phi1 + phi2) / 2);
  quaternions[4 * index + 1] = sine * Math.cos((phi1 - phi2) / 2);
  quaternions[4 * index + 2] = sine * Math.sin((phi1 - phi2) / 2);
  quaternions[4 * index + 3] = cosine * Math.sin((phi1 + phi2) / 2);
}

/** The crystal's c axis in the axes of the sample. */
export function cAxis(w: number, x: number, y: number, z: number): [x: number, y: number, z: number] {
  return [2 * (x * z + w * y), 2 * (y * z - w * x), w * w - x * x - y * y + z * z];
}

/** Cosine of half the least rotation that takes orientation a to b, over all that the symmetry holds equal. */
export type HalfCosine = (quaternions: Float64Array, a: number, b: number) => number;

export function createHalfCosine({ fold, twofoldAt }: UniaxialSymmetry): HalfCosine {
  const turns = Array.from({ length: fold }, (_, k) => (Math.PI * k) / fold);
  const [cosines, sines] = [Float64Array.from(turns, Math.cos), Float64Array.from(turns, Math.sin)];
  const across = twofoldAt === undefined ? [] : turns.map((turn) => turn + twofoldAt);
  const [acrossCosines, acrossSines] = [Float64Array.from(across, Math.cos), Float64Array.from(across, Math.sin)];
  return (q, a, b) => {
    const [i, j] = [4 * a, 4 * b];
    // conj(a) b, the rotation between the two in the axes of the crystal; times a symmetry its w is what follows.
    const w = q[i] * q[j] + q[i + 1] * q[j + 1] + q[i + 2] * q[j + 2] + q[i + 3] * q[j + 3];
    const z = q[i] * q[j + 3] - q[i + 3] * q[j] - q[i + 1] * q[j + 2] + q[i + 2] * q[j + 1];
    let largest = 0;
    for (let k = 0; k < cosines.length; k++) {
      const value = Math.abs(w * cosines[k] - z * sines[k]);
      if (value > largest) largest = value;
    }
    if (acrossCosines.length === 0) return largest;
    const x = q[i] * q[j + 1] - q[i + 1] * q[j] - q[i + 2] * q[j + 3] + q[i + 3] * q[j + 2];
    const y = q[i] * q[j + 2] - q[i + 2] * q[j] - q[i + 3] * q[j + 1] + q[i + 1] * q[j + 3];
    for (let k = 0; k < acrossCosines.length; k++) {
      const value = Math.abs(x * acrossCosines[k] + y * acrossSines[k]);
      if (value > largest) largest = value;
    }
    return largest;
  };
}
