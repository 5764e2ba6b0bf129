import type { RedisOptions, Result } from 'ioredis';
import { addUnseen, removeSeen } from './seen-pages.redis.ts';

/**
 * Newest revision wins. KEYS: the entries' keys. ARGV: time to live in ms, then for each key its revision (4 bytes,
 * big-endian) followed by its value. Revisions are compared as numbers: Lua compares text by the server's locale.
 */
const putNewest = `
for index, key in ipairs(KEYS) do
  local new = ARGV[index + 1]
  local old = redis.call('GETRANGE', key, 0, 3)
  if #old < 4 or struct.unpack('>I4', old) <= struct.unpack('>I4', new) then
    redis.call('SET', key, new, 'PX', ARGV[1])
  end
end`;

/**
 * What slots held before for the tags asked for: '' where nothing. KEYS: the slots. ARGV: time to live in ms, then for each
 * slot the tag and what to put there: tag · 2³² + holder, or '' when the slot is only looked at. Whole numbers, which Redis
 * keeps without text of their own.
 */
const claimSlots = `
local before = {}
for index, key in ipairs(KEYS) do
  local tag, wanted = ARGV[index * 2], ARGV[index * 2 + 1]
  local old = redis.call('GET', key)
  local same = old and math.floor(tonumber(old) / 4294967296) == tonumber(tag)
  before[index] = same and old or ''
  if not same and wanted ~= '' then redis.call('SET', key, wanted, 'PX', ARGV[1]) end
end
return before`;

export const scripts: NonNullable<RedisOptions['scripts']> = {
  putNewest: { lua: putNewest },
  addUnseen: { lua: addUnseen },
  removeSeen: { lua: removeSeen },
  claimSlots: { lua: claimSlots },
};

type Arguments = readonly (Buffer | string | number)[];

declare module 'ioredis' {
  interface RedisCommander<Context> {
    putNewest(keyCount: number, ...keysThenArguments: Arguments): Result<null, Context>;
    addUnseen(keyCount: number, ...keysThenArguments: Arguments): Result<number[], Context>;
    removeSeen(keyCount: number, ...keysThenArguments: Arguments): Result<null, Context>;
    claimSlots(keyCount: number, ...keysThenArguments: Arguments): Result<string[], Context>;
  }
}
