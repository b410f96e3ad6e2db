export { type CheckedSignIn, checkSignIn } from './check-sign-in.ts';
export { listTags, type TagList } from './list-tags.ts';
export { tagDigest } from './tag-digest.ts';
