/**
 * What the stand-in takes from the real client's package: its generated messages and service definitions, and the gRPC
 * library that it stands on. Both are found through the server package, whose optional dependency the client is.
 */
import { createRequire } from 'node:module'
import type { Duplex, Readable, Writable } from 'node:stream'
import type * as Gossip from '../../server/node_modules/@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/gossip_pb.js'
import type * as Features from '../../server/node_modules/@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/serverfeatures_pb.js'
import type * as Shared from '../../server/node_modules/@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/shared_pb.js'
import type * as Status from '../../server/node_modules/@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/status_pb.js'
import type * as Streams from '../../server/node_modules/@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js'

export type { Features, Gossip, Shared, Status, Streams }

/** The parts of the gRPC library that the stand-in uses, in its own words: the library is not ours to import by name. */
export interface CallMetadata {
  get(key: string): readonly (string | Buffer)[]
  set(key: string, value: string): void
}
export interface ServerCall {
  readonly metadata: CallMetadata
  readonly cancelled: boolean
  /** Address and port of the other end. */
  getPeer(): string
}
export type UnaryCall<Request> = ServerCall & { readonly request: Request }
export type Answer<Response> = (error: Error | null, response?: Response) => void
export type AppendCall = Readable & ServerCall
export type ReadCall = Writable & UnaryCall<Streams.ReadReq>
export type BatchAppendCall = Duplex & ServerCall

interface GrpcServer {
  addService(definition: unknown, implementation: unknown): void
  createConnectionInjector(credentials: unknown): { injectConnection(connection: Duplex): void }
  forceShutdown(): void
}
interface GrpcLibrary {
  readonly Server: new (options?: Readonly<Record<string, number>>) => GrpcServer
  readonly ServerCredentials: { createInsecure(): unknown }
  readonly Metadata: new () => CallMetadata
  readonly status: Readonly<Record<'NOT_FOUND' | 'UNAVAILABLE' | 'UNKNOWN' | 'INVALID_ARGUMENT', number>> &
    Readonly<Record<'FAILED_PRECONDITION' | 'UNIMPLEMENTED' | 'ABORTED' | 'CANCELLED', number>>
}

const fromServer = createRequire(new URL('../../server/package.json', import.meta.url))
const fromClient = createRequire(fromServer.resolve('@kurrent/kurrentdb-client'))
const generated = (name: string): unknown =>
  fromServer(`@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/${name}.js`)

export const grpc = fromClient('@grpc/grpc-js') as GrpcLibrary
export const streams = generated('streams_pb') as typeof Streams
export const shared = generated('shared_pb') as typeof Shared
export const status = generated('status_pb') as typeof Status
export const gossip = generated('gossip_pb') as typeof Gossip
export const features = generated('serverfeatures_pb') as typeof Features
export const { StreamsService } = generated('streams_grpc_pb') as { readonly StreamsService: unknown }
export const { GossipService } = generated('gossip_grpc_pb') as { readonly GossipService: unknown }
export const { ServerFeaturesService } = generated('serverfeatures_grpc_pb') as {
  readonly ServerFeaturesService: unknown
}

/** `google.protobuf.Any` and `Empty`, from the library that the generated code itself uses. */
export const { Any } = fromClient('google-protobuf/google/protobuf/any_pb.js') as {
  readonly Any: new () => AnyMessage
}
export interface AnyMessage {
  pack(serialized: Uint8Array, name: string): void
}
export const { Empty: GoogleEmpty } = fromClient('google-protobuf/google/protobuf/empty_pb.js') as {
  readonly Empty: new () => NonNullable<ReturnType<Streams.BatchAppendReq.Options['getAny']>>
}
export const { Timestamp } = fromClient('google-protobuf/google/protobuf/timestamp_pb.js') as {
  readonly Timestamp: {
    fromDate(date: Date): NonNullable<ReturnType<Streams.BatchAppendReq.Options['getDeadline21100']>>
  }
}
