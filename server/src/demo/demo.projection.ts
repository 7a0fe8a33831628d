/** Remembers that the folder was made as a demo. */
import { DemoBegun } from '@changxin/shared/demo'
import { on, projection } from '../views/projection.ts'

export const demoProjection = projection(
  'demo',
  1,
  'CREATE TABLE demo_made (singleton INTEGER PRIMARY KEY CHECK (singleton = 1), seed INTEGER NOT NULL, anchor TEXT NOT NULL) STRICT;',
  [
    on(DemoBegun, ({ data }, rows) => {
      rows.run('INSERT OR IGNORE INTO demo_made (singleton, seed, anchor) VALUES (1, ?, ?)', data.seed, data.anchor)
      rows.touch({ table: 'demo_made' })
    }),
  ],
)
