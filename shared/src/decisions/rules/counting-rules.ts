/** How ballots are counted, rule by rule, with the source of each: what a page shows beside the thresholds. */
import type { RuleBasis } from '@changxin/shared/kernel'

export interface CountingRule {
  /** Names its sentence on screen. */
  readonly key: string
  readonly basis: RuleBasis
  /** In Chinese, as the sources are. */
  readonly source: string
}

const law = (key: string, source: string): CountingRule => ({ key, basis: 'law', source })
const suggested = (key: string, source: string): CountingRule => ({ key, basis: 'suggested', source })

/** What the count does (`countItems`, `rollOf`), in the order in which one asks. */
export const countingRules: readonly CountingRule[] = [
  law('heads', '建筑物区分所有权司法解释第九条'),
  suggested('coOwners', '本系统的做法：按一个专有部分一人计算，由共有人推选一人投票'),
  law('unsold', '建筑物区分所有权司法解释第九条'),
  law('floorArea', '建筑物区分所有权司法解释第八条'),
  suggested('missingArea', '本系统的做法：人数照算，面积按 0 计，并说明补上以后结果会不会变'),
  suggested('scope', '建议值，参照上海：只关系到一栋楼、一个单元的，由其业主表决'),
  law('included', '民法典第一千二百五十九条'),
  suggested('abstention', '本系统的做法：有效表决票都算参与表决'),
  suggested('silence', '本系统的做法：没有登记的议事规则，不投票就不算参与；有的，结果里写明并列出不这样计的结果'),
  suggested('last', '本系统的做法：截止前可以重投，以最后一张有效票为准，截止后不再改'),
  suggested('tie', '本系统的做法：人数、面积完全相同又争最后一个名额的，都不选中，另行投票，不抽签'),
  law('binding', '民法典第二百八十条'),
] as const
