/** What others use of files. */
export { filesFeature } from './files.feature.ts'
export { filesProjection } from './files.projection.ts'
export { requireFilesOf, requireOwnFiles } from './files.queries.ts'
export { registerFileRoutes } from './files.routes.ts'
export { openFiles } from './open-files.ts'
export type { FileStore, StoredFile } from './store.ts'
export { storeFile } from './store-file.ts'
