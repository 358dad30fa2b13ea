// Exchange bonds: `bondX` of a cell is the coupling to its right neighbour, `bondY` to the one above; 0 across the surface,
// which is the Neumann condition, and 0 in the spare cells, so that what they hold never matters.
import { nx, ny, pitch } from './grid';

export let bondX: usize = 0;
export let bondY: usize = 0;
/** Easy axes. */
export let kx: usize = 0;
export let ky: usize = 0;
/** Half of Ms / HA: the demagnetizing field of a cell in itself is -selfDemag m, in the plane. */
export let selfDemag: f32 = 0;
/** Exchange with one neighbour. */
export let coupling: f32 = 0;

export function setMaterial(theBondX: usize, theBondY: usize, theKx: usize, theKy: usize, theCoupling: f32, demag: f32): void {
  bondX = theBondX;
  bondY = theBondY;
  kx = theKx;
  ky = theKy;
  selfDemag = 0.5 * demag;
  coupling = theCoupling;
  for (let y = 0; y < ny; y++) {
    for (let x = 0; x < nx; x++) {
      const at = <usize>y * pitch + (<usize>x << 2);
      store<f32>(bondX + at, x < nx - 1 ? coupling : 0);
      store<f32>(bondY + at, y < ny - 1 ? coupling : 0);
    }
  }
}
