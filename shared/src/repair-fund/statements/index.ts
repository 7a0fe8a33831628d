export * from './api.ts'
export * from './events.ts'
export * from './names.ts'
export * from './period.ts'
export {
  figuresOf,
  type PostStatement,
  type StatementFacts,
  type StatementFigures,
  statementText,
} from './post.decide.ts'
export * from './statements.ts'
export {
  balanceAt,
  buildingFiguresOf,
  heldBy,
  type Posting,
  postingsIn,
  postingsOf,
  sumsFor,
  unitFiguresIn,
} from './sums.ts'
export * from './words.ts'
