// Geometry shared by all kernels. A plane holds one f32 per cell, rows `pitch` bytes apart, with one spare row above and below
// and four spare cells at the start of each row, so that a neighbour can always be read. Pointers name the first cell of a plane.
//
// Kernels visit the cells in runs: `runBytes` each of first byte, end byte (offsets in a plane) and the mask of the last vector.
// All rows are one run each where the whole sample is at work, parts of rows where only a region of it is.

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
/** The runs at work: from `runs` to `runsEnd`. */
export let runs: usize = 0;
export let runsEnd: usize = 0;
export const runBytes: usize = 32;

export function setGrid(theNx: i32, theNy: i32, thePitch: usize, thePlane: usize): void {
  nx = theNx;
  ny = theNy;
  pitch = thePitch;
  plane = thePlane;
  vectors = (nx + 3) >> 2;
  const left = nx - 4 * (vectors - 1);
  tail = i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(left));
}

/** `count` runs written by the caller: first byte and end byte as u32; the masks are filled in here. */
export function setRuns(at: usize, count: i32): void {
  runs = at;
  runsEnd = at + <usize>count * runBytes;
  const rowBytes = <usize>vectors << 4;
  for (let run = runs; run < runsEnd; run += runBytes) v128.store(run, end(run) % pitch == rowBytes ? tail : i32x4.splat(-1), 16);
}

// @ts-ignore: decorator
@inline export function start(run: usize): usize { return <usize>load<u32>(run); }
// @ts-ignore: decorator
@inline export function end(run: usize): usize { return <usize>load<u32>(run, 4); }
/** Which lanes of the last vector of a run lie inside the sample. */
// @ts-ignore: decorator
@inline export function inRim(run: usize): v128 { return v128.load(run, 16); }
