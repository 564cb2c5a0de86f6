/**
 * Whether `text` can be an e-mail address: one @, a dotted domain, no spaces, at most 254 characters.
 * Only a message that arrives proves more.
 */
export function isEmail(text: string): boolean {
  return (
    text.length <= 254 &&
    /^[^\s@"<>()[\],;:\\]{1,64}@[a-z\d](?:[a-z\d-]*[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]*[a-z\d])?)+$/i.test(text)
  );
}
