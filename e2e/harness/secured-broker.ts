import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Closable } from '@botect/runtime';
import { ephemeralFolder } from '../../infra/local/ephemeral.ts';
import { startKafka } from '../../infra/local/kafka.ts';
import { requireJars } from '../../infra/local/kafka-jars.ts';
import type { Surroundings } from '../../infra/local/launcher.ts';
import { freePorts } from '../../infra/local/ports.ts';
import { killProcess } from '../../infra/local/program.ts';
import { requirePrograms } from '../../infra/local/programs.ts';
import { infrastructureFolder } from '../../infra/local/start.ts';

/** A broker that lets in who knows a password, over TLS. */
export interface SecuredBroker extends Closable {
  /** `host:port`. */
  readonly address: string;
  /** A file with the certificate to trust. */
  readonly authorityFile: string;
}

export const credentials = { username: 'botect', password: 'right: pass/word%' };

/** Starts it; it ends with this process at the latest. */
export async function securedBroker(): Promise<SecuredBroker> {
  const print = (line: string) => void process.stderr.write(`${line}\n`);
  requirePrograms(print);
  const jars = requireJars(infrastructureFolder, print);
  const surroundings: Surroundings = {
    folder: ephemeralFolder(infrastructureFolder),
    ephemeral: true,
    launched: [],
  };
  const [client = 0, controller = 0, secured = 0] = await freePorts([0, 0, 0]);
  const { authorityFile, keystoreFile } = certificateIn(surroundings.folder);
  const listeners = `PLAINTEXT://127.0.0.1:${client},SECURED://127.0.0.1:${secured}`;
  const mechanisms = { plain: 'plain.PlainLoginModule', 'scram-sha-512': 'scram.ScramLoginModule' };
  const logins = Object.entries(mechanisms).map(([mechanism, module]) => [
    `listener.name.secured.${mechanism}.sasl.jaas.config`,
    `org.apache.kafka.common.security.${module} required user_${credentials.username}="${credentials.password}";`,
  ]);
  await startKafka([{ client, controller }], jars, {
    ...surroundings,
    users: [`SCRAM-SHA-512=[name=${credentials.username},password=${credentials.password}]`],
    settings: {
      listeners: `${listeners},CONTROLLER://127.0.0.1:${controller}`,
      'advertised.listeners': listeners,
      'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SECURED:SASL_SSL',
      'listener.name.secured.ssl.keystore.type': 'PEM',
      'listener.name.secured.ssl.keystore.location': keystoreFile,
      'listener.name.secured.sasl.enabled.mechanisms': 'PLAIN,SCRAM-SHA-512',
      ...Object.fromEntries(logins),
    },
  });
  return {
    address: `127.0.0.1:${secured}`,
    authorityFile,
    async close() {
      await Promise.all(surroundings.launched.map(killProcess));
      rmSync(surroundings.folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** A certificate for 127.0.0.1 that vouches for itself. */
function certificateIn(folder: string) {
  const [authorityFile, keyFile] = [join(folder, 'certificate.pem'), join(folder, 'key.pem')];
  const request = ['req', '-x509', '-nodes', '-newkey', 'rsa:2048', '-days', '2', '-subj', '/CN=localhost'];
  const files = ['-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', keyFile, '-out', authorityFile];
  execFileSync('openssl', [...request, ...files], { stdio: 'ignore' });
  const keystoreFile = join(folder, 'keystore.pem');
  writeFileSync(keystoreFile, readFileSync(keyFile, 'utf8') + readFileSync(authorityFile, 'utf8'));
  return { authorityFile, keystoreFile };
}
