/** Whether a function's text is a browser's own. Wrapped ones have another, or none. */
export function isNative(of: unknown): boolean {
  return /{\s+\[native code]\s+}$/.test(Function.prototype.toString.call(of));
}
