/** What the timer says of tickets and orders: that an official deadline, or a day to rectify by, passed without a reply. */
import type { Instant } from '@changxin/shared/kernel'
import { dueRows } from '../../clock/due-rows.ts'
import { timerMeta } from '../../clock/timer.ts'
import type { DueSource, FeatureDeps } from '../../feature.ts'
import { SupervisionRegisters, Tickets } from './tickets.aggregates.ts'

interface DueRow {
  readonly matter_id: string
  readonly register_id: string
  readonly due_at: Instant
  readonly due_for: string
}

export function ticketsDue({ store, views }: FeatureDeps): DueSource {
  async function fire({ matter_id: id, register_id: registerId, due_at: dueAt, due_for: dueFor }: DueRow) {
    const meta = timerMeta(`overdue-${id}-${dueFor}`, dueAt)
    const { position } =
      registerId === ''
        ? await store.execute(Tickets, id, {
            meta,
            command: { type: 'MissTicketDeadline', ticketId: id, deadline: dueFor },
          })
        : await store.execute(SupervisionRegisters, registerId, {
            meta,
            command: { type: 'MissSupervision', orderId: id, rectifyBy: dueFor },
          })
    return position
  }
  return dueRows<DueRow>(views, 'maintenance_tickets_due', fire)
}
