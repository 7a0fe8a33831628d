/** What other features use of places: names, labels, what an action is about, and the streams that money folds for facts. */
export { homesOf } from '../access/sessions.ts'
export * from './jurisdiction.ts'
export { Compounds, Regions, Units } from './places.aggregates.ts'
export { placesFeature } from './places.feature.ts'
export { placesProjection } from './places.projection.ts'
export * from './places.reads.ts'
export { recentStory } from './story.queries.ts'
