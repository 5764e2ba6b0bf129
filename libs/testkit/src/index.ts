export { describeReal } from './describe-real.ts';
export { embeddedDatabase } from './embedded-database.ts';
export { eventually } from './eventually.ts';
export { type FakeClock, fakeClock } from './fake-clock.ts';
export { type FaultyLink, faultyLink } from './faulty-link.ts';
export { type FreshDatabase, freshDatabase } from './fresh-database.ts';
export { type RealInfrastructure, realInfrastructure } from './real-infrastructure.ts';
export { type SeededProject, type SeedRule, seedProject, seedRule } from './seed-project.ts';
export { uniqueName } from './unique-name.ts';
