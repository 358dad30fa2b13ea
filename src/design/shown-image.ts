// An easy-axis image small enough for an event: block means, two decimals.

export interface ShownImage {
  cells: number;
  kx: number[];
}

/** At most `most` cells along an edge; `cells` is divided by a whole number. */
export function toShownImage(image: ArrayLike<number>, cells: number, most = 80): ShownImage {
  let block = Math.ceil(cells / most);
  while (cells % block !== 0) block++;
  const edge = cells / block;
  const kx = Array.from({ length: edge * edge }, (_, i) => {
    const [x0, y0] = [(i % edge) * block, Math.floor(i / edge) * block];
    let sum = 0;
    for (let y = y0; y < y0 + block; y++) for (let x = x0; x < x0 + block; x++) sum += image[y * cells + x];
    return Math.round((100 * sum) / (block * block)) / 100;
  });
  return { cells: edge, kx };
}
