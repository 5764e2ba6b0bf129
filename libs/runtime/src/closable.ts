/** Something that holds a resource: a connection, a listener, a loop. `close` is idempotent. */
export interface Closable {
  close(): Promise<void>;
}
