// loopsmith objectives ls | show
import { Command } from 'commander';
import { listObjectives, loadObjective } from '../../config/objective.js';
import { loadPhysics } from '../../config/physics.js';
import { describeObjective } from '../../search/objective.js';
import { jsonOption, physicsOption, withExample } from '../options.js';
import { print, printJson, table } from '../output.js';

export function command(): Command {
  const objectives = new Command('objectives').description('Objectives say which demagnetization curve is wanted.');
  withExample(objectives, 'loopsmith objectives ls');
  const ls = objectives.command('ls').description('List the objectives, yours (./objectives) and the shipped ones.');
  withExample(ls.addOption(jsonOption()), 'loopsmith objectives ls').action(({ json }) => {
    const all = listObjectives();
    if (json) return printJson(all);
    print(
      table(
        ['objective', 'description'],
        all.map(({ name, description, problem }) => [name, problem ?? description]),
      ),
    );
  });
  const show = objectives
    .command('show')
    .description('Print an objective in reduced units.')
    .argument('<objective>', 'name or file');
  show.addOption(physicsOption()).addOption(jsonOption());
  withExample(show, 'loopsmith objectives show target-coercivity').action((name, { physics, json }) => {
    const objective = loadObjective(name, loadPhysics(physics).material);
    if (json) return printJson(objective);
    print(`${objective.name}: ${describeObjective(objective)}`);
    if (objective.description) print(objective.description);
  });
  return objectives;
}
