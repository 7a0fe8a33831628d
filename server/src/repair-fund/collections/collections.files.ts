/**
 * Papers of collections: bills, receipts and photos open to everybody who may see the collection; slips of payments and
 * signed agreements carry names, so they open only to whoever keeps or audits the book.
 */
import { CollectionDrafted, CollectionPaymentsRecorded, CollectionSpendingRecorded } from '@changxin/shared/repair-fund'
import { type Link, openers } from '../../files/openers.ts'
import { type Handler, on } from '../../views/projection.ts'

const FOR_ALL = 'repair-fund.collection'
const FOR_KEEPERS = 'repair-fund.accounts'

export function collectionFiles(link: Link): readonly (readonly [string, Handler])[] {
  const opens = openers(link)
  return [
    on(CollectionDrafted, ({ data: { ground, cost, compoundId } }, rows) => {
      const proof = ground.kind === 'emergency' ? ground.files : []
      link(rows, [...proof, ...(cost?.receipts ?? [])], FOR_ALL, compoundId, compoundId)
      link(rows, ground.kind === 'agreement' ? [ground.file] : [], FOR_KEEPERS, compoundId, compoundId)
    }),
    opens(FOR_ALL, CollectionSpendingRecorded, ({ invoices, photos }) => [...invoices, ...photos]),
    opens(FOR_KEEPERS, CollectionPaymentsRecorded, ({ file }) => (file === null ? [] : [file])),
  ]
}
