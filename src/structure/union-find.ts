/**
 * Representative of the set that an element belongs to; halves the path on the way, so that many questions cost little.
 * @param parent of each element, a representative is its own
 */
export function rootOf(parent: Int32Array, element: number): number {
  let root = element;
  while (parent[root] !== root) {
    parent[root] = parent[parent[root]];
    root = parent[root];
  }
  return root;
}
