/**
 * The port for telling people outside the app: SMS, WeCom, an official account. There is no adapter yet, so nothing is
 * sent; one that is added to `alertTransports` gets every alert of a person from then on.
 */
import type { Id, Instant } from '@changxin/shared/kernel'
import type { AlertKind } from '@changxin/shared/maintenance'

/** One alert of one person, ready to be read. No name and no phone: an adapter knows the address or finds it itself. */
export interface OutgoingAlert {
  /** The same in every attempt, also after a restart: a gateway that knows it sends it once. */
  readonly alertId: Id
  readonly personId: Id
  readonly requestId: Id
  readonly kind: AlertKind
  readonly at: Instant
  readonly text: { readonly zh: string; readonly en: string }
}

export type Sent = 'sent' | 'no-address' | { readonly retryAfterMs: number }

export interface AlertTransport {
  /** Short and for ever: it stands in the log with every outcome. */
  readonly name: string
  /** `no-address` when the person cannot be reached this way. What it throws counts as a failure and is tried again. */
  send(alert: OutgoingAlert): Promise<Sent>
}

/** The one list of adapters that this server sends by. */
export const alertTransports: readonly AlertTransport[] = []
