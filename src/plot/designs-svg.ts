// Designs side by side: the grains that were found, and their solved curve with what was predicted and what was wanted.
import type { Structure } from '../structure/structure.js';
import { type GalleryLayout, gallerySvg, type Picture } from './gallery-svg.js';
import type { SmallCurve } from './small-curve.js';
import { grains } from './structure-svg.js';

export interface ShownDesign extends SmallCurve {
  /** In the notation of notation.ts. */
  caption: string;
  structure: Structure;
}

export function designsSvg(designs: readonly ShownDesign[], layout: GalleryLayout): string {
  const { em = 12 } = layout;
  const exhibits = designs.map(({ structure, ...design }) => {
    const picture: Picture = (square) => grains(structure, square, true, 0.5 * em);
    return { ...design, pictures: [picture] };
  });
  return gallerySvg(exhibits, ['grains'], layout);
}
