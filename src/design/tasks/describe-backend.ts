// Which backend networks compute on here, and why. In a worker, because loading it takes a second.
import { type Backend, type BackendRequest, useBackend } from '../../model/backend.js';
import type { Task } from '../../pool/task.js';

export const run: Task<{ backend: BackendRequest }, Backend> = ({ backend }) => useBackend(backend);
