/**
 * What a credential of the control plane may be allowed to do, by area. Names and areas are those the neighbouring portal
 * gives its API keys, so that a set written for it works here; on this platform sites are projects and captcha records are
 * scored sessions.
 */
export const permissionAreas = {
  AccessRules: [
    'getRules',
    'getSuggestion',
    'getSuggestions',
    'applySuggestions',
    'createRule',
    'deleteRule',
    'deleteRuleGroup',
  ],
  Sites: ['getSite', 'getSites', 'createSite', 'deleteSite', 'updateSite'],
  ApiKeys: ['getApiKeys', 'createApiKey', 'updateApiKey', 'deleteApiKey'],
  Users: ['getUsers', 'createUser', 'updateUser', 'deleteUser'],
  Traffic: ['getTraffic'],
  Verify: ['verify'],
  SearchCaptchaRecords: ['searchCaptchaRecords'],
} as const;

export type PermissionArea = keyof typeof permissionAreas;
export type Permission = (typeof permissionAreas)[PermissionArea][number];

/** All 23. */
export const permissions: readonly Permission[] = Object.values(permissionAreas).flat();

export const roles = ['owner', 'admin', 'viewer'] as const;
export type Role = (typeof roles)[number];

const reading: readonly Permission[] = [
  'getRules',
  'getSuggestion',
  'getSuggestions',
  'getSite',
  'getSites',
  'getApiKeys',
  'getUsers',
  'getTraffic',
  'searchCaptchaRecords',
];

/** What a person may do in an account. Owner and admin differ in one thing: nobody removes or changes the owner. */
export const rolePermissions: Readonly<Record<Role, readonly Permission[]>> = {
  owner: permissions,
  admin: permissions,
  viewer: reading,
};

/** What a labelled project key may do, in its project alone: nothing that concerns people, or makes and ends projects. */
export const projectKeyPermissions: readonly Permission[] = permissions.filter(
  (permission) => !/User|createSite|deleteSite|getSites/.test(permission),
);
