import { RotaMemberJoined, RotaOpened } from '@changxin/shared/management'
import { PersonErased, PersonRegistered } from '@changxin/shared/people'
import { expect, test } from 'vitest'
import { projected } from '../../../../test/kit/projection-spec.ts'
import { peopleProjection } from '../../people/index.ts'
import { erasedLeave } from './rota.process.ts'
import { rotaProjection } from './rota.projection.ts'

test('whoever was erased leaves; whom the people only do not show yet stays', () => {
  const joined = (personId: string) => RotaMemberJoined({ rotaId: 'r1', personId, freedTurnIds: [] })
  const views = projected(
    [peopleProjection, rotaProjection],
    [
      PersonRegistered({ personId: 'li', name: '李四', phone: null }),
      RotaOpened({
        rotaId: 'r1',
        owner: { kind: 'compound', id: 'c1' },
        purpose: 'gates',
        staff: 'volunteer',
        title: '守门',
        pattern: { kind: 'rotating', weekdays: [1], shifts: [{ from: '20:00', until: '22:00' }] },
        since: '2026-03-01',
        graceMinutes: 30,
      } as never),
      joined('li'),
      joined('later'),
    ],
  )
  const { pending } = erasedLeave({ store: undefined as never, nowMs: () => 0 })
  const keys = () => pending(views.read).map(({ key }) => key)
  expect(keys()).toEqual([])
  views.apply(PersonErased({ personId: 'li', reason: '本人要求' }))
  expect(keys()).toEqual(['erased-li-leaves-r1'])
})
