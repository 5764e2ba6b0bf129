/** File endings of assets that browsers fetch by themselves. */
const assets =
  /\.(?:avif|bmp|css|eot|gif|ico|jpe?g|js|json|map|mjs|mp3|mp4|ogg|otf|pdf|png|svg|ttf|txt|wasm|webm|webmanifest|webp|woff2?|xml)$/i;

/** Whether a request path names a static resource; a query or fragment is not looked at. */
export function isStaticResource(path: string | null): boolean {
  if (path === null) return false;
  const bare = path.split(/[?#]/, 1)[0] ?? '';
  return bare.startsWith('/.well-known/') || assets.test(bare);
}
