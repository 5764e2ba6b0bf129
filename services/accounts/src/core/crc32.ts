/** The polynomial of CRC-32 as in ISO 3309, zip and PNG, its bits reversed. */
const polynomial = 0xedb88320;

/** Tells any two texts of one length apart that differ in a single character. */
export function crc32(ascii: string): number {
  let crc = 0xffffffff;
  for (let index = 0; index < ascii.length; index += 1) {
    crc ^= ascii.charCodeAt(index) & 0xff;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? polynomial : 0);
  }
  return ~crc >>> 0;
}
