/**
 * Checks KURRENTDB_URL and fills in what the client needs to behave. The client reads the address twice, once for reads and
 * once for everything else, and each of its two halves lets through what fails in the other.
 */
import { isIP } from 'node:net'

const DEFAULTS: Readonly<Record<string, string>> = {
  // The client's clock and the server's may differ: appends are refused when theirs is further ahead than this.
  defaultDeadline: '60000',
  // Reads must see what was just written, which only the leader promises.
  nodePreference: 'leader',
  // Finding the leader is tried again by this engine, with its own time limit.
  maxDiscoverAttempts: '3',
}
const DEFAULT_PORT = 2113
const SHAPE = /^(kurrentdb|kurrent|kdb|esdb)(\+discover)?:\/\/(?:([^:@/?]+):([^@/?]+)@)?([^/?]+)\/?(?:\?(.*))?$/
const UNRESERVED = /^[A-Za-z0-9._~-]+$/
const HOST = /^([A-Za-z0-9._-]+)(?::(\d{1,5}))?$/

const ANYTHING = () => null
/** By name as the client compares them. Each says what is wrong with a value, or null. */
const PARAMETERS: Readonly<Record<string, (value: string) => string | null>> = {
  tls: (value) => (/^(true|false)$/.test(value) ? null : 'tls is true or false'),
  tlsverifycert: (value) => (/^(true|false)$/.test(value) ? null : 'tlsVerifyCert is true or false'),
  tlscafile: ANYTHING,
  usercertfile: ANYTHING,
  userkeyfile: ANYTHING,
  connectionname: ANYTHING,
  defaultdeadline: (value) => (/^\d+$/.test(value) ? null : 'defaultDeadline is in milliseconds'),
  keepaliveinterval: () => 'keepAliveInterval is left out: this engine sets it for each connection',
  keepalivetimeout: ANYTHING,
  maxdiscoverattempts: (value) => (/^[1-9]\d*$/.test(value) ? null : 'maxDiscoverAttempts is a number from 1 on'),
  discoveryinterval: ANYTHING,
  gossiptimeout: () =>
    'gossipTimeout is left out: one half of the client takes it as seconds, the other as milliseconds',
  nodepreference: (value) =>
    value === 'leader' ? null : 'nodePreference is leader: other nodes may not have what was just written',
  throwonappendfailure: (value) =>
    value === 'true' ? null : 'throwOnAppendFailure is left out: without it the client answers a wrong revision',
}

export interface KurrentUrl {
  /** What the client is given. */
  readonly connection: string
  /** `name:port` each. */
  readonly hosts: readonly string[]
  /** The one host stands for all nodes, which the client asks it for. */
  readonly isDiscovered: boolean
  readonly isTls: boolean
  /** False: with any certificate; for trials alone. */
  readonly isVerified: boolean
  readonly credentials: { readonly username: string; readonly password: string } | undefined
  readonly tlsCaFile: string | undefined
}

const flat = (name: string) => name.trim().toLowerCase().replace(/[_-]/g, '')

interface Parts {
  readonly scheme: string
  readonly isDiscovered: boolean
  readonly username: string | undefined
  readonly password: string | undefined
  readonly hosts: readonly string[]
  readonly parameters: URLSearchParams
  setting(name: string): string | undefined
}

function partsOf(url: string): Parts | undefined {
  const match = SHAPE.exec(url)
  if (!match) return undefined
  const [, name = '', discover = '', username, password, hosts = '', query = ''] = match
  const parameters = new URLSearchParams(query)
  return {
    scheme: name + discover,
    isDiscovered: discover !== '',
    username,
    password,
    hosts: hosts.split(','),
    parameters,
    setting: (wanted) => [...parameters].find(([key]) => flat(key) === flat(wanted))?.[1],
  }
}

function problemOfHost(host: string, isTls: boolean): string[] {
  if (host === '') return ['has an empty host name']
  const name = HOST.exec(host)?.[1]
  if (name === undefined) return [`${host}: a host is a DNS name, with :port where it is not ${DEFAULT_PORT}`]
  return isTls && isIP(name) !== 0 ? [`${name}: with TLS a host is a DNS name, an address is refused`] : []
}

/** Every problem of the address as a sentence; none when it is fine. */
export function problemsOfUrl(url: string): string[] {
  const parts = partsOf(url)
  if (!parts) return ['is not kurrentdb://user:password@host:2113[,host:2113]?tls=true']
  const { username, password, hosts, parameters, setting } = parts
  const isTls = setting('tls') !== 'false'
  return [
    ...([username, password].every((part) => part === undefined || UNRESERVED.test(part))
      ? []
      : ['user and password may hold letters, digits and . _ ~ - alone: with others appends pass and reads fail']),
    ...hosts.flatMap((host) => problemOfHost(host, isTls)),
    ...(isTls && username === undefined ? ['with TLS a user and a password are needed'] : []),
    ...[...parameters].flatMap(([key, value]) => {
      const check = PARAMETERS[flat(key)]
      return check ? (check(value) ?? []) : [`${key} is not a parameter that the client knows`]
    }),
  ]
}

/** Throws a RangeError for what problemsOfUrl finds. */
export function readKurrentUrl(url: string): KurrentUrl {
  const problems = problemsOfUrl(url)
  const parts = partsOf(url)
  if (problems.length > 0 || !parts) throw new RangeError(`KURRENTDB_URL ${problems.join('; ')}`)
  const { scheme, isDiscovered, username, password, parameters, setting } = parts
  const hosts = parts.hosts.map((host) => (HOST.exec(host)?.[2] ? host : `${host}:${DEFAULT_PORT}`))
  for (const [key, value] of Object.entries(DEFAULTS)) if (setting(key) === undefined) parameters.set(key, value)
  const who = username === undefined ? '' : `${username}:${password}@`
  return {
    connection: `${scheme}://${who}${hosts.join(',')}?${parameters}`,
    hosts,
    isDiscovered,
    isTls: setting('tls') !== 'false',
    isVerified: setting('tlsVerifyCert') !== 'false',
    credentials: username === undefined || password === undefined ? undefined : { username, password },
    tlsCaFile: setting('tlsCaFile'),
  }
}
