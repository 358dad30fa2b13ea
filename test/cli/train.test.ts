import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createRandom } from '../../src/random.js';
import { createWorkplace, loopsmith } from './loopsmith.js';

const workplace = createWorkplace();
const cwd = workplace.path;
afterAll(workplace.remove);

const flags = '--architecture small --steps 9 --batch-size 2 --backend wasm --no-tui --checkpoint-seconds 0'.split(' ');
const weights = (out: string) =>
  Buffer.concat(['encoder', 'decoder'].map((network) => readFileSync(join(cwd, out, network, 'weights.bin'))));

test('a training that is killed again and again goes on to the same weights', async () => {
  const train = (out: string, ...more: string[]) => ['train', 'vae', '--out', out, ...flags, ...more];
  expect((await loopsmith(train('whole'), { cwd })).code).toBe(0);
  const random = createRandom(1, 'kills');
  const checkpoints = join(cwd, 'killed', 'checkpoints');
  const whole = /^checkpoint-\d+\.bin$/;
  const last = () =>
    existsSync(checkpoints)
      ? (readdirSync(checkpoints)
          .filter((name) => whole.test(name))
          .sort()
          .at(-1) ?? '')
      : '';
  const reached: string[] = [];
  for (let kill = 0; kill < 3; kill++) {
    const before = last();
    const later = random.uniform(0, 100); // in a step, while the next checkpoint is written, or when one has just been
    let watch: NodeJS.Timeout | undefined;
    const { code } = await loopsmith(train('killed', ...(before ? ['--resume'] : [])), {
      cwd,
      onStart: (child) => {
        watch = setInterval(() => {
          if (last() === before) return;
          clearInterval(watch);
          setTimeout(() => child.kill('SIGKILL'), later);
        }, 5);
      },
    });
    clearInterval(watch);
    expect(code).toBeNull();
    reached.push(last());
  }
  expect(new Set(reached).size).toBe(3);
  expect((await loopsmith(train('killed', '--resume'), { cwd })).code).toBe(0);
  expect(weights('killed').equals(weights('whole'))).toBe(true);
});
