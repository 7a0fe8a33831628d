/** An import step by step: the file, its columns, what it would do, and doing it. Whatever changes is read anew. */
import {
  MAX_SHEET_BYTES,
  type TicketColumns,
  type TicketField,
  type TicketSource,
  ticketFields,
  ticketsApi,
} from '@changxin/shared/maintenance'
import { computed, reactive, ref, shallowRef, watch } from 'vue'
import { type AnswerOf, useCommand } from '../../api/index.ts'

const CHUNK = 0x8000

/** In pieces: a call takes so many arguments and no more. */
export function base64Of(bytes: Uint8Array): string {
  let binary = ''
  for (let at = 0; at < bytes.length; at += CHUNK) binary += String.fromCharCode(...bytes.subarray(at, at + CHUNK))
  return btoa(binary)
}

const REQUIRED: readonly TicketField[] = ['officialNumber', 'receivedAt', 'deadline', 'text']

export function useTicketImport() {
  const form = reactive({
    source: '12345' as TicketSource,
    regionId: '',
    fileName: '',
    file: '',
    takeGoodRows: false,
    columns: {} as Partial<Record<TicketField, string>>,
  })
  const headers = shallowRef<readonly string[]>([])
  const tooLarge = ref(false)
  const read = shallowRef<AnswerOf<typeof ticketsApi.importSheet> | null>(null)
  const looking = useCommand(ticketsApi.headers)
  const dry = useCommand(ticketsApi.importSheet)
  const real = useCommand(ticketsApi.importSheet)
  const problem = computed(() => real.problem.value ?? dry.problem.value ?? looking.problem.value)
  const ready = computed(() => form.file !== '' && REQUIRED.every((field) => Boolean(form.columns[field])))

  watch(
    [() => form.source, () => form.regionId, () => form.file, () => ({ ...form.columns })],
    () => (read.value = null),
  )

  function clear() {
    for (const command of [looking, dry, real]) command.clear()
    Object.assign(form, { fileName: '', file: '', takeGoodRows: false, columns: {} })
    headers.value = []
    tooLarge.value = false
  }

  async function take(file: File) {
    tooLarge.value = file.size > MAX_SHEET_BYTES
    if (tooLarge.value) return
    form.fileName = file.name
    form.file = base64Of(new Uint8Array(await file.arrayBuffer()))
    const answer = await looking.run({}, { file: form.file })
    headers.value = answer?.headers ?? []
    use(answer?.suggested ?? {})
  }

  /** Columns of a saved mapping that the sheet does not have are left open. */
  function use(columns: Partial<Record<string, string>>) {
    form.columns = Object.fromEntries(
      ticketFields.flatMap((field) => {
        const header = columns[field]
        return header !== undefined && headers.value.includes(header) ? [[field, header]] : []
      }),
    )
  }

  function columns(): TicketColumns {
    return Object.fromEntries(Object.entries(form.columns).filter(([, header]) => header)) as TicketColumns
  }

  const body = (dryRun: boolean) => ({
    source: form.source,
    ...(form.regionId ? { regionId: form.regionId } : {}),
    file: form.file,
    columns: columns(),
    dryRun,
    takeGoodRows: form.takeGoodRows,
  })

  async function tryIt() {
    real.clear()
    read.value = (await dry.run({}, body(true))) ?? null
  }

  return {
    form,
    headers,
    tooLarge,
    read,
    problem,
    ready,
    busy: computed(() => looking.busy.value || dry.busy.value),
    importing: real.busy,
    clear,
    take,
    use,
    columns,
    tryIt,
    importIt: () => real.run({}, body(false)),
  }
}
