// Look a task up by name, run it and catch how it ends.
import { LoopsmithError } from '../errors.js';
import { type Outcome, toFailure } from './outcome.js';
import type { TaskContext } from './task.js';
import { tasks } from './tasks.js';

/** @param task a name of `tasks` */
export async function runTask(task: string, input: unknown, context: TaskContext): Promise<Outcome> {
  try {
    const load = Object.hasOwn(tasks, task) ? tasks[task] : undefined;
    if (!load) throw new LoopsmithError(`no task is named "${task}"; known: ${Object.keys(tasks).join(', ')}`);
    const module = await load();
    return { ok: true, output: await module.run(input, context) };
  } catch (error) {
    return { ok: false, failure: toFailure(error) };
  }
}
