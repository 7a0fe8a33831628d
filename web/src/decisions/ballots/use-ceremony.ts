/**
 * The making of the key by the three counters at one table: one part after the other, each seen by its counter alone,
 * and only when all have theirs the public key and the hashes of the parts are sent. What is here is in this page's
 * memory alone; whoever reloads before the end starts anew, and nothing was recorded.
 */
import { decisionsApi } from '@changxin/shared/decisions'
import { computed, type Ref, ref, shallowRef } from 'vue'
import { useCommand } from '../../api/index.ts'
import { type MadeKey, makeKey } from './key-parts.ts'

export type CeremonyStage = 'ready' | 'turn' | 'part' | 'record' | 'done'

export function useCeremony(decisionId: Ref<string>) {
  const recording = useCommand(decisionsApi.makeKey)
  const made = shallowRef<MadeKey | null>(null)
  const stage = ref<CeremonyStage>('ready')
  const turn = ref(0)
  const publicKey = computed(() => made.value?.publicKey ?? '')
  const part = computed(() => (stage.value === 'part' ? made.value?.parts[turn.value] : undefined))

  async function begin() {
    made.value = await makeKey()
    turn.value = 0
    stage.value = 'turn'
  }
  const show = () => (stage.value = 'part')

  /** The counter whose turn it is has the part; the last one's word has it recorded. */
  async function taken() {
    if (made.value && turn.value < made.value.parts.length - 1) {
      turn.value++
      stage.value = 'turn'
      return
    }
    stage.value = 'record'
    await record()
  }

  async function record() {
    if (!made.value) return
    const { publicKey, parts } = made.value
    const shareHashes = parts.map((one) => one.hash)
    if (!(await recording.run({ id: decisionId.value }, { publicKey, shareHashes }))) return
    made.value = null
    stage.value = 'done'
  }

  return { stage, turn, part, publicKey, begin, show, taken, record, busy: recording.busy, problem: recording.problem }
}
