/** The form of an external decision: kept while the page is open, what it still lacks, and sending it. */
import { externalApi } from '@changxin/shared/decisions'
import { computed, reactive, ref, watchEffect } from 'vue'
import { useCommand, uuidv7 } from '../../api/index.ts'
import { emptyItem, emptyProposal } from '../propose/proposal-draft.ts'
import { emptyForm, emptySheet, externalBodyOf, lacksOfExternal } from './sheet-form.ts'

export function useExternal(compoundId: string) {
  const draft = reactive(emptyProposal(uuidv7()))
  const form = reactive(emptyForm())
  const tried = ref(false)
  const lacks = computed(() => lacksOfExternal(form, draft))
  const { run, busy, problem } = useCommand(externalApi.record)
  /** Every item has its sheet, before it is shown. */
  watchEffect(
    () => {
      for (const { key } of draft.items) form.sheets[key] ??= emptySheet()
    },
    { flush: 'sync' },
  )

  const addItem = () => draft.items.push(emptyItem(uuidv7()))
  function removeItem(key: string) {
    draft.items = draft.items.filter((item) => item.key !== key)
    delete form.sheets[key]
  }

  /** The id of the record; undefined when something is missing or it was refused. */
  async function send(): Promise<string | undefined> {
    tried.value = true
    const body = externalBodyOf(form, draft)
    return body && (await run({ id: compoundId }, body))?.id
  }

  return { draft, form, tried, lacks, addItem, removeItem, send, busy, problem }
}
