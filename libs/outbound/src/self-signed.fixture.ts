import { generateKeyPairSync, sign } from 'node:crypto';

const tlv = (tag: number, ...parts: readonly Buffer[]): Buffer => {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 128 ? [length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
};
const sequence = (...parts: readonly Buffer[]) => tlv(0x30, ...parts);
const hex = (text: string) => Buffer.from(text, 'hex');
const ed25519 = sequence(hex('06032b6570'));
const subjectAltName = hex('0603551d11');
const commonName = hex('0603550403');

/** A certificate for these names, signed by its own key, and that key: as PEM, made anew. Good from 2000 to 2049. */
export function selfSigned(...names: readonly string[]) {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const subject = sequence(tlv(0x31, sequence(commonName, tlv(0x0c, Buffer.from('test')))));
  const altNames = sequence(...names.map((name) => tlv(0x82, Buffer.from(name))));
  const body = sequence(
    tlv(0xa0, hex('020102')),
    hex('020101'),
    ed25519,
    subject,
    sequence(tlv(0x17, Buffer.from('000101000000Z')), tlv(0x17, Buffer.from('491231235959Z'))),
    subject,
    publicKey.export({ type: 'spki', format: 'der' }),
    tlv(0xa3, sequence(sequence(subjectAltName, tlv(0x04, altNames)))),
  );
  const signature = tlv(0x03, Buffer.from([0]), sign(null, body, privateKey));
  const der = sequence(body, ed25519, signature).toString('base64');
  const cert = `-----BEGIN CERTIFICATE-----\n${der}\n-----END CERTIFICATE-----\n`;
  return { cert, key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
}
