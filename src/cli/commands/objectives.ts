// loopsmith objectives ls | show
import { Command } from 'commander';
import { listObjectives, loadObjective } from '../../config/objective.js';
import { loadPhysics } from '../../config/physics.js';
import { type Material, teslaPer } from '../../physics.js';
import { quantities } from '../../quantities.js';
import { describeObjective, describeTerm } from '../../search/objective.js';
import type { ObjectiveSpec, ObjectiveTerm } from '../../search/objective-spec.js';
import { jsonOption, physicsOption, withExample } from '../flags/options.js';
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
    const { material } = loadPhysics(physics);
    const objective = loadObjective(name, material);
    if (json) return printJson(objective);
    for (const line of describe(objective, material)) print(line);
  });
  return objectives;
}

function describe(objective: ObjectiveSpec, material: Material): string[] {
  const { name, description, expression, terms, structure } = objective;
  const { grains, maximumMisorientation } = structure ?? {};
  return [
    `${name}${description ? `: ${description}` : ''}`,
    expression === undefined
      ? table(
          ['wanted', 'T', 'weight'],
          terms.map((term) => [describeTerm(term), tesla(term, material), String(term.weight)]),
        )
      : describeObjective(objective),
    ...(grains ? [`structures of ${grains[0]} to ${grains[1]} grains`] : []),
    ...(maximumMisorientation === undefined
      ? []
      : [`largest misorientation ${Number(((maximumMisorientation * 180) / Math.PI).toPrecision(4))} deg`]),
  ];
}

function tesla({ quantity, value }: ObjectiveTerm, material: Material): string {
  const scale = teslaPer(quantities[quantity].unit, material);
  return value === null || scale === null ? '' : (value * scale).toFixed(3);
}
