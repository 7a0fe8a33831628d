/** Every table of keywords that was adopted, in the order of adoption. */
import { KeywordsAdopted } from '@changxin/shared/maintenance'
import { on, projection } from '../views/projection.ts'

const SCHEMA = `
CREATE TABLE maintenance_keywords_rule (rule_id TEXT PRIMARY KEY, position TEXT NOT NULL, data TEXT NOT NULL) STRICT;
`

export const keywordsProjection = projection('maintenance-keywords', 1, SCHEMA, [
  on(KeywordsAdopted, ({ data, position }, rows) => {
    rows.run('INSERT INTO maintenance_keywords_rule VALUES (?, ?, ?)', data.ruleId, position, JSON.stringify(data))
    rows.touch({ table: 'maintenance_keywords_rule' })
  }),
])
