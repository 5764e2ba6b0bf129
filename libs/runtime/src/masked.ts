const mask = '[masked]';

/** A JSON member whose name says that its text is a secret, at any depth. */
const secretMember =
  /("[^"]*(?:authorization|cookie|password|secret|token|[_-]key|apikey|privatekey|sitekey)":)"(?:[^"\\]|\\.)*"/gi;
/** Secrets inside free text: error messages of clients quote the connection string and the headers they used. */
const secretText = /\bsk_[A-Za-z0-9_-]+|(?<=\bBearer )[^\s"\\]+|(?<=:\/\/[^\s/"@]*:)[^\s/"@]+(?=@)/gi;

/**
 * A line of the log without its secrets. Runs on the finished line, because a secret hidden by the path of its
 * field comes back with the next field, error or child logger nobody thought of.
 */
export function masked(line: string): string {
  return line.replace(secretMember, `$1"${mask}"`).replace(secretText, mask);
}
