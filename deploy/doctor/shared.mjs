// What all nodes of a cluster must have alike: sealing secret, keys, files. Its fingerprint says so without telling it.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { s3AddressOf } from '../../server/src/files/s3/s3-address.ts'
import { createS3Client, loadS3Sdk } from '../../server/src/files/s3/s3-client.ts'
import { S3_LIMITS } from '../../server/src/files/s3/s3-limits.ts'
import { bad, ok, warn } from './findings.mjs'

const FINGERPRINT_DIGITS = 16

/** Of secret and keys together; equal on two nodes exactly when what they seal and sign is. */
function fingerprintOf({ SESSION_SECRET = '', KEYS_DIR }) {
  const hash = createHash('sha256').update('changxin doctor\0').update(SESSION_SECRET)
  const names = existsSync(KEYS_DIR) ? readdirSync(KEYS_DIR).sort() : []
  for (const name of names) hash.update(`\0${name}\0`).update(readFileSync(path.join(KEYS_DIR, name)))
  return hash.digest('hex').slice(0, FINGERPRINT_DIGITS)
}

const isInside = (folder, parent) => path.resolve(folder).startsWith(`${path.resolve(parent)}${path.sep}`)

export function checkShared({ config, expect }) {
  if (config?.LOG_ENGINE !== 'kurrentdb') return []
  const { DATA_DIR, KEYS_DIR, FILES_DIR, FILES_S3_URL } = config
  const found = []
  if (!FILES_DIR && !FILES_S3_URL) {
    const todo = ['设置 FILES_DIR（共享文件夹）或 FILES_S3_URL', 'set FILES_DIR (a shared folder) or FILES_S3_URL']
    found.push(bad('集群里附件只存在本节点', 'in a cluster the files would lie on this node alone', ...todo))
  }
  if (isInside(KEYS_DIR, DATA_DIR)) {
    const todo = [
      '用 KEYS_DIR 指向共享文件夹，或把同样的密钥拷到每个节点',
      'point KEYS_DIR to a shared folder, or copy the same keys to every node',
    ]
    found.push(warn('密钥在本节点自己的文件夹里', 'the keys lie in this node’s own folder', ...todo))
  }
  const fingerprint = fingerprintOf(config)
  if (expect === undefined) {
    found.push(
      ok(
        `共用密钥的指纹 ${fingerprint}，每个节点应当相同`,
        `fingerprint of what nodes share: ${fingerprint}, the same on every node (--expect compares)`,
      ),
    )
  } else if (expect === fingerprint) {
    found.push(ok('共用密钥与另一节点相同', 'what nodes share is the same as there'))
  } else {
    const todo = [
      'SESSION_SECRET 和 KEYS_DIR 的内容要与其他节点一致',
      'make SESSION_SECRET and the content of KEYS_DIR the same as on the other nodes',
    ]
    found.push(
      bad(
        `共用密钥的指纹 ${fingerprint} 与 ${expect} 不同`,
        `fingerprint ${fingerprint} differs from ${expect}`,
        ...todo,
      ),
    )
  }
  return found
}

export async function checkStorage({ config }) {
  const address = config?.FILES_S3_URL && s3AddressOf(config.FILES_S3_URL)
  if (!address) return []
  const sdk = await loadS3Sdk()
  const keys = {
    region: config.FILES_S3_REGION,
    accessKeyId: config.FILES_S3_ACCESS_KEY_ID,
    secretAccessKey: config.FILES_S3_SECRET_ACCESS_KEY,
  }
  const client = createS3Client(sdk, address, keys, S3_LIMITS)
  const object = { Bucket: address.bucket, Key: `${address.prefix}doctor-${process.pid}` }
  try {
    const abortSignal = AbortSignal.timeout(S3_LIMITS.callMs)
    await client.send(new sdk.PutObjectCommand({ ...object, Body: 'doctor' }), { abortSignal })
    await client.send(new sdk.DeleteObjectCommand(object), { abortSignal })
    return [
      ok(
        `对象存储 ${address.endpoint}/${address.bucket} 可写`,
        `the storage ${address.endpoint}/${address.bucket} can be written`,
      ),
    ]
  } catch (error) {
    const reason = error.name === 'Error' ? error.message : error.name
    const todo = [
      '核对 FILES_S3_URL、密钥、桶的权限和本机时间',
      'check FILES_S3_URL, its keys, the rights on the bucket and the clock',
    ]
    return [bad(`对象存储不可写：${reason}`, `the storage cannot be written: ${reason}`, ...todo)]
  } finally {
    client.destroy()
  }
}
