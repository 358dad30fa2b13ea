// Structures as a model sees them, a row for each: the easy-axis image, what the autoencoder keeps of it, and its solved curve with
// solved and predicted anchor points (Figure 6 of the paper).
import { type GalleryLayout, gallerySvg, type Picture } from './gallery-svg.js';
import { imageElement } from './image-element.js';
import type { SmallCurve } from './small-curve.js';

export interface Sample extends SmallCurve {
  /** In the notation of notation.ts. */
  caption: string;
  /** cells x cells, k_x. */
  image: ArrayLike<number>;
  reconstruction: ArrayLike<number>;
}

export interface SamplesSvgOptions extends GalleryLayout {
  /** Edge of the images. */
  cells: number;
}

export function samplesSvg(samples: readonly Sample[], { cells, ...layout }: SamplesSvgOptions): string {
  const pictureOf =
    (image: ArrayLike<number>): Picture =>
    (square) =>
      imageElement(image, cells, square);
  const exhibits = samples.map(({ image, reconstruction, ...sample }) => ({
    ...sample,
    pictures: [pictureOf(image), pictureOf(reconstruction)],
  }));
  return gallerySvg(exhibits, ['original', 'reconstruction'], layout);
}
