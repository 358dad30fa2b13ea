// The only source of randomness: a seeded generator (xoroshiro128+), split by purpose, so that adding a draw in one place
// never changes the numbers of another, and the same seed gives the same bytes whatever the number of workers.
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';

export interface Random {
  /** Uniform in [0, 1), 53 bits. */
  next(): number;
  /** Uniform in [low, high). */
  uniform(low: number, high: number): number;
  /** Uniform integer in [low, high], both included. */
  integer(low: number, high: number): number;
  /** Normal with mean 0 and deviation 1. */
  normal(): number;
}

/**
 * A generator of its own for one purpose.
 * @param seed the user's seed, any integer
 * @param purpose what the numbers are for, for example ('structure', 17): a different path gives an independent stream
 */
export function createRandom(seed: number, ...purpose: (string | number)[]): Random {
  const path = `${seed}/${purpose.join('/')}`;
  const generator = xoroshiro128plusFromState([0, 1, 2, 3].map((word) => hash(`${word}/${path}`)));
  const next = () => {
    const high = generator.next() >>> 5;
    const low = generator.next() >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  };
  return {
    next,
    uniform: (low, high) => low + (high - low) * next(),
    integer: (low, high) => low + Math.floor((high - low + 1) * next()),
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
  };
}

/** In a random order, in place (Fisher-Yates). */
export function shuffle<Items extends unknown[] | Int32Array>(items: Items, random: Random): Items {
  for (let i = items.length - 1; i > 0; i--) {
    const j = random.integer(0, i);
    [items[i], items[j]] = [items[j], items[i]];
  }
  return items;
}

/** 32-bit FNV-1a with a final avalanche (murmur3), so that neighbouring seeds start far apart. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
