/** The contract of a compound: its versions, and what was told ahead of its end. */
import { type Decider, unreachable } from '@changxin/shared/kernel'
import type { Mode } from '../events.ts'
import { ContractEndNeared, type ContractEvent, ContractRecorded } from './contract.events.ts'
import { reject } from './errors.ts'
import { type Service, sameContent } from './parts.ts'
import { serviceWords } from './words.ts'

type Content = Extract<ContractEvent, { type: 'ContractRecorded' }>['data']
type Told = Extract<ContractEvent, { type: 'ContractEndNeared' }>['data']

export type ContractCommand =
  | ({ readonly type: 'RecordContract' } & Content)
  | ({ readonly type: 'TellContractEnd' } & Told)

/** What was not read counts as not there. */
export interface ContractFacts {
  readonly operator?: { readonly kind: Mode } | null
}

export interface ContractHistory {
  /** In the order of recording. */
  readonly versions: readonly Content[]
  readonly told: readonly Told[]
}

export const contractDecider: Decider<ContractCommand, ContractEvent, ContractHistory, ContractFacts | undefined> = {
  initial: { versions: [], told: [] },
  evolve(state, event) {
    switch (event.type) {
      case 'ContractRecorded':
        return { ...state, versions: [...state.versions, event.data] }
      case 'ContractEndNeared':
        return { ...state, told: [...state.told, event.data] }
      default:
        return unreachable(event)
    }
  },
  decide(command, state, facts) {
    if (command.type === 'RecordContract') {
      const { type: _, ...content } = command
      if (sameContent(state.versions.at(-1), content)) return []
      requireWhole(content, facts)
      return [ContractRecorded(content)]
    }
    const { compoundId, endsOn, daysAhead } = command
    const isTold = state.told.some((one) => one.endsOn === endsOn && one.daysAhead === daysAhead)
    // A later version may have moved the end.
    if (isTold || state.versions.at(-1)?.to !== endsOn) return []
    return [ContractEndNeared({ compoundId, endsOn, daysAhead })]
  },
}

function requireWhole(content: Content, facts: ContractFacts | undefined): void {
  const { since, from, to, services, subContracts, standards } = content
  if (facts?.operator?.kind !== 'property-company') throw reject('contract-needs-company', { field: 'operatorId' })
  if (to < from) throw reject('contract-ends-before-start', { field: 'to', from, to })
  if (since < from) throw reject('contract-version-too-early', { field: 'since', since, from })
  requireOnce(services, 'services')
  const contracted = subContracts.map(({ service }) => service)
  requireOnce(contracted, 'subContracts')
  requireAmong(services, contracted, 'subContracts')
  requireAmong(
    services,
    standards.map(({ service }) => service),
    'standards',
  )
  if (contracted.length === services.length) throw reject('contract-all-sub-contracted', { field: 'subContracts' })
}

function requireOnce(services: readonly Service[], field: string): void {
  const twice = services.find((service, index) => services.indexOf(service) !== index)
  if (twice) throw reject('contract-service-twice', { field, ...wordsOf(twice) })
}

function requireAmong(services: readonly Service[], named: readonly Service[], field: string): void {
  const index = named.findIndex((service) => !services.includes(service))
  const missing = named[index]
  if (missing) throw reject('contract-service-missing', { field: `${field}[${index}].service`, ...wordsOf(missing) })
}

const wordsOf = (service: Service) => ({ serviceZh: serviceWords[service].zh, serviceEn: serviceWords[service].en })
