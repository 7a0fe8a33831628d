/** Words of the renovation plan. */
export const renovationMessages = {
  zh: {
    import: '导入改造计划',
    field: { compounds: '小区数', buildings: '楼栋数', floorArea: '建筑面积', households: '户数' },
  },
  en: {
    import: 'Import a plan',
    field: { compounds: 'Compounds', buildings: 'Buildings', floorArea: 'Floor area', households: 'Households' },
  },
}
