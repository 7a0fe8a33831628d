/** What the signed-in person may do in one compound: for its buttons and for what its pages ask. */
import { peopleApi } from '@changxin/shared/people'
import { useLive } from '../live/index.ts'
import { useSession } from './session.ts'

/** False until the server has answered, and for nobody. The server still decides each time. */
export function useMay(compoundId: () => string | undefined): (action: string) => boolean {
  const session = useSession()
  const { data } = useLive(peopleApi.rights, () => {
    const id = compoundId()
    return session.signedIn && id !== undefined ? { id } : null
  })
  return (action) => data.value?.actions.includes(action) ?? false
}
