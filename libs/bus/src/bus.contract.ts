import { describeBus, type Place } from './bus-at-hand.fixture.ts';
import { deliveryContract } from './delivery.contract.ts';
import { fatesContract } from './fates.contract.ts';
import { lagContract } from './lag.contract.ts';

/** What both buses promise. */
export function busContract(title: string, place: Place): void {
  describeBus(title, place, (at) => {
    deliveryContract(at);
    fatesContract(at);
    lagContract(at);
  });
}
