export { createDuties } from './duties.ts'
export { createLease, LEASE_TIMES, type Lease, type LeaseTimes } from './lease.ts'
export { type NodeIdentity, takeIdentity } from './node-id.ts'
export { checkSharedSecret, OtherSecret } from './shared-secrets.ts'
