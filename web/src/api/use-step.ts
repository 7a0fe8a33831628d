/** One command as a dialog: fresh when it opens, its refusals beside its fields. */
import type { CommandRoute } from '@changxin/shared/kernel'
import { computed, type Ref, watch } from 'vue'
import { refusalOf } from './refusal.ts'
import { useCommand } from './use-command.ts'

export function useStep<R extends CommandRoute>(
  route: R,
  open: Ref<boolean>,
  /** Those that the dialog shows a sentence beside. */
  fields: readonly string[],
  reset: () => void,
) {
  const { run, busy, problem, clear } = useCommand(route)
  const refusal = computed(() => refusalOf(problem.value, fields))
  watch(
    open,
    (now) => {
      if (!now) return
      reset()
      clear()
    },
    { immediate: true },
  )
  return { run, busy, at: (field: string) => refusal.value.at(field), rest: computed(() => refusal.value.rest) }
}
