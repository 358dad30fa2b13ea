import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { madeWithAgain, madeWithNow } from '../../src/design/made-with.js';
import { temporaryFolder } from '../store/temporary-folder.js';

const data = join(temporaryFolder(), 'paper');
mkdirSync(data);
const card = readFileSync('presets/data/paper/dataset.json', 'utf8');
const write = (text: string) => writeFileSync(join(data, 'dataset.json'), text);
write(card);
const madeWith = madeWithNow('card-1', data);
const before = { run: 'runs/a', madeWith, repeat: 'loopsmith design --then more=1' };

test('a run that is taken up again has the model and the data that it was made with', () => {
  expect(madeWithAgain('card-1', null, before)).toEqual(madeWith);
  // Merged again from the same labels, data are the same.
  write(card.replace(/"created": "[^"]*"/, '"created": "2027-01-01T00:00:00.000Z"'));
  expect(madeWithAgain('card-1', null, before)).toEqual(madeWith);
});

test('it finds its data also where they lie elsewhere now', () => {
  const moved = `${data}-moved`;
  cpSync(data, moved, { recursive: true });
  const elsewhere = { ...madeWith, data: madeWith.data && { ...madeWith.data, folder: '/nowhere' } };
  expect(madeWithAgain('card-1', moved, { ...before, madeWith: elsewhere }).data?.folder).toBe(moved);
});

test('it has none of the data that came since', () => {
  const without = madeWithNow('card-1', null);
  expect(madeWithAgain('card-1', data, { ...before, madeWith: without }).data).toBeNull();
});

test('it is refused where the model or the data are others, with the command that repeats it', () => {
  const repeat = 'may lead to other candidates; repeat it instead: loopsmith design --then more=1';
  expect(() => madeWithAgain('card-2', data, before)).toThrow(
    `runs/a: its model has changed (card.json is another one) since it was made, and ${repeat}`,
  );
  write(card.replace(/"count": \d+/, '"count": 17'));
  expect(() => madeWithAgain('card-1', null, before)).toThrow(`runs/a: its labelled data have changed (${data}`);
  rmSync(data, { recursive: true });
  expect(() => madeWithAgain('card-1', null, before)).toThrow(
    'dataset.json is missing or another one) since it was made',
  );
});
