import { detector } from '../detector.ts';
import { isDesktop } from '../is-desktop.ts';
import { finePointer } from '../sources/fine-pointer.ts';
import { userAgent } from '../sources/user-agent.ts';

export const noFinePointer = detector([finePointer, userAgent], (fine, agent) => !fine && isDesktop(agent));
