/** The proposal form: a draft that stays on this device, what it still lacks, and sending it. */
import { decisionsApi } from '@changxin/shared/decisions'
import { useLocalStorage } from '@vueuse/core'
import { computed, ref } from 'vue'
import { useCommand, uuidv7 } from '../../api/index.ts'
import { bodyOf, emptyItem, emptyProposal, lacksOf, type ProposalDraft, readProposal } from './proposal-draft.ts'

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** `demandId`: of the owners' demand that it answers; null where nobody demanded it. */
export function useProposal(compoundId: string, personId: string, demandId: string | null = null) {
  const draft = useLocalStorage<ProposalDraft>(`changxin.proposal.${compoundId}.${personId}`, emptyProposal(uuidv7()), {
    serializer: { read: (text) => readProposal(parsed(text), uuidv7()), write: (value) => JSON.stringify(value) },
    writeDefaults: false,
    onError: () => {},
  })
  const tried = ref(false)
  const lacks = computed(() => lacksOf(draft.value))
  const { run, busy, problem } = useCommand(decisionsApi.propose)

  const addItem = () => draft.value.items.push(emptyItem(uuidv7()))
  const removeItem = (key: string) => (draft.value.items = draft.value.items.filter((item) => item.key !== key))

  function clear() {
    draft.value = emptyProposal(uuidv7())
    tried.value = false
  }

  /** The id of the decision; undefined when something is missing or it was refused. */
  async function send(): Promise<string | undefined> {
    tried.value = true
    const body = bodyOf(draft.value)
    const calledBy = demandId === null ? body?.calledBy : { kind: 'owners' as const, demandId }
    const answer = body && calledBy && (await run({ id: compoundId }, { ...body, calledBy }))
    if (!answer) return undefined
    clear()
    return answer.id
  }

  return { draft, tried, lacks, addItem, removeItem, clear, send, busy, problem }
}
