/** The element of the page with this id. */
export const byId = (id) => document.getElementById(id);

/** A new element with text or elements inside; null and undefined are left out. */
export function element(tag, attributes, ...content) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) made.setAttribute(name, value);
  made.append(...content.filter((one) => one !== null && one !== undefined));
  return made;
}

/** Sets text where it differs, so that what stays the same is neither drawn nor read out again. */
export function setText(where, text) {
  if (where.textContent !== text) where.textContent = text;
}
