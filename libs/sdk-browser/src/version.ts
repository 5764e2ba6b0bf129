/** Of the script: `collector_version` on the wire, part of its immutable address. The package has the same. */
export const version = '0.1.0';
