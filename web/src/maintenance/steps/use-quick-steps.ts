/** Steps that need nothing but the tap; one refusal for all of them. */
import { maintenanceApi } from '@changxin/shared/maintenance'
import { computed } from 'vue'
import { useCommand } from '../../api/index.ts'
import type { Verb } from './action-order.ts'

export function useQuickSteps() {
  const steps = {
    accept: useCommand(maintenanceApi.accept),
    grab: useCommand(maintenanceApi.grab),
    start: useCommand(maintenanceApi.start),
    resume: useCommand(maintenanceApi.resume),
    follow: useCommand(maintenanceApi.follow),
    urge: useCommand(maintenanceApi.urge),
  }
  const assign = useCommand(maintenanceApi.assign)
  const all = [...Object.values(steps), assign]
  const isQuick = (verb: Verb): verb is keyof typeof steps => verb in steps

  async function take(verb: keyof typeof steps, id: string) {
    for (const step of all) step.clear()
    return steps[verb].run({ id }, {})
  }
  /** To the only one who could be asked. */
  async function assignTo(id: string, assigneeId: string) {
    for (const step of all) step.clear()
    return assign.run({ id }, { assigneeId })
  }
  return {
    isQuick,
    take,
    assignTo,
    busy: (verb: Verb) => (verb === 'assign' ? assign.busy.value : isQuick(verb) && steps[verb].busy.value),
    problem: computed(() => all.find((step) => step.problem.value)?.problem.value ?? null),
  }
}
