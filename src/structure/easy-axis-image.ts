// The easy-axis image: k_x per cell, in [-1, 1]. An axis is a line (t and t + pi are one), so t is first folded into
// (-pi/2, pi/2]; then k_y = +sqrt(1 - k_x^2), and structures and images map one to one. This file alone knows that.
import { rasterize } from './raster.js';
import type { Structure } from './structure.js';

/** The same axis with its angle in (-pi/2, pi/2], in rad. */
export const foldAngle = (t: number): number => t - Math.PI * Math.ceil(t / Math.PI - 0.5);

/** Largest angle between an easy axis and the y axis, in rad. */
export const largestMisorientation = ({ easyAxisAngles }: Pick<Structure, 'easyAxisAngles'>): number =>
  easyAxisAngles.reduce((largest, t) => Math.max(largest, Math.abs(foldAngle(t))), 0);

/** k_x of the folded axis. */
export const foldedKx = (t: number): number => Math.sin(foldAngle(t));

/** Image of a structure, cells x cells, row iy = 0 (smallest y) first. */
export function toImage(structure: Structure, cells: number = structure.cells): Float32Array {
  const ids = rasterize(structure, cells);
  const kx = Float32Array.from(structure.easyAxisAngles, foldedKx);
  const image = new Float32Array(ids.length);
  for (let i = 0; i < ids.length; i++) image[i] = kx[ids[i]];
  return image;
}

/** Remanence of grains that do not feel each other, in Ms: the mean of |cos t| over the cells (Stoner and Wohlfarth 1948). */
export function axisRemanence(structure: Structure): number {
  const ids = rasterize(structure, structure.cells);
  const along = structure.easyAxisAngles.map((t) => Math.abs(Math.cos(t)));
  return ids.reduce((sum, grain) => sum + along[grain], 0) / ids.length;
}

/** Folded easy-axis angle of each cell, in rad; values beyond [-1, 1], as a network may give, count as -1 or 1. */
export const imageAngles = (image: Float32Array): Float64Array =>
  Float64Array.from(image, (kx) => Math.asin(Math.max(-1, Math.min(1, kx))));

/** Image of the structure mirrored in x: the cells change places, k_x changes sign. */
export const mirrorX = (image: Float32Array, cells: number): Float32Array =>
  image.map((_, i) => -image[i - (i % cells) + (cells - 1 - (i % cells))]);

/** Image of the structure mirrored in y: the axis (k_x, -k_y) is the axis (-k_x, k_y), so k_x changes sign here too. */
export const mirrorY = (image: Float32Array, cells: number): Float32Array =>
  image.map((_, i) => -image[(cells - 1 - Math.floor(i / cells)) * cells + (i % cells)]);

/** Image of the structure turned by 180 degrees: an axis is its own opposite, so k_x stays. */
export const turn180 = (image: Float32Array): Float32Array => image.slice().reverse();
