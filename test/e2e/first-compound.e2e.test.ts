/** The first compound of an empty county, registered in the browser alone: region, compound, buildings, units, common part, owner, mode. */
import { exactText } from '@changxin/shared/kernel'
import { placesApi } from '@changxin/shared/places'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeViolations } from '../kit/axe.ts'
import { openBrowser, openWindow, PHONE, WEB_ROOT, type Window } from '../kit/browser.ts'
import { startServer, TEST_PASSWORD, type TestServer } from '../kit/server.ts'
import { settled } from '../kit/settled.ts'

const NEW_PASSWORD = 'quite another password'

let at: TestServer
let browser: Browser
let desk: Window
let page: Page

beforeAll(async () => {
  at = await startServer({ listen: true, config: { WEB_ROOT } })
  browser = await openBrowser()
  desk = await openWindow(browser, at, at.admin)
  page = desk.page
  page.setDefaultTimeout(8000)
})
afterAll(async () => {
  await browser?.close()
  await at?.close()
})

const button = (name: string | RegExp, within: Page | Locator = page) =>
  within.getByRole('button', { name, exact: true })
const field = (form: Locator, name: string) => form.getByLabel(name, { exact: false }).first()

/** Opens the form, checks it with axe, fills it, sends it, and waits until it has closed. */
async function through(
  opener: Locator,
  title: string,
  submit: string | RegExp,
  fill: (form: Locator) => Promise<void>,
) {
  await opener.click()
  const form = page.getByRole('dialog', { name: title })
  await form.waitFor()
  await settled(page)
  expect(await axeViolations(page), title).toEqual([])
  await fill(form)
  await button(submit, form).click()
  await form.waitFor({ state: 'hidden' })
}

async function addRegion(opener: Locator, level: string, name: string) {
  await through(opener, '登记区划', '登记', async (form) => {
    await form.getByLabel('级别').selectOption({ label: level })
    await field(form, '名称').fill(name)
  })
  await page.getByText(name, { exact: true }).first().waitFor()
}

test('an empty county leads to the regions, and those nest as they are added', async () => {
  await page.goto('/overview')
  await button('登记区划').click()
  await page.getByText('还没有区划').waitFor()
  await addRegion(button('登记区划'), '区县', '垫江县')
  await addRegion(button('登记下级 垫江县'), '街道（镇）', '桂溪街道')
  await addRegion(button('登记下级 桂溪街道'), '社区', '北苑社区')
  const below = page.getByRole('list', { name: '桂溪街道', exact: true })
  await below.getByText('北苑社区').first().waitFor()
})

test('a compound in the community opens, and its acceptance is recorded', async () => {
  await page.goto('/compounds')
  await through(button('登记小区'), '登记小区', '登记', async (form) => {
    await field(form, '小区名称').fill('兴隆花园')
    await field(form, '所在区划').fill('北苑')
    await form.getByRole('option', { name: /北苑社区/ }).click()
  })
  await page.getByRole('heading', { name: '兴隆花园' }).waitFor()
  await through(button('登记竣工验收'), '登记竣工验收', '登记', (form) =>
    field(form, '竣工验收日期').fill('2024-05-01'),
  )
  await page.getByText('2024年5月1日 竣工验收').waitFor()
})

test('buildings and units: a wrong line is named, areas are exact', async () => {
  await through(button('登记楼栋'), '登记楼栋', '登记 2 栋', async (form) => {
    await field(form, '楼栋名称').fill('1栋，2栋')
    await field(form, '层数').fill('6')
    await field(form, '单元').fill('1单元、2单元')
  })
  await through(button('登记房屋'), '登记房屋', '登记 9 户', async (form) => {
    await form.getByText('按楼层生成清单').click()
    await field(form, '最高层').fill('2')
    await button(/^加入清单（8）$/, form).click()
    const list = field(form, '房屋清单')
    const made = await list.inputValue()
    await list.fill(`${made}\n２栋，1单元，１０１，１，８９．５５５`)
    await form.getByText('面积要大于 0，最多两位小数').waitFor()
    await list.fill(`${made}\n２栋，1单元，１０１，１，８９．５５`)
    await field(form, '面积来源').selectOption({ label: '不动产登记' })
  })
  await page.getByText('共 9 条').waitFor()
  const compoundId = new URL(page.url()).pathname.split('/').at(-1) ?? ''
  const { body } = await at.admin.ask(placesApi.units, { id: compoundId })
  const areas = body.items.map((unit) => unit.floorArea)
  expect(areas.filter((area) => area !== null).map((area) => exactText(area, 2))).toEqual(['89.55'])

  // Taken whole or not at all: the line that stands already is named, the other is not registered.
  await button('登记房屋').click()
  const form = page.getByRole('dialog', { name: '登记房屋' })
  await field(form, '房屋清单').fill('2栋,1单元,102,1\n1栋,1单元,101,1')
  await button('登记 2 户', form).click()
  await form.getByText('第 2 行 1栋 1单元 101').waitFor()
  await page.keyboard.press('Escape')
  await form.waitFor({ state: 'hidden' })
  expect((await at.admin.ask(placesApi.units, { id: compoundId })).body.items).toHaveLength(9)
  desk.complaints.length = 0
})

