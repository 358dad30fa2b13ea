// The program that started this one, where it listens: a screen runs every command as a child process and hears its events.
import type { RunEvent } from '../events.js';

/** Hands an event to the parent; nothing where there is none, or where it is gone. */
export function tellParent(event: RunEvent): void {
  // Without a callback a parent that went away would be an error event of this process.
  if (process.connected) process.send?.(event, undefined, undefined, () => {});
}

/** Calls back when the parent goes away. @returns the function that ends it */
export function onParentGone(listener: () => void): () => void {
  if (!process.connected) return () => {};
  process.on('disconnect', listener);
  // Listening must not keep this process alive once its work is done.
  process.channel?.unref();
  return () => void process.off('disconnect', listener);
}
