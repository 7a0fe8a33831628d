/** The streams of the shapes of the modes: by compound for a contract or a group, by operator for a service list. */
import {
  contractDecider,
  contractEvents,
  groupDecider,
  groupEvents,
  servicesDecider,
  servicesEvents,
} from '@changxin/shared/management'
import { aggregate } from '../../commands/aggregate.ts'

/** `contract-<compoundId>` */
export const Contracts = aggregate('contract', contractDecider, contractEvents)
/** `group-<compoundId>` */
export const Groups = aggregate('group', groupDecider, groupEvents)
/** `services-<operatorId>` */
export const ServiceLists = aggregate('services', servicesDecider, servicesEvents)
