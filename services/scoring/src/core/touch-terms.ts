import { measured, shareOf, type WindowTerm } from './window-term.ts';

/** Fingers. Little is known of how bots forge them, so little is concluded. */
export const touchTerms: readonly WindowTerm[] = [
  {
    id: null,
    term: 'living_finger',
    layer: 'touch',
    points: 12,
    applies: ({ touch }) =>
      measured(
        'varying_touches',
        touch && touch.radius_known + touch.force_known >= 2
          ? (touch.radius_varied + touch.force_varied) / (touch.radius_known + touch.force_known)
          : null,
        (share) => share >= 0.5,
      ),
  },
  {
    id: null,
    term: 'ruled_swipes',
    layer: 'touch',
    points: -8,
    applies: ({ touch }) =>
      measured('straight_swipes', touch && shareOf(touch.straightness, [5, 6], 6), (share) => share >= 0.95),
  },
];
