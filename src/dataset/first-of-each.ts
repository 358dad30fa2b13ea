// Where two records are of one draw, the first counts.

/** The first of all that share a key, in their order. */
export function firstOfEach<One>(all: readonly One[], keyOf: (one: One) => string | number): One[] {
  const found = new Map<string | number, One>();
  for (const one of all) {
    const key = keyOf(one);
    if (!found.has(key)) found.set(key, one);
  }
  return [...found.values()];
}
