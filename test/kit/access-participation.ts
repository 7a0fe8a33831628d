/** Committees, demands, consultations and surveys for the access matrix: one of each in the first compound. */
import {
  committeeApi,
  consultationApi,
  defaultParticipationRule,
  demandApi,
  surveyApi,
} from '@changxin/shared/decisions'
import type { AccessCase, Place, World } from './access-world.ts'
import { expectOk, type TestServer } from './server.ts'
import { uploaded } from './uploaded.ts'

export interface ParticipationWorld {
  readonly demandId: string
  readonly surveyId: string
  readonly surveyItemId: string
  readonly consultationId: string
  readonly committeePersonId: string
  /** A paper of its own: whoever may see a committee may see it. */
  readonly paper: string
}

const SURVEY = { title: '改造意愿', items: [{ title: '路灯' }], opensOn: '2024-03-01', closesOn: '2099-01-01' }
const DEMAND = { title: '更换物业', reason: '服务差' }
const committeeOf = (personId: string, sha256: string) => ({
  from: '2024-03-01',
  until: '2027-02-28',
  seats: 3,
  members: [{ personId, from: '2024-03-01' }],
  text: '2024 年选举',
  files: [sha256],
})
const draftOf = (sha256: string) => ({
  title: '改造方案',
  text: '屋面、路灯',
  files: [sha256],
  opinionsUntil: '2099-01-01',
})

export async function makeParticipation(
  at: TestServer,
  { compoundId: id }: Pick<Place, 'compoundId'>,
): Promise<ParticipationWorld> {
  const { admin } = at
  const sha256 = await uploaded(at, admin, '#224466')
  const member = await at.person('member')
  await expectOk(admin.tell(committeeApi.record, { id }, committeeOf(member.personId, sha256)))
  const demand = await expectOk(admin.tell(demandApi.open, { id }, DEMAND))
  const survey = await expectOk(admin.tell(surveyApi.open, { id }, SURVEY))
  const { items } = (await expectOk(admin.ask(surveyApi.survey, { id: survey.body.id }))).body
  const sent = await expectOk(admin.tell(consultationApi.sendDown, { id }, draftOf(sha256)))
  return {
    demandId: demand.body.id,
    surveyId: survey.body.id,
    surveyItemId: items[0]?.itemId ?? '',
    consultationId: sent.body.id,
    committeePersonId: member.personId,
    paper: sha256,
  }
}

export function participationCases(world: World): Readonly<Record<string, AccessCase>> {
  const { here, paper: sha256 } = world
  const [unitId] = here.unitIds
  const files = [sha256]
  const day = '2024-03-02'
  const about =
    (id: string, kind: AccessCase['about'] = 'compound') =>
    (body: unknown = {}, params = {}): AccessCase => ({
      about: kind,
      params: { id, ...params },
      body,
    })
  const compound = about(here.compoundId)
  const demand = about(world.demandId)
  const demandUnit = about(world.demandId, 'unit')
  const survey = about(world.surveyId)
  const surveyUnit = about(world.surveyId, 'unit')
  const consultation = about(world.consultationId)
  const consultationUnit = about(world.consultationId, 'unit')
  const ofMeeting = { meetingId: 'm1' }
  const { settings } = defaultParticipationRule
  return {
    'decisions.participation-rules': compound(),
    'decisions.adopt-participation-rule': {
      about: 'compound',
      body: { jurisdiction: here.compoundId, validFrom: day, basis: 'decision', source: '议事规则', settings },
    },
    'decisions.committee': compound(),
    'decisions.committee-meetings': compound(),
    'decisions.record-committee': compound(committeeOf(world.committeePersonId, sha256)),
    'decisions.vacate-seat': compound({ seatId: 's1', lastDay: day, reason: 'recall' }),
    'decisions.file-committee': compound({ filedOn: day, office: '街道', files }),
    'decisions.start-reelection': compound({ startedOn: day }),
    'decisions.give-offices': compound({ chairSeatId: 's1', deputySeatIds: [], since: day }),
    'decisions.hold-first-meeting': compound({ heldOn: day }),
    'decisions.call-committee-meeting': compound({ postedOn: day, meetsOn: day, place: '会议室', items: ['门禁'] }),
    'decisions.cancel-committee-meeting': compound({ reason: '改期' }, ofMeeting),
    'decisions.record-resolution': compound(
      { itemId: 'a1', text: '同意', presentSeatIds: ['s1'], votes: [{ seatId: 's1', vote: 'yes' }], files },
      ofMeeting,
    ),
    'decisions.post-resolution': compound({ itemId: 'a1', postedOn: day, place: '大门' }, ofMeeting),
    'decisions.demands': { about: 'nothing' },
    'decisions.demand': demand(),
    'decisions.open-demand': { about: 'unit', params: { id: here.compoundId }, body: { ...DEMAND, unitId } },
    'decisions.join-demand': demandUnit({ unitId }),
    'decisions.leave-demand': demandUnit({ unitId }),
    'decisions.sign-demand': demand({ unitId, check: '看过房产证', files }),
    'decisions.count-demand': demand(),
    'decisions.close-demand': demand({ reason: '已协商' }),
    'decisions.consultations': compound(),
    'decisions.consultation': consultation(),
    'decisions.opinions': consultation(),
    'decisions.send-down': compound(draftOf(sha256)),
    'decisions.record-outreach': consultation({
      kind: 'yard-meeting',
      onDay: day,
      place: '院坝',
      households: 1,
      people: 1,
      files: [],
    }),
    'decisions.give-opinion': consultationUnit({ unitId, stance: 'agree' }),
    'decisions.count-papers': consultation({ agree: 1, change: 0, against: 0, text: null, files }),
    'decisions.sum-up': consultation({ points: { taken: 0, partly: 0, declined: 0 }, text: '无', files: [] }),
    'decisions.record-review': consultation({
      departments: ['住建'],
      outcome: 'agreed',
      text: null,
      files: [],
      reviewedOn: day,
    }),
    'decisions.post-final': consultation({
      place: '大门',
      text: '最终方案',
      files,
      photos: files,
      postedOn: day,
      until: '2024-03-10',
    }),
    'decisions.finish-consultation': consultation({ objections: 0 }),
    'decisions.surveys': compound(),
    'decisions.survey': survey(),
    'decisions.survey-missing': survey(),
    'decisions.export-survey': survey(),
    'decisions.open-survey': compound(SURVEY),
    'decisions.answer-survey': surveyUnit({ unitId, answers: [{ itemId: world.surveyItemId, wish: 'want' }] }),
    'decisions.close-survey': survey({ reason: '取消' }),
  }
}
