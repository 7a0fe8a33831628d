/** A rule that is typed: begun anew when its dialog opens, told what is wrong once it was tried, adopted when nothing is. */
import type { CommandRoute } from '@changxin/shared/kernel'
import { ElMessage } from 'element-plus'
import { computed, type Ref, reactive, ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { type BodyOf, type ParamsOf, useStep } from '../api/index.ts'
import { HEAD_FIELDS, type RuleHeadTyped } from './rule-head.ts'

interface Adoption<Route extends CommandRoute, Form> {
  readonly open: Ref<boolean>
  /** Beginning of the keys of its words: title, submit, stays, validFrom, source, lookAbove, done. */
  readonly words: string
  readonly begin: () => Form
  /** Fields in which something is missing or cannot be read; none when the rule can be sent. */
  readonly wrongIn: (form: Form) => Iterable<string>
  /** The sentence beside such a field. */
  readonly wrongText: (field: string) => string | undefined
  readonly bodyOf: (form: Form) => BodyOf<Route>
  /** What the server calls the fields beside those of the head. */
  readonly paths: Readonly<Record<string, string>>
  readonly adopted?: () => void
}

export function useAdoptRule<Route extends CommandRoute, Form extends RuleHeadTyped>(
  route: Route,
  { open, words, begin, wrongIn, wrongText, bodyOf, paths, adopted }: Adoption<Route, Form>,
) {
  const { t } = useI18n()
  const form = ref(begin()) as Ref<Form>
  const tried = ref(false)
  const { run, busy, at, rest } = useStep(route, open, [...HEAD_FIELDS, ...Object.values(paths)], () => {
    tried.value = false
    form.value = begin()
  })
  const wrong = computed(() => new Set(wrongIn(form.value)))
  const isWhole = computed(() => wrong.value.size === 0)
  const errorOf = (field: string) =>
    tried.value && wrong.value.has(field) ? wrongText(field) : at(paths[field] ?? field)

  async function submit() {
    tried.value = true
    if (!isWhole.value || !(await run({} as ParamsOf<Route>, bodyOf(form.value)))) return
    adopted?.()
    open.value = false
    ElMessage.success(t(`${words}done`))
  }
  return { form, dialog: reactive({ words, tried, isWhole, busy, rest, errorOf, submit }) }
}
