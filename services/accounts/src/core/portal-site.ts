import type { PortalSite, Project } from '@botect/contracts';

/** A project with scoring, as the portal knows it: a site. */
export interface SiteFacts {
  readonly project: Project;
  /** The live one. */
  readonly siteKey: string;
  readonly likelyBotThreshold: number;
}

/** Letters, digits, hyphen and underscore. */
export const siteName = /^[A-Za-z0-9_-]{1,120}$/;

/** Our scores, low is bot, on the portal's scale from 0 to 1, where high is. */
export const portalScore = (score: number): number => Math.round(100 - score) / 100;

/** The threshold of ours that parts sessions where the portal’s does; its ends are the strictest and laxest there are. */
export const thresholdOf = (frictionless: number): number =>
  Math.min(99, Math.max(1, Math.round(100 - frictionless * 100)));

export function siteOf(
  { project, siteKey, likelyBotThreshold }: SiteFacts,
  secretKey: string | null = null,
): PortalSite {
  return {
    name: project.name,
    siteKey,
    secretKey,
    settings: { domains: project.domains, frictionlessThreshold: portalScore(likelyBotThreshold) },
    active: project.is_active,
    createdAt: project.created_at,
    updatedAt: project.updated_at,
  };
}
