/** What others use of people. */
export type { DemoState } from './demo-accounts.ts'
export { loginKeyOf } from './login-key.ts'
export { NO_NAME, nameOf, personExists, phoneOf } from './names.ts'
export { createPasswords, type Passwords } from './passwords.ts'
export { Access, Login, Person, Session } from './people.aggregates.ts'
export { type PeopleParts, peopleFeature } from './people.feature.ts'
export { peopleProjection } from './people.projection.ts'
export { createSetup, type SetupToken } from './setup.ts'
