import { z } from 'zod';

/** The four enforcement toggles with their observe-first defaults. */
export interface BotSettings {
  readonly allow_verified: boolean;
  readonly protect_static: boolean;
  readonly block_definite: boolean;
  readonly challenge_likely: boolean;
}

export const defaultBotSettings: BotSettings = {
  allow_verified: true,
  protect_static: true,
  block_definite: false,
  challenge_likely: false,
};

export const defaultLikelyBotThreshold = 30;

/** Body of `PUT /v1/projects/{project}/scoring/settings`: flat and partial. */
export const settingsUpdateSchema = z.strictObject({
  allow_verified: z.boolean().optional(),
  protect_static: z.boolean().optional(),
  block_definite: z.boolean().optional(),
  challenge_likely: z.boolean().optional(),
  likely_bot_threshold: z.int().min(1).max(99).optional(),
});
export type SettingsUpdate = z.infer<typeof settingsUpdateSchema>;

/** Answer of the settings calls: the state after the update, toggles nested. */
export interface ScoringSettings {
  readonly bot_settings: BotSettings;
  readonly likely_bot_threshold: number;
}

/** Answer of `POST /v1/projects/{project}/scoring`; `private_key` is a string the first time and null ever after. */
export interface ScoringEnabled extends ScoringSettings {
  readonly site_key: string;
  readonly private_key: string | null;
}

/** Body of `POST /v1/projects/{project}/scoring/rotate`. */
export const rotateSchema = z.strictObject({ type: z.enum(['site', 'private']) });

export interface KeyRotated {
  readonly type: 'site' | 'private';
  readonly key: string;
}
