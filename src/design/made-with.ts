// What a run hangs on beside its preset: a model and labelled data. Both lie outside the run, are found by name and may change; a run
// that is taken up again after that would come to other candidates, and is refused.
import { join } from 'node:path';
import { readCard } from '../dataset/card.js';
import { LoopsmithError } from '../errors.js';
import { fingerprint } from '../pool/remembering-pool.js';

export interface MadeWith {
  /** Fingerprint of the model's card, which holds the checksums of the weights. */
  model: string;
  /** null where the physics has no labelled data. */
  data: LabelledData | null;
}

export interface LabelledData {
  /** Absolute. */
  folder: string;
  /** Of what dataset.json says of the records. */
  card: string;
}

/** What a new run is made with. @param model fingerprint of its card @param data folder of the labelled data, or null */
export function madeWithNow(model: string, data: string | null): MadeWith {
  const card = data && cardOf(data);
  return { model, data: data && card ? { folder: data, card } : null };
}

export interface Before {
  /** Folder of the run. */
  run: string;
  madeWith: MadeWith;
  /** The command that repeats it. */
  repeat: string;
}

/**
 * The same again, for a run that is taken up; the same data may lie in another folder now.
 * @throws LoopsmithError where the model or the data are others
 */
export function madeWithAgain(model: string, found: string | null, { run, madeWith, repeat }: Before): MadeWith {
  const refuse = (what: string) =>
    new LoopsmithError(
      `${run}: ${what} since it was made, and may lead to other candidates; repeat it instead: ${repeat}`,
      'failed',
    );
  if (model !== madeWith.model) throw refuse('its model has changed (card.json is another one)');
  const { data } = madeWith;
  if (data === null) return madeWith;
  const folder = [data.folder, found].find((one) => one !== null && cardOf(one) === data.card);
  if (folder) return { model, data: { ...data, folder } };
  throw refuse(`its labelled data have changed (${join(data.folder, 'dataset.json')} is missing or another one)`);
}

/** null where there is no card. When and by which command data were merged changes nothing. */
function cardOf(folder: string): string | null {
  const card = readCard(folder);
  if (card === null) return null;
  const { created: _, command: _c, version: _v, timing: _t, ...content } = card;
  return fingerprint('data', content);
}
