import type { SourceFile } from '../checks/repository.ts';
import { configurationPage } from './configuration-page.ts';
import { declaredSettings, processes } from './declared-settings.ts';
import { environmentExample } from './environment-example.ts';

/** The files that are written from the schemas of settings, as they should be. */
export async function writtenFromSettings(): Promise<SourceFile[]> {
  const settings = declaredSettings(await processes());
  return [
    { path: 'docs/operations/configuration.md', text: configurationPage(settings) },
    { path: '.env.example', text: environmentExample(settings) },
  ];
}
