export { stopRunning as default } from './global-setup.ts';
