// The part of a list that is shown where it is longer than the room, so that the chosen line is among it.

/** First line that is shown. */
export function windowStart(count: number, chosen: number, room: number): number {
  if (count <= room) return 0;
  return Math.max(0, Math.min(count - room, chosen - Math.floor(room / 2)));
}

/** An index moved by a step, inside a list. */
export const moved = (index: number, step: number, count: number): number =>
  Math.max(0, Math.min(Math.max(0, count - 1), index + step));
