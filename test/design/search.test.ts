import { expect, test } from 'vitest';
import type { FoundImage } from '../../src/design/candidate.js';
import { type SearchStepOptions, searchImages } from '../../src/design/search.js';
import type { SearchOutput } from '../../src/design/tasks/search.js';
import type { RunEvent } from '../../src/events.js';
import type { Pool } from '../../src/pool/pool.js';

async function warningsOf(count: number, ended: SearchOutput['ended']): Promise<string[]> {
  const found = Array.from({ length: count }, () => ({}) as FoundImage);
  const pool: Pool = {
    workers: 1,
    run: async <_, Output>() => ({ found, ended, generations: 9 }) as Output,
    close: async () => {},
  };
  const events: RunEvent[] = [];
  const settings = { minimumDistance: 0.5, generations: 9 };
  const options = { wanted: 12, pool, settings, emit: (event: RunEvent) => void events.push(event) };
  await searchImages(options as unknown as SearchStepOptions);
  return events.flatMap((event) => (event.type === 'warning' ? [event.message] : []));
}

test('a search that finds fewer candidates than are wanted says why', async () => {
  expect(await warningsOf(12, 'stalled')).toEqual([]);
  expect(await warningsOf(3, 'stalled')).toEqual([
    'the search found 3 of 12 candidates (verify.candidates): no others are search.minimumDistance = 0.5 apart within the limits on grains and misorientation; lower it, or widen the limits',
  ]);
  expect(await warningsOf(3, 'asked')).toEqual([
    'the search found 3 of 12 candidates (verify.candidates): it was ended early',
  ]);
});
