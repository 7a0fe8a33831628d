/** What others use of files. */
export { openDiskStore } from './disk-store.ts'
export { StoredFiles } from './files.aggregates.ts'
export { filesFeature } from './files.feature.ts'
export { filesProjection } from './files.projection.ts'
export { requireFilesOf, requireOwnFiles } from './files.queries.ts'
export { registerFileRoutes } from './files.routes.ts'
export type { FileStore, StoredFile } from './store.ts'
