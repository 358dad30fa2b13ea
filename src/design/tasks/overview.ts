// What this machine offers, for the home screen.
import type { Task } from '../../pool/task.js';
import { type Overview, overview } from '../overview.js';

export const run: Task<null, Overview> = () => overview();
