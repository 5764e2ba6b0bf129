import { z } from 'zod';

/** The four enforcement toggles. */
export const botSettingsSchema = z.object({
  allow_verified: z.boolean(),
  protect_static: z.boolean(),
  block_definite: z.boolean(),
  challenge_likely: z.boolean(),
});
export type BotSettings = Readonly<z.infer<typeof botSettingsSchema>>;

/** Observe first: nothing is enforced until the owner says so. */
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

const threshold = z.int().min(1).max(99);

/** Answer of the settings calls: the state after the update, toggles nested. */
export const scoringSettingsSchema = z.object({
  bot_settings: botSettingsSchema,
  likely_bot_threshold: threshold,
});
export type ScoringSettings = Readonly<z.infer<typeof scoringSettingsSchema>>;

/** Answer of `POST /v1/projects/{project}/scoring`; `private_key` is a string the first time and null ever after. */
export const scoringEnabledSchema = z.object({
  site_key: z.string(),
  private_key: z.string().nullable(),
  ...scoringSettingsSchema.shape,
});
export type ScoringEnabled = Readonly<z.infer<typeof scoringEnabledSchema>>;

/** A week: long enough to roll a key out everywhere, short enough that nobody forgets the old one. */
const graceSecondsMax = 604_800;

/** Body of `POST /v1/projects/{project}/scoring/rotate`. During `grace_seconds` the old key works on beside the new one. */
export const rotateSchema = z.strictObject({
  type: z.enum(['site', 'private']),
  grace_seconds: z.int().min(0).max(graceSecondsMax).default(0),
});

export const keyRotatedSchema = z.object({ type: rotateSchema.shape.type, key: z.string() });
export type KeyRotated = Readonly<z.infer<typeof keyRotatedSchema>>;
