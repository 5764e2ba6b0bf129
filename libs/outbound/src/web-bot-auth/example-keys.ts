/**
 * Keys whose private halves are printed in specifications: anyone can sign with them. Thumbprints of RFC 9421 B.1.1
 * (RSA), B.1.2 (RSA-PSS) and B.1.4 (Ed25519), and RFC 8037 A.3 (Ed25519).
 */
export const exampleKeys: ReadonlySet<string> = new Set([
  'BHj8s0GPnMEQtkaULIM-PLgEhLBbuGUQ1vMxmBWZzEo',
  'oD0HwocPBSfpNy5W3bpJeyFGY_IQ_YpqxSjQ3Yd-CLA',
  'poqkLGiymh_W0uP6PZFw-dvez3QJT5SolqXBCW38r0U',
  'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k',
]);
