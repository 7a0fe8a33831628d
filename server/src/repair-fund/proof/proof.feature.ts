/** The proof of a unit's account as the server makes it: a part of the repair fund. */
import type { ServerFeature } from '../../feature.ts'
import { fundProofServed } from './proof.routes.ts'

export const fundProofFeature: ServerFeature = { slug: 'repair-fund', projections: [], serve: fundProofServed }
