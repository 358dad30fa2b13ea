import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createOrderFiles } from '../../src/store/order-files.js';
import { temporaryFolder } from './temporary-folder.js';

const folder = join(temporaryFolder(), 'orders');
const files = createOrderFiles(folder);

test('orders are taken once, in the order in which they were left, and stay', () => {
  expect([files.take(), files.taken()]).toEqual([[], []]);
  for (const n of [1, 2]) files.leave({ n });
  const [first, second] = files.take();
  expect([JSON.parse(first.text), JSON.parse(second.text)]).toEqual([{ n: 1 }, { n: 2 }]);
  expect(files.take()).toEqual([]);
  files.leave({ n: 3 });
  expect(files.take().map(({ number }) => number)).toEqual([3]);
  expect(
    createOrderFiles(folder)
      .taken()
      .map(({ text }) => JSON.parse(text).n),
  ).toEqual([1, 2, 3]);
});

test('a taken order is amended in its place', () => {
  files.amend(2, { n: 20 });
  expect(files.taken().map(({ text }) => JSON.parse(text).n)).toEqual([1, 20, 3]);
  expect(readdirSync(folder).sort()).toEqual(['0001.json', '0002.json', '0003.json']);
});

test('an order that nobody has taken is taken back, and a taken one is not', () => {
  const waiting = files.leave({ n: 4 });
  expect([files.withdraw(waiting), files.withdraw(waiting)]).toEqual([true, false]);
  expect(files.take()).toEqual([]);
});
