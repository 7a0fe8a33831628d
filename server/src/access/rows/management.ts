/** Who may do what in management. */
import { type AccessRows, type AccessRule, seers, seersAnywhere } from '../rules.ts'

/** Who may write down what was agreed between others: not who is bound by it. */
const minutes: readonly AccessRule[] = ['committee@within', 'clerk@within', 'overseer@within', 'administrator@within']

const planners: readonly AccessRule[] = ['committee@within', 'manager@within', 'clerk@within', 'administrator@within']

export const managementRows: AccessRows = {
  'management.history': ['resident@home-compound', ...seers],
  'management.adopt': ['clerk@within', 'overseer@within', 'administrator@within'],
  'management.operators': ['signed-in'],
  // From one operator to the next. Residents read the story; whoever answers for the compound writes it, the community
  // and those above it decide, skip and take over; nobody signs for the operator alone.
  'management.transition': ['resident@home-compound', ...seers],
  'management.transitions': [...seersAnywhere],
  'management.propose': ['manager@within', ...minutes],
  'management.decide': minutes,
  'management.notice': ['manager@within', ...minutes],
  'management.handover': ['manager@within', ...minutes],
  'management.sign-handover': minutes,
  'management.skip-step': ['clerk@within', 'overseer@within', 'administrator@within'],
  'management.take-over': ['clerk@within', 'overseer@within', 'administrator@within'],
  'management.check': minutes,
  'management.cancel-transition': minutes,
  'management.transition-rules': ['signed-in'],
  'management.adopt-transition-rule': ['overseer@any', 'administrator@any'],
  'management.register-operator': ['overseer@any', 'administrator@any'],
  // Joint meetings and questions: what was promised in a compound is for everybody there to see.
  'management.matters': ['resident@any', 'resident@home-compound', ...seersAnywhere],
  'management.meetings': ['resident@any', 'resident@home-compound', ...seersAnywhere],
  'management.meeting': ['resident@home-compound', ...seers],
  'management.hold-meeting': minutes,
  'management.finish-point': ['manager@within', ...minutes],
  'management.move-point': minutes,
  'management.question': ['resident@home-compound', ...seers],
  'management.ask': ['resident@home-compound', 'committee@within', 'clerk@within', 'administrator@within'],
  'management.answer': ['manager@within', 'committee@within', 'administrator@within'],
  // Whoever asked, and the community for who asked at its counter.
  'management.ask-again': ['person@self', 'clerk@within'],
  'management.withdraw-question': ['person@self', 'clerk@within'],
  // Rotas: whoever answers for a place, or for the group that looks after it, makes the plan.
  'management.rotas': ['resident@home-compound', ...seers],
  'management.on-duty': ['resident@home-compound', ...seers],
  'management.rota': ['person@self', ...seers],
  'management.my-turns': ['signed-in'],
  'management.missed-turns': ['manager@any', 'clerk@any', 'overseer@any', 'administrator@any'],
  'management.rota-people': planners,
  'management.open-rota': planners,
  'management.join-rota': planners,
  'management.leave-rota': ['person@self', ...planners],
  'management.change-rota': planners,
  'management.close-rota': planners,
  'management.publish-desk-phone': planners,
  // Volunteers' own decision; also who, beside its members, sees what became of a volunteer's turn.
  'management.share-missed': ['committee@within'],
  'management.start-turn': ['person@self'],
  'management.keep-turn': ['person@self', ...planners],
  // Nobody is swapped by another.
  'management.ask-swap': ['person@self'],
  'management.agree-swap': ['person@self'],
  'management.decline-swap': ['person@self'],
  'management.give-turn-link': planners,
  'management.linked-turn': ['link@turn'],
  'management.keep-linked-turn': ['link@turn'],
  'management.ask-linked-swap': ['link@turn'],
  // What a mode promises, and who answers for it, is for everybody there to see (Civil Code art. 943).
  'management.terms': ['resident@home-compound', ...seers],
  'management.record-contract': minutes,
  'management.record-group': minutes,
  // Volunteers' records need consent to disclose (重庆市志愿服务条例 art. 17): residents see the sums alone.
  'management.labour': ['person@self', ...seers],
  // The group's own people write their book; of two of them one records and the other signs.
  'management.record-labour': ['person@self', ...minutes],
  'management.strike-labour': ['person@self', ...minutes],
  'management.services': [...seersAnywhere],
  'management.record-services': ['overseer@any', 'administrator@any'],
  'management.cash-book': ['person@self', 'resident@home-compound', ...seers],
  'management.cash-entries': ['person@self', 'resident@home-compound', ...seers],
  'management.cash-posting': ['person@self', 'resident@home-compound', ...seers],
  'management.open-cash-book': ['person@self'],
  'management.record-cash': ['person@self'],
  'management.sign-cash': ['person@self'],
  'management.withdraw-cash': ['person@self'],
  'management.reverse-cash': ['person@self'],
  'management.blocks': [...seersAnywhere],
  'management.block': [...seersAnywhere],
  'management.compound-blocks': ['resident@home-compound', ...seers],
  'management.form-block': ['overseer@within', 'administrator@within'],
  'management.join-block': ['clerk@within', 'overseer@within', 'administrator@within'],
  'management.leave-block': ['clerk@within', 'overseer@within', 'administrator@within'],
  'management.adopt-block-manager': ['overseer@within', 'administrator@within'],
  'management.centres': [...seersAnywhere],
}
