/** Writes the configuration reference and .env.example anew from the schemas. Use: node infra/configuration/main.ts */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { root } from '../checks/repository.ts';
import { writtenFromSettings } from './written-from-settings.ts';

for (const { path, text } of await writtenFromSettings()) writeFileSync(resolve(root, path), text);
