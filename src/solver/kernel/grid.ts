// Geometry shared by all kernels. A plane holds one f32 per cell, rows `pitch` bytes apart, with one spare row above and below
// and four spare cells at the start of each row, so that a neighbour can always be read. Pointers name the first cell of a plane.

export let nx: i32 = 0;
export let ny: i32 = 0;
/** Bytes from a row to the next. */
export let pitch: usize = 0;
/** Bytes from a component of a vector to the next. */
export let plane: usize = 0;
/** Vectors of four cells in a row. */
export let vectors: i32 = 0;
/** Mask of the cells inside the sample in the last vector of a row. */
export let tail: v128 = i32x4.splat(-1);

export function setGrid(theNx: i32, theNy: i32, thePitch: usize, thePlane: usize): void {
  nx = theNx;
  ny = theNy;
  pitch = thePitch;
  plane = thePlane;
  vectors = (nx + 3) >> 2;
  const left = nx - 4 * (vectors - 1);
  tail = i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(left));
}
