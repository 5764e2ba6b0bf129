/** What a user agent claims: a computer, as opposed to telephones, tablets and televisions. */
export function isDesktop(userAgent: string): boolean {
  return /Windows NT|Macintosh|X11/.test(userAgent) && !/Mobi|Android|TV/.test(userAgent);
}
