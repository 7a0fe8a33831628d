/** The compose files without an engine: shape, references, and what must never be in them. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { parseEnv } from 'node:util'
import { readConfig } from '@changxin/server/config.ts'
import { describe, expect, test } from 'vitest'
import { deployFolder, interpolated, mountsOf, networksOf, readCompose, textOf, variablesIn } from './compose-file.ts'

const files = ['compose.yaml', 'compose.cluster.yaml']
const secrets = {
  SESSION_SECRET: 's'.repeat(64),
  KURRENTDB_ADMIN_PASSWORD: 'A-long.one_~1',
  KURRENTDB_OPS_PASSWORD: 'Another-long.one',
}
const given = { SERVER_NAME: 'changxin.example.internal', ...secrets }
const read = (name: string) => readCompose(name, given)
const servicesOf = (name: string) => Object.entries(read(name).services)
/** Files that a person makes first, by deploy/tls/certificates.sh. */
const madeByHand = /^\.\/certificates\//

describe.each(files)('%s', (name) => {
  test('has the shape that the specification gives it', () => {
    expect(() => read(name)).not.toThrow()
  })

  test('names only services, networks and volumes that it has, and uses all of them', () => {
    const { services, networks, volumes } = read(name)
    const all = Object.values(services)
    const waited = all.flatMap(({ depends_on: on }) => Object.keys(on ?? {}))
    expect(waited.filter((each) => !(each in services))).toEqual([])
    expect([...new Set(all.flatMap(networksOf))].sort()).toEqual(Object.keys(networks).sort())
    const named = all
      .flatMap((service) => mountsOf(service).map(({ source }) => source))
      .filter((each) => /^\w/.test(each))
    expect([...new Set(named)].sort()).toEqual(Object.keys(volumes).sort())
  })

  test('who is waited for until healthy says by a check of its own whether it is', () => {
    const { services } = read(name)
    const waitedFor = Object.values(services).flatMap(({ depends_on: on }) => Object.keys(on ?? {}))
    expect(waitedFor.length).toBeGreaterThan(0)
    for (const each of waitedFor) expect(services[each]?.healthcheck.test.length, each).toBeGreaterThan(1)
  })

  test('mounts only files that are there, and those read-only', () => {
    const bound = servicesOf(name).flatMap(([, service]) =>
      mountsOf(service).filter(({ source }) => source.startsWith('.')),
    )
    expect(bound.length).toBeGreaterThan(4)
    const missing = bound.filter(
      ({ source }) => !madeByHand.test(source) && !existsSync(path.join(deployFolder, source)),
    )
    expect(missing).toEqual([])
    expect(bound.filter(({ mode }) => mode !== 'ro')).toEqual([])
  })

  test('every variable stands in deploy/.env.example with the same default, and no other does', () => {
    const documented = [...textOf('.env.example').matchAll(/^(?:# )?([A-Z][A-Z0-9_]+)=(.*)$/gm)]
    const known = new Map(documented.map(([, key = '', value = '']) => [key, value]))
    for (const { name: variable, fallback } of variablesIn(textOf(name))) {
      expect(known.has(variable), variable).toBe(true)
      // A volume's name is no path to copy.
      if (fallback && variable !== 'BACKUP_DIR') expect(known.get(variable), variable).toBe(fallback)
    }
    const used = new Set(files.flatMap((file) => variablesIn(textOf(file)).map((use) => use.name)))
    expect([...known.keys()].filter((variable) => !used.has(variable))).toEqual([])
  })

  test('a version of each image is named, and none is the latest', () => {
    for (const [, { image }] of servicesOf(name)) {
      expect(image).toMatch(/:[\w][\w.-]*$/)
      expect(image).not.toContain('latest')
    }
  })

  test('nobody is root, has capabilities or gains any', () => {
    for (const [each, service] of servicesOf(name)) {
      expect(service.user, each).toMatch(/^[1-9]\d*:[1-9]\d*$/)
      expect(service.cap_drop, each).toEqual(['ALL'])
      expect(service.security_opt, each).toContain('no-new-privileges:true')
    }
  })

  test('our programs and the proxy have a root that cannot be written, and room for what is passing', () => {
    // KurrentDB writes beside its data in places of its own image.
    const ours = servicesOf(name).filter(([each]) => !each.startsWith('kurrent-'))
    expect(ours.length).toBeGreaterThan(2)
    for (const [each, service] of ours) {
      expect(service.read_only, each).toBe(true)
      expect(service.tmpfs?.[0], each).toMatch(/^\/tmp:size=/)
    }
  })

  test('the proxy alone can be reached from outside', () => {
    expect(servicesOf(name).flatMap(([each, { ports }]) => (ports ? [each] : []))).toEqual(['proxy'])
  })

  test('what it sets is taken by the program', () => {
    const nodes = servicesOf(name).filter(([each]) => each === 'changxin' || each.startsWith('node-'))
    expect(nodes.length).toBeGreaterThan(0)
    for (const [each, { environment }] of nodes) expect(() => readConfig(environment ?? {}), each).not.toThrow()
  })

  test('nothing that must stay secret has a default', () => {
    const secretOnes = variablesIn(textOf(name)).filter(({ name: variable }) => /PASSWORD|SECRET/.test(variable))
    expect(secretOnes.length).toBeGreaterThan(0)
    expect(secretOnes.filter(({ fallback }) => fallback)).toEqual([])
  })
})

describe('the cluster', () => {
  const { services, networks } = read('compose.cluster.yaml')
  const kurrents = Object.entries(services).filter(([name]) => name.startsWith('kurrent-'))
  const nodes = Object.entries(services).filter(([name]) => name.startsWith('node-'))

  test.each(Object.keys(given))('does not start without %s', (name) => {
    const others = Object.fromEntries(Object.entries(given).filter(([each]) => each !== name))
    expect(() => interpolated(textOf('compose.cluster.yaml'), others)).toThrow(name)
  })

  test('is three KurrentDB that know each other by name, each with data, key and address of its own', () => {
    expect(kurrents.length).toBe(3)
    const names = kurrents.map(([name]) => `${name}.internal`)
    for (const [name, service] of kurrents) {
      const { environment = {} } = service
      const others = names.filter((each) => each !== `${name}.internal`)
      expect(environment.KURRENTDB_CLUSTER_SIZE).toBe('3')
      expect(environment.KURRENTDB_GOSSIP_SEED).toBe(others.map((each) => `${each}:2113`).join(','))
      for (const how of ['NODE_HOST_ADVERTISE_AS', 'REPLICATION_HOST_ADVERTISE_AS', 'ADVERTISE_HOST_TO_CLIENT_AS'])
        expect(environment[`KURRENTDB_${how}`]).toBe(`${name}.internal`)
      const { log } = (service.networks ?? {}) as Record<string, { ipv4_address: string; aliases: string[] }>
      expect(log?.ipv4_address).toBe(environment.KURRENTDB_REPLICATION_IP)
      expect(log?.aliases).toEqual([`${name}.internal`])
      const mounts = mountsOf(service).map(({ source, target }) => [target, source])
      expect(Object.fromEntries(mounts)).toMatchObject({
        '/var/lib/kurrentdb': `${name}-data`,
        '/etc/kurrentdb/certificate': `./certificates/${name}`,
      })
    }
    const addresses = kurrents.map(([, { environment }]) => environment?.KURRENTDB_REPLICATION_IP)
    expect(new Set(addresses).size).toBe(3)
    for (const address of addresses) expect(address).toMatch(/^172\.30\.240\./)
  })

  test('keeps the log where nobody outside is, and no password of the maker', () => {
    expect(networks.log?.internal).toBe(true)
    for (const [, service] of kurrents) {
      expect(networksOf(service)).toEqual(['log'])
      expect(service.environment?.KURRENTDB_DEFAULT_ADMIN_PASSWORD).toBe(secrets.KURRENTDB_ADMIN_PASSWORD)
      expect(service.environment?.KURRENTDB_DEFAULT_OPS_PASSWORD).toBe(secrets.KURRENTDB_OPS_PASSWORD)
      expect(service.environment?.KURRENTDB_INSECURE).toBeUndefined()
    }
    expect(textOf('compose.cluster.yaml')).not.toContain('changeit')
  })

  test('is at least two equal nodes: what differs is the name and the folder of the views', () => {
    expect(nodes.length).toBeGreaterThan(1)
    const same = nodes.map(([, { environment, volumes, build: _, depends_on: __, ...rest }]) => ({
      ...rest,
      environment: { ...environment, NODE_NAME: '' },
      volumes: volumes?.map((each) => each.replace(/^node-\d+-views/, 'views')),
    }))
    expect(new Set(same.map((each) => JSON.stringify(each))).size).toBe(1)
    expect(new Set(nodes.map(([, { environment }]) => environment?.NODE_NAME)).size).toBe(nodes.length)
    expect(new Set(nodes.map(([, service]) => mountsOf(service)[0]?.source)).size).toBe(nodes.length)
  })

  test('reaches every KurrentDB by the name in its certificate', () => {
    const url = nodes[0]?.[1].environment?.KURRENTDB_URL ?? ''
    for (const [name] of kurrents) expect(url).toContain(`${name}.internal:2113`)
    expect(url).toContain('tls=true&tlsCaFile=/certificates/ca.crt')
    for (const [name] of kurrents) expect(textOf('tls/certificates.sh')).toContain(`${name}.internal,172.30.240.1`)
  })

  test('has in the lists of the proxy exactly the nodes that there are', () => {
    const upstream = textOf('nginx/upstream.cluster.conf')
    const listed = [...upstream.matchAll(/^\s*server ([\w-]+):3000 /gm)].map((match) => match[1])
    const names = nodes.map(([name]) => name)
    expect(listed).toEqual([...names, ...names])
  })
})

test('the settings that it shows can be read by the engine', () => {
  expect(parseEnv(textOf('.env.example'))).toMatchObject({ SERVER_NAME: 'changxin.example.internal' })
})
