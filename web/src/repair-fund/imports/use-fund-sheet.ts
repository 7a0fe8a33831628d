/** A bank's sheet on its way in: the file, its first lines, and which of its columns say what. */
import { FILE_PART } from '@changxin/shared/files'
import {
  type Alike,
  type FundColumns,
  type FundField,
  fundFields,
  fundImportsApi,
  type ImportKind,
} from '@changxin/shared/repair-fund'
import { computed, reactive, ref, shallowRef } from 'vue'
import { type AnswerOf, ProblemError, useApi } from '../../api/index.ts'

type Brought = AnswerOf<typeof fundImportsApi.bring>
export const ONE_WAY: readonly FundField[] = ['amount', 'direction']
export const TWO_WAYS: readonly FundField[] = ['credit', 'debit']

export function useFundSheet(compoundId: () => string) {
  const { tellForm } = useApi()
  const brought = shallowRef<Brought | null>(null)
  const busy = ref(false)
  const problem = shallowRef<ProblemError | null>(null)
  const form = reactive({
    fileName: '',
    headerRow: 1,
    way: 'one' as 'one' | 'two',
    kind: 'first-deposit' as ImportKind,
    negatives: 'refuse' as 'refuse' | 'outgoing',
    /** Of another payment that looks like a booked one. */
    alike: 'hold' as Alike,
    columns: {} as Partial<Record<FundField, string>>,
  })
  const headers = computed(() => (brought.value?.preview[form.headerRow - 1] ?? []).filter(Boolean))
  const money = computed(() => (form.way === 'one' ? 'amount' : 'credit'))
  const ready = computed(() => Boolean(brought.value && form.columns.day && form.columns[money.value]))

  async function take(file: File) {
    busy.value = true
    problem.value = null
    brought.value = null
    const body = new FormData()
    body.append(FILE_PART, file)
    try {
      brought.value = await tellForm(fundImportsApi.bring, { id: compoundId() }, body)
      form.fileName = file.name
      form.alike = 'hold'
      form.headerRow = brought.value.headerRow ?? 1
      use(brought.value.suggested)
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      problem.value = error
    } finally {
      busy.value = false
    }
  }

  /** Columns of a mapping that this sheet does not have are left open. */
  function use(columns: Partial<Record<FundField, string | undefined>>) {
    form.columns = Object.fromEntries(
      fundFields.flatMap((field) => {
        const header = columns[field]
        return header !== undefined && headers.value.includes(header) ? [[field, header]] : []
      }),
    )
    form.way = form.columns.credit === undefined ? 'one' : 'two'
  }

  /** Those of the other way of writing money are left out. */
  function columns(): FundColumns {
    const other = form.way === 'one' ? TWO_WAYS : ONE_WAY
    const chosen = Object.entries(form.columns).filter(
      ([field, header]) => header && !other.includes(field as FundField),
    )
    return Object.fromEntries(chosen) as FundColumns
  }

  return { brought, busy, problem, form, headers, ready, take, use, columns }
}
