// The colours of the paper's grain structures: k_x = -1 red, 0 white, +1 blue; lightness falls evenly to both sides.

export type Color = [red: number, green: number, blue: number];

const stops: readonly Color[] = [
  [178, 16, 34],
  [239, 122, 104],
  [255, 255, 255],
  [112, 154, 231],
  [26, 54, 176],
];

/** Colour of an easy axis, 0-255 per channel; k_x beyond [-1, 1] counts as -1 or 1. */
export function kxColor(kx: number): Color {
  const position = ((Math.max(-1, Math.min(1, kx)) + 1) / 2) * (stops.length - 1);
  const low = Math.min(Math.floor(position), stops.length - 2);
  const fraction = position - low;
  const mix = (channel: 0 | 1 | 2) =>
    Math.round((1 - fraction) * stops[low][channel] + fraction * stops[low + 1][channel]);
  return [mix(0), mix(1), mix(2)];
}
