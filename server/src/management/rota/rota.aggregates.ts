/** The streams of rotas: `rota-<id>` with its turns, and `duty-<rotaId>`, which says who is on duty by it. */
import { dutyDecider, dutyEvents, rotaDecider, rotaEvents } from '@changxin/shared/management'
import { aggregate } from '../../commands/aggregate.ts'

export const Rotas = aggregate('rota', rotaDecider, rotaEvents)
export const Duties = aggregate('duty', dutyDecider, dutyEvents)
