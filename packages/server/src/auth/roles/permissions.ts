/** Permissions by what they are about; roles are made of these groups. The names are those that operations of the contract demand. */

export const seeImages = [
  'getImage',
  'getImageAncestors',
  'getImageContent',
  'getImageEvaluation',
  'getImageSbom',
  'getImageVulnerabilities',
  'listImageImports',
  'listImages',
] as const;

export const addImages = ['createImage', 'createScan', 'importImage'] as const;

/** Writing what people and other scanners know of images. */
export const addEvidence = ['updateImageEvidence'] as const;

/** Vouching for verdicts with the key of the server. */
export const vouch = ['signVerdict'] as const;

export const seePolicies = ['getPolicy', 'listPolicies'] as const;
export const editPolicies = ['createPolicy', 'deletePolicy', 'updatePolicy'] as const;

export const seeRegistries = ['getRegistry', 'listRegistries'] as const;
export const editRegistries = ['createRegistry', 'deleteRegistry', 'updateRegistry'] as const;

export const seeSubscriptions = ['getSubscription', 'listSubscriptions'] as const;
export const editSubscriptions = ['createSubscription', 'deleteSubscription', 'updateSubscription'] as const;

export const searchPortfolio = ['queryImagesByPackage', 'queryVulnerabilities'] as const;

/** What everyone who works in an account may know about the server. */
export const seeServer = ['getAccount', 'getFeeds', 'getResourceLimits', 'listServices'] as const;

export const manageUsers = [
  'createRoleMember',
  'createUser',
  'createUserApiKey',
  'createUserCredential',
  'deleteRoleMember',
  'deleteUser',
  'deleteUserApiKey',
  'deleteUserCredential',
  'getAccount',
  'listRoleMembers',
  'listRoles',
  'listUserApiKeys',
  'listUserCredentials',
  'listUsers',
  'updateAccount',
  'updateUserApiKey',
] as const;

/** What concerns all accounts or the server itself: never held through a role in one account. */
export const runServer = [
  'createAccount',
  'createUserGroup',
  'deleteAccount',
  'deleteService',
  'deleteUserGroup',
  'listAccounts',
  'listAllUsers',
  'listUserGroups',
  'syncFeeds',
  'testWebhook',
  'updateAccountState',
  'updateFeeds',
  'updateLogging',
  'updateUserGroup',
] as const;
