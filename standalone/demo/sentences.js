/** What speaks for a person has no entry in the registry of detections; these are its sentences. */
export const sentences = {
  natural_presses: 'Your presses last as long as a finger makes them.',
  natural_typing: 'Your keys are held and overlap as they do when people type.',
  no_rollover: 'No key went down before the last one was up: usual for slow typists, and for programs.',
  joined_samples: 'The browser joined several readings of a real pointing device.',
  living_finger: 'Your touches change their size or force, as fingers do.',
  ruled_swipes: 'Your swipes are as straight as a ruler.',
  varied_pointer: 'Your pointer moves in many directions.',
  natural_pointer: 'Your pointer moves with some variation.',
  sustained_pointer: 'Your pointer moved for a while, and not always alike.',
  mixed_input: 'You used the page in more than one way.',
  unhurried_start: 'You took a moment before you began.',
  touch: 'You use a touch screen.',
  verified_crawler: 'This is a known crawler, at an address its owner publishes.',
  signed_agent: 'This is an agent that signs its requests.',
};

/** A name of the interface as words: `speed_variety` is "Speed variety". */
export function inWords(name) {
  const words = name.replaceAll(/[_.]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
