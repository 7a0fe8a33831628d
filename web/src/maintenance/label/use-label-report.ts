/** Opens the form of a label and sends it: photos first, one after the other, then the report. */
import { FILE_PART } from '@changxin/shared/files'
import { labelApi } from '@changxin/shared/maintenance'
import { computed, onMounted, ref, shallowRef } from 'vue'
import { type BodyOf, ProblemError, useApi, useCommand } from '../../api/index.ts'
import type { UnsentFile } from '../../ui/index.ts'

type Told = Omit<BodyOf<typeof labelApi.report>, 'token' | 'files'>

export function useLabelReport(code: string) {
  const { tellForm } = useApi()
  const opening = useCommand(labelApi.openForm)
  const reporting = useCommand(labelApi.report)
  const token = ref('')
  /** The photo on its way, from 1; 0 while none is. */
  const sendingPhoto = ref(0)
  const photoProblem = shallowRef<ProblemError | null>(null)
  /** By the key of the file: what has arrived is not sent again after a later refusal. */
  const arrived = new Map<string, string>()

  async function open() {
    const answer = await opening.run({ code }, {})
    if (answer) token.value = answer.token
  }
  onMounted(open)

  async function sendPhoto({ key, blob, name }: UnsentFile): Promise<string> {
    const known = arrived.get(key)
    if (known !== undefined) return known
    const form = new FormData()
    form.append(FILE_PART, blob, name)
    const { sha256 } = await tellForm(labelApi.addPhoto, { code, token: token.value }, form, { idempotencyKey: key })
    arrived.set(key, sha256)
    return sha256
  }

  /** Undefined when a photo was refused (see `problem`). */
  async function photosOf(files: readonly UnsentFile[]): Promise<string[] | undefined> {
    photoProblem.value = null
    const shas: string[] = []
    try {
      for (const [index, file] of files.entries()) {
        sendingPhoto.value = index + 1
        shas.push(await sendPhoto(file))
      }
      return [...new Set(shas)]
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      photoProblem.value = error
      return undefined
    } finally {
      sendingPhoto.value = 0
    }
  }

  async function send(told: Told, photos: readonly UnsentFile[]) {
    if (!token.value) await open()
    if (!token.value || busy.value) return undefined
    const files = await photosOf(photos)
    return files && reporting.run({ code }, { ...told, token: token.value, files })
  }

  const busy = computed(() => sendingPhoto.value > 0 || reporting.busy.value)
  const problem = computed(() => photoProblem.value ?? reporting.problem.value ?? opening.problem.value)
  return { send, busy, sendingPhoto, problem }
}
