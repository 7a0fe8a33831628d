/**
 * One head's ballot being filled in, sealed and sent. The answers are in this page's memory alone: a draft on the device
 * would be read by whoever picks it up.
 */
import { type DecisionView, decisionsApi, type Mark, type MyHead } from '@changxin/shared/decisions'
import { sealBallot } from '@changxin/shared/decisions/sealing'
import { computed, type Ref, ref, shallowRef, watch } from 'vue'
import { useCommand } from '../../api/index.ts'
import { isAnswered, marksOf, stepsOf } from './vote-steps.ts'

export interface CastReceipt {
  readonly receiptNumber: string
  readonly label: string
}

export function useVote(decision: Ref<DecisionView | undefined>, head: Ref<MyHead | undefined>) {
  const casting = useCommand(decisionsApi.cast)
  const answers = ref<Record<string, Mark>>({})
  /** -1 before the first item, `steps.length` at the review. */
  const at = ref(-1)
  const receipt = shallowRef<CastReceipt | null>(null)
  /** Kept until an answer changes: sent again after a lost connection it is the same ballot, not another one. */
  let sealed: string | null = null

  const steps = computed(() => stepsOf(decision.value?.items ?? [], decision.value?.groups ?? []))
  const step = computed(() => steps.value[at.value])
  const mayGoOn = computed(() => step.value === undefined || isAnswered(step.value, answers.value))
  const isReview = computed(() => at.value >= steps.value.length)

  watch(answers, () => (sealed = null), { deep: true })
  watch(() => head.value?.voterId, startAnew)

  function startAnew() {
    answers.value = {}
    at.value = -1
    receipt.value = null
    sealed = null
    casting.clear()
  }

  async function cast(code: string, password: string) {
    const [view, mine] = [decision.value, head.value]
    if (!view?.key || !mine || casting.busy.value) return
    const of = { decisionId: view.id, voterId: mine.voterId }
    sealed ??= await sealBallot(view.key.publicKey, of, marksOf(view.items, answers.value))
    const { voterId, proxyId } = mine
    const answer = await casting.run({ id: view.id }, { voterId, proxyId, code, password, sealed })
    if (!answer) return
    const label = mine.units.map((unit) => unit.label).join('、')
    startAnew()
    receipt.value = { receiptNumber: answer.receiptNumber, label }
  }

  return { answers, at, steps, step, mayGoOn, isReview, receipt, cast, startAnew, ...casting }
}
