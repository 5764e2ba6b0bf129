export { connectNetworks, type NetworksConnections } from './connect-networks.ts';
export { type LiveNetworks, liveNetworks } from './live-networks.ts';
export type { ConfirmedCrawler, Crawler, ListRecipe, NetworkKind, NetworkList } from './network-list.ts';
export { type CrawlerProof, type Network, type Networks, networksOf, type Verification } from './networks.ts';
export { isPublicAddress, readPublicAddress } from './public-address.ts';
export { type FetchList, type RefreshOptions, refreshLists } from './refresh-lists.ts';
export { readSnapshot, type Snapshot } from './snapshot.ts';
export { postgresStoredLists, type StoredList, type StoredLists } from './stored-lists.postgres.ts';
