/** What can be done with a collection or one of its entries, each as one command. */
import { collectionsApi } from '@changxin/shared/repair-fund'
import { computed, reactive } from 'vue'
import { useCommand } from '../../api/index.ts'

export const STEPS = [
  'confirm',
  'cancel',
  'close',
  'give-back',
  'carry-over',
  'sign-spending',
  'withdraw-spending',
  'sign-give-back',
  'withdraw-give-back',
  'reverse',
  'approve',
  'drop',
] as const
export type CollectionStep = (typeof STEPS)[number]

/** `entryId`: of the entry or plan; `reversalId`: of what waits. */
export interface StepOn {
  readonly step: CollectionStep
  readonly entryId: string
  readonly reversalId: string
}

/** Steps that say why. */
export const WITH_REASON: ReadonlySet<CollectionStep> = new Set(['cancel', 'withdraw-spending', 'reverse'])

export function useSteps(collectionId: () => string) {
  const api = collectionsApi
  const commands = {
    confirm: useCommand(api.confirm),
    cancel: useCommand(api.cancel),
    close: useCommand(api.close),
    giveBack: useCommand(api.giveBack),
    carryOver: useCommand(api.carryOver),
    sign: useCommand(api.signSpending),
    withdraw: useCommand(api.withdrawSpending),
    signBack: useCommand(api.signGiveBack),
    withdrawBack: useCommand(api.withdrawGiveBack),
    propose: useCommand(api.proposeReversal),
    approve: useCommand(api.approveReversal),
    drop: useCommand(api.dropReversal),
  }
  const all = Object.values(commands)

  /** Answers undefined when it was refused. */
  function run({ step, entryId, reversalId }: StepOn, reason: string): Promise<unknown> {
    const of = { id: collectionId() }
    const runs: Record<CollectionStep, () => Promise<unknown>> = {
      confirm: () => commands.confirm.run(of, {}),
      cancel: () => commands.cancel.run(of, { reason }),
      close: () => commands.close.run(of, { unpaidReason: reason || null }),
      'give-back': () => commands.giveBack.run(of, { amountFen: null }),
      'carry-over': () => commands.carryOver.run(of, {}),
      'sign-spending': () => commands.sign.run({ id: entryId }, {}),
      'withdraw-spending': () => commands.withdraw.run({ id: entryId }, { reason }),
      'sign-give-back': () => commands.signBack.run({ ...of, giveBackId: entryId }, {}),
      'withdraw-give-back': () => commands.withdrawBack.run({ ...of, giveBackId: entryId }, {}),
      reverse: () => commands.propose.run(of, { entryId, reason }),
      approve: () => commands.approve.run({ ...of, reversalId }, {}),
      drop: () => commands.drop.run({ ...of, reversalId }, {}),
    }
    return runs[step]()
  }

  return reactive({
    run,
    busy: computed(() => all.some(({ busy }) => busy.value)),
    problem: computed(() => all.map(({ problem }) => problem.value).find((problem) => problem !== null) ?? null),
  })
}
