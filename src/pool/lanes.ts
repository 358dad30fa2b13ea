// Many pieces of work, a few at a time.

/**
 * Runs `work` on every item, `lanes` at a time, starting in order. Resolves early, without an error, when the signal aborts; rejects
 * with the first error, after stopping what is under way.
 */
export async function inLanes<Item>(
  items: readonly Item[],
  lanes: number,
  signal: AbortSignal | undefined,
  work: (item: Item, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const controller = new AbortController();
  const stop = () => controller.abort(signal?.reason);
  if (signal?.aborted) return;
  signal?.addEventListener('abort', stop, { once: true });
  let next = 0;
  let firstError: { error: unknown } | undefined;
  const lane = async () => {
    while (next < items.length && !controller.signal.aborted) {
      try {
        await work(items[next++], controller.signal);
      } catch (error) {
        if (!controller.signal.aborted) firstError = { error };
        controller.abort(error);
      }
    }
  };
  try {
    await Promise.all(Array.from({ length: lanes }, lane));
  } finally {
    signal?.removeEventListener('abort', stop);
  }
  if (firstError) throw firstError.error;
}
