// The words and units of a report, for whoever gets it without the program.
import { mu0AnisotropyField } from '../../physics.js';
import { anchorNames, quantities } from '../../quantities.js';
import type { RunFacts } from '../facts.js';
import { type Content, type Html, html } from '../html.js';
import { shownQuantities } from '../shown-quantities.js';
import { notation, symbol } from '../wording.js';

export function terms(facts: RunFacts): Html {
  const { config } = facts;
  const anchors = anchorNames.map((name, i) => html`${i > 0 && '; '}${symbol(name)} ${quantities[name].label}`);
  const all: [Content, Content][] = [
    ['predicted', 'by the regressor, from the latent code; a prediction is not a result'],
    ['solved', 'by the micromagnetic solver, from the grains'],
    ['verified', 'the solved curve meets every target and bound within its tolerance'],
    ['units', html`${units(config)} The field is the applied field, along +y, on a long square prism.`],
    ['anchor points', html`${anchors}; fields are reverse fields, all positive`],
    [symbol('energyProduct'), internalField],
    ...(shownQuantities(facts).includes('squareness') ? [squareness] : []),
    ['–', 'not reached by the curve, or not known'],
  ];
  return html`<section class="terms"><h2>Terms</h2>
<dl>${all.map(([term, what]) => html`<div><dt>${term}</dt><dd>${what}</dd></div>`)}</dl>
</section>`;
}

// The numbers of squarePrismDemagnetizingFactor and of squareness, in src/curve/.
const internalField = notation(
  'maximum energy product: the largest −*B* *H*_i over the internal field *H*_i = *H* − *M*/2, from which the demagnetizing factor 1/2 of a long square prism is taken out, so that it is the material’s and not the sample’s',
);
const squareness: [Content, Content] = [
  symbol('squareness'),
  'squareness: the knee field over the coercivity, 1 where the curve is a rectangle',
];

function units(config: RunFacts['config']): Html {
  const field = notation('*H*_A = 2*K*_1/(*μ*_{0}*M*_s)');
  const material = config?.physics?.material;
  if (!material)
    return html`Magnetization in the saturation magnetization ${notation('*M*_s')}, fields in the anisotropy field ${field}.`;
  const polarization = `${Number(material.mu0SaturationMagnetization.toPrecision(4))} T`;
  const inTesla = `${Number(mu0AnisotropyField(material).toPrecision(4))} T`;
  return html`Magnetization in the saturation magnetization, ${notation('*μ*_{0}*M*_s')} = ${polarization}; fields in the
anisotropy field ${field}, ${notation('*μ*_{0}*H*_A')} = ${inTesla}.`;
}
