/** Words of "already reported" and of repeats in Chinese. */
export const zhNearMessages = {
  near: {
    title: '附近在办的报修',
    same: '已有 {n} 件，是同一件吗',
    some: '附近在办 {n} 件',
    place: '就在这里',
    entrance: '同一单元',
    building: '同一栋楼',
    common: '小区公共',
    join: '我也遇到',
    joinThis: '我也遇到：{place}，{text}',
    open: '打开',
    mine: '您在关注，去看看',
  },
  joined: {
    title: '已加入。',
    text: '进度在这里看，不用再报一次。',
    dropped: '刚才写的内容没有提交，先替您留着。',
    another: '仍然另报一件',
  },
  repeats: {
    title: '同一问题反复出现',
    how: '同一位置、同一类别，确认修好后 {days} 天内又报修。',
    earlier: '上次确认后 {n} 天又报',
    later: '确认后 {n} 天又报了一次',
  },
}
