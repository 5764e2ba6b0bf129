/**
 * The path and query of a target in absolute form (`GET http://host/path`), which HTTP/1.1 servers must accept; the host
 * plays no part here. Whatever else starts without a slash becomes a path nobody has.
 */
export function originForm(target: string): string {
  const local = target.replace(/^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i, '');
  return local.startsWith('/') ? local : `/${local}`;
}

/**
 * A request target whose path decodes: a `%` that starts no valid UTF-8 becomes `%25`, so that it reaches the route as
 * the text it is. A session called `%` is an unknown session, not a malformed request.
 */
export function repairedPath(target: string): string {
  const end = target.indexOf('?');
  const path = end < 0 ? target : target.slice(0, end);
  return path.replace(/(?:%[0-9a-f]{2})+|%/gi, repaired) + target.slice(path.length);
}

function repaired(escapes: string): string {
  try {
    decodeURIComponent(escapes);
    return escapes;
  } catch {
    return escapes.replaceAll('%', '%25');
  }
}
