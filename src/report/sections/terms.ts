// The words and units of a report, for whoever gets it without the program.

import { mu0AnisotropyField } from '../../physics.js';
import { anchorNames, quantities } from '../../quantities.js';
import type { RunFacts } from '../facts.js';
import { type Content, type Html, html } from '../html.js';
import { notation, symbol } from '../wording.js';

export function terms({ config }: RunFacts): Html {
  const anchors = anchorNames.map((name, i) => html`${i > 0 && '; '}${symbol(name)} ${quantities[name].label}`);
  const all: [string, Content][] = [
    ['predicted', 'by the regressor, from the latent code; a prediction is not a result'],
    ['solved', 'by the micromagnetic solver, from the grains'],
    ['verified', 'the solved curve meets every target and bound within its tolerance'],
    ['units', html`${units(config)} The field is the applied field, along +y, on a long square prism.`],
    ['anchor points', html`${anchors}; fields are reverse fields, all positive`],
    ['–', 'not reached by the curve, or not known'],
  ];
  return html`<section class="terms"><h2>Terms</h2>
<dl>${all.map(([term, what]) => html`<div><dt>${term}</dt><dd>${what}</dd></div>`)}</dl>
</section>`;
}

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
