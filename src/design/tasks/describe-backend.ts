// Which backend networks compute on here, and why. In a worker, because loading it takes a second.
import { type Backend, type BackendRequest, startBackend } from '../../model/backend.js';
import type { Task } from '../../pool/task.js';

export const run: Task<{ backend: BackendRequest }, Backend> = ({ backend }) => startBackend(backend);
