/** The example of docs/proof.md is what the program makes, and it holds. */
import { createPublicKey, verify } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { leafText } from '@changxin/shared/ledger'
import { checkFundProof } from '@changxin/shared/repair-fund'
import { expect, test } from 'vitest'
import { createKeptTree } from '../../ledger/index.ts'
import { readerOf } from '../../ledger/kept-tree/log.fixture.ts'
import { hashOfLeaf, leavesOf, sha256, storedText } from '../../log/index.ts'
import { exampleProofParts } from './example.fixture.ts'
import { makeFundProof } from './make-proof.ts'

const page = readFileSync(fileURLToPath(new URL('../../../../docs/proof.md', import.meta.url)), 'utf8')
const [shown = '', leaves = ''] = [...page.matchAll(/```(?:json)?\n([\s\S]*?)\n```/g)].map(([, text]) => text)
const isSigned = async (publicKey: Uint8Array, text: Uint8Array, signature: Uint8Array) => {
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), publicKey])
  return verify(null, text, createPublicKey({ key: der, format: 'der', type: 'spki' }), signature)
}

test('it is made from its three events, byte for byte', async () => {
  const { events, plan, keys } = exampleProofParts()
  const folder = mkdtempSync(join(tmpdir(), 'changxin-example-'))
  const tree = createKeptTree({ log: readerOf(events), file: join(folder, 'tree.db') })
  const parts = { keys, publicKeyPems: [keys.publicKeyPem] }
  const proof = await tree.at(plan.checkpoint, (at) => makeFundProof(plan, at, parts))
  rmSync(folder, { recursive: true })
  expect(JSON.stringify(JSON.parse(shown))).toBe(JSON.stringify(proof))
})

test('it holds, also with the spaces and lines that make it readable', async () => {
  const checked = await checkFundProof(shown, { sha256, isSigned })
  expect(checked).toMatchObject({ problems: [], isSignatureChecked: true, balanceFen: 0 })
  expect(checked?.entries.map(({ state, amountFen }) => [state, amountFen])).toEqual([
    ['proved', 150_000],
    ['proved', -150_000],
    ['pending', 120_000],
  ])
})

test('its leaves are the ones that the page lists', () => {
  const { events } = exampleProofParts()
  const all = events.slice(0, 2).flatMap((event) => leavesOf(storedText(event)))
  const lines = all.map((leaf) => `${leafText(leaf)} ${Buffer.from(hashOfLeaf(leaf)).toString('hex')}`)
  expect(leaves.split('\n')).toEqual(lines)
})
