export { faultsOf, readJson, type Schema } from './read-json.ts';
export { accepted, created, noContent, ok } from './replies.ts';
export { type RequestDescription, requestOf } from './request-of.ts';
export type { Reply, Request, Route } from './route.ts';
export { type HttpListener, type HttpServer, type HttpServerOptions, httpServer } from './server.ts';
