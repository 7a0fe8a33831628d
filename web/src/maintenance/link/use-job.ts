/** The job behind the link, asked for at the start, after each step, and whenever the page is looked at again. */
import { type JobView, jobLinkApi } from '@changxin/shared/maintenance'
import { useEventListener } from '@vueuse/core'
import { inject, ref, shallowRef } from 'vue'
import { ProblemError, useApi } from '../../api/index.ts'
import { type JobAccess, jobAccessKey } from './job-client.ts'

export function useJobAccess(): JobAccess {
  const access = inject(jobAccessKey)
  if (!access) throw new Error('useJobAccess outside the page of a link')
  return access
}

export function useJob() {
  const { ask } = useApi()
  const job = shallowRef<JobView | null>(null)
  const problem = shallowRef<ProblemError | null>(null)
  const loading = ref(false)

  async function load() {
    if (loading.value) return
    loading.value = true
    try {
      job.value = await ask(jobLinkApi.job, {})
      problem.value = null
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      problem.value = error
    } finally {
      loading.value = false
    }
  }
  useEventListener(document, 'visibilitychange', () => document.visibilityState === 'visible' && void load())
  useEventListener(window, 'online', () => void load())
  void load()
  return { job, problem, load }
}