test('an area, and a person as checked owner', async () => {
  const address = page.url()
  await page.goto('/people')
  await through(button('登记人员'), '登记人员', '登记', (form) => field(form, '姓名').fill('冉业主'))
  await page.goto(address)
  await page.getByRole('link', { name: '1栋 1单元 101' }).click()
  const unit = page.getByRole('dialog', { name: '1栋 1单元 101' })
  await through(button('登记面积', unit), '登记建筑面积', '登记', async (form) => {
    await field(form, '建筑面积').fill('64.1')
    await field(form, '依据').fill('渝（2024）垫江县不动产权第 1 号')
  })
  await unit.getByText('64.10').waitFor()
  await through(button('登记关系', unit), '登记关系', '登记', async (form) => {
    await field(form, '人员').fill('冉')
    await form.getByRole('option', { name: /冉业主/ }).click()
    await form.getByLabel('核验方式').selectOption({ label: '不动产登记' })
  })
  const owner = unit.getByRole('listitem').filter({ hasText: '冉业主' })
  await owner.getByText('已核验').waitFor()
  await through(button(/^结束关系/, owner), '结束关系', '结束关系', (form) => field(form, '原因').fill('登记错了户'))
  await owner.getByText(/至 /).waitFor()
  await button('关闭', unit).click()
  await unit.waitFor({ state: 'hidden' })
})

test('a common part with its warranty', async () => {
  await page.getByRole('link', { name: '共用部位' }).click()
  await through(button('登记共用部位'), '登记共用部位', '登记', async (form) => {
    await field(form, '名称').fill('1栋屋面')
    await form.getByLabel('楼栋').selectOption({ label: '1栋' })
    await field(form, '保修至').fill('2099-05-01')
  })
  await page.getByRole('row', { name: /1栋屋面.*保修期内/ }).waitFor()
})

test('a mode by an operator that is registered on the way', async () => {
  await page.getByRole('link', { name: '管理', exact: true }).click()
  await through(button('登记管理模式'), '登记管理模式', '登记', async (form) => {
    await through(button('登记管理单位', form), '登记管理单位', '登记单位', (operator) =>
      field(operator, '单位名称').fill('长寿物业'),
    )
    await form.getByRole('option', { name: '长寿物业（0）' }).waitFor({ state: 'attached' })
    await field(form, '依据说明').fill('合同 2024-1')
  })
  await page.getByText('长寿物业').first().waitFor()
  expect(desk.documents()).toBeLessThan(8)
  expect(desk.complaints).toEqual([])
})

test('the own password is changed from the account menu', async () => {
  await button(/测试管理员/).click()
  const item = page.getByRole('menuitem', { name: '修改密码' })
  await item.waitFor()
  await item.click()
  const form = page.getByRole('dialog', { name: '修改密码' })
  await form.getByLabel('现在的密码').fill('wrong password')
  await form.getByLabel('新密码', { exact: false }).first().fill(NEW_PASSWORD)
  await form.getByLabel('再输一次新密码').fill(NEW_PASSWORD)
  await button('修改密码', form).click()
  await form.getByText(/不对|不正确|有误/).waitFor()
  await form.getByLabel('现在的密码').fill(TEST_PASSWORD)
  await button('修改密码', form).click()
  await form.waitFor({ state: 'hidden' })
  const { loginName } = at.admin
  await expect(at.signIn(loginName)).rejects.toThrow()
  expect((await at.signIn(loginName, NEW_PASSWORD)).personId).toBe(at.admin.personId)
})

test('on a phone the new pages and forms are as usable', async () => {
  const admin = await at.signIn(at.admin.loginName, NEW_PASSWORD)
  const phone = await openWindow(browser, at, admin, PHONE)
  const { pathname } = new URL(page.url())
  for (const [path, opener] of [
    ['/regions', '登记区划'],
    ['/compounds', '登记小区'],
    [`${pathname}?tab=buildings`, '登记房屋'],
    [`${pathname}?tab=parts`, '登记共用部位'],
  ] as const) {
    await phone.page.goto(path)
    await settled(phone.page)
    expect(await axeViolations(phone.page), path).toEqual([])
    await button(opener, phone.page).click()
    await phone.page.getByRole('dialog').waitFor()
    await settled(phone.page)
    expect(await axeViolations(phone.page), opener).toEqual([])
    const sideways = () => document.documentElement.scrollWidth - document.documentElement.clientWidth
    expect(await phone.page.evaluate(sideways), path).toBeLessThanOrEqual(0)
  }
  expect(phone.complaints).toEqual([])
})
