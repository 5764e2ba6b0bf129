/** What services see of HTTP: routes and their parts, replies, the server, and requests made by hand for tests. */
export { connectionTimes } from './connection-times.ts';
export { systemLoop } from './event-loop.ts';
export { type OpenApiOptions, openApiDocument } from './open-api.ts';
export { privateKeyOf } from './private-key.ts';
export { checked, faultsOf, type Refusal, readJson, type Schema } from './read-json.ts';
export {
  accepted,
  type Caching,
  created,
  file,
  noContent,
  notModified,
  ok,
  type Telling,
  text,
} from './replies.ts';
export { type HandMadeRequest, type RequestDescription, requestOf } from './request-of.ts';
export type { Priority, Reply, Request, Route } from './route.ts';
export { type HttpListener, type HttpServer, type HttpServerOptions, httpServer } from './server.ts';
export { isBusy } from './shedding.ts';
