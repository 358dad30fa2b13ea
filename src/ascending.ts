/** For sorting, the lower first. Not a difference: Infinity - Infinity is NaN. */
export const ascending = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);
