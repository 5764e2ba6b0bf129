/**
 * Redis packs a set of whole numbers up to `set-max-intset-entries` (512 unless told) and spends 62 bytes a member beyond.
 * With 510 of them the set is 2,048 bytes, a size its allocator has; two more would round it up to 2,560.
 */
export const pageMembersMax = 510;

/**
 * A bucket is a tree of pages. The first is the set at the bucket's key; below a full one are sixteen, at its key and one
 * more hexadecimal digit: the group's next one, so that members of one call stay together, and where the group has no more,
 * a digit of the member. A page is looked below only when it is full, so no page may lose a member once it is.
 */
const pages = `
local function below(page, members, digits, depth)
  if depth <= #digits then return { [page .. string.sub(digits, depth, depth)] = members } end
  local some = {}
  for _, member in ipairs(members) do
    local digit = math.floor((member + 2147483648) / 16 ^ (depth - #digits - 1)) % 16
    local name = page .. string.sub('0123456789abcdef', digit + 1, digit + 1)
    some[name] = some[name] or {}
    table.insert(some[name], member)
  end
  return some
end

-- Takes what the page has off the list.
local function leaveUnseen(members, page)
  local seen = redis.call('SMISMEMBER', page, unpack(members))
  for index = #members, 1, -1 do
    if seen[index] == 1 then table.remove(members, index) end
  end
end

-- A group's digits, then its members.
local function read(text)
  local digits, rest = string.match(text, '^(%x+),(.*)')
  local members = {}
  for member in string.gmatch(rest, '[^,]+') do members[#members + 1] = member end
  return digits, members
end
`;

/**
 * Members seen for the first time, counted for each group. KEYS: for each group its bucket of the slot before, then its
 * bucket of the slot now. ARGV: ms until the slot now is forgotten, then for each group its digits and its members, each
 * member once, between commas: the client spends a third less on one text than on ten arguments, and Redis no more.
 */
export const addUnseen = `${pages}
local function unseenFrom(page, members, digits, depth)
  leaveUnseen(members, page)
  if #members == 0 or redis.call('SCARD', page) < ${pageMembersMax} then return members end
  local unseen = {}
  for deeper, some in pairs(below(page, members, digits, depth)) do
    for _, member in ipairs(unseenFrom(deeper, some, digits, depth + 1)) do unseen[#unseen + 1] = member end
  end
  return unseen
end

local function addFrom(page, members, digits, depth)
  local size = redis.call('SCARD', page)
  local room = math.max(0, ${pageMembersMax} - size)
  if room < #members then leaveUnseen(members, page) end
  local fitting, added = math.min(room, #members), 0
  if fitting > 0 then
    added = redis.call('SADD', page, unpack(members, 1, fitting))
    if size == 0 then redis.call('PEXPIRE', page, ARGV[1]) end
  end
  if fitting == #members then return added end
  for deeper, some in pairs(below(page, { unpack(members, fitting + 1) }, digits, depth)) do
    added = added + addFrom(deeper, some, digits, depth + 1)
  end
  return added
end

local added = {}
for group = 1, #KEYS / 2 do
  local digits, members = read(ARGV[group + 1])
  local unseen = unseenFrom(KEYS[group * 2 - 1], members, digits, 1)
  added[group] = #unseen == 0 and 0 or addFrom(KEYS[group * 2], unseen, digits, 1)
end
return added`;

/**
 * Forgets members of one group, fewer than a full page has: an empty one would be gone, and its expiry with it. KEYS: its
 * buckets. ARGV: its digits and its members between commas. In the place of what a full page loses it gets the smallest
 * numbers it does not have, as likely as any others to be met by chance.
 */
export const removeSeen = `${pages}
local function removeFrom(page, members, digits, depth)
  local size = redis.call('SCARD', page)
  redis.call('SREM', page, unpack(members))
  if size < ${pageMembersMax} then return end
  local filler = 0
  while redis.call('SCARD', page) < ${pageMembersMax} do
    redis.call('SADD', page, filler)
    filler = filler + 1
  end
  for deeper, some in pairs(below(page, members, digits, depth)) do removeFrom(deeper, some, digits, depth + 1) end
end

local digits, members = read(ARGV[1])
for _, bucket in ipairs(KEYS) do removeFrom(bucket, members, digits, 1) end`;
