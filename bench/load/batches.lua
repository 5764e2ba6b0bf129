-- POST /v1/events: the body of batch.json with a session of the pool and ids that never come twice.
-- Arguments: site key, four characters that differ from run to run, sessions in the pool.
local folder = debug.getinfo(1, 'S').source:match('^@(.*/)')
dofile(folder .. 'summary.lua')

local parts, idPlaces, sessionPlace = {}, {}, nil
local run, sessions, count = '', 1, 0

local function read(name)
  local file = assert(io.open(folder .. name))
  local text = file:read('*a')
  file:close()
  return text
end

local function split(text)
  local at = 1
  for start, name, after in text:gmatch('()%%(%a+)%%()') do
    parts[#parts + 1] = text:sub(at, start - 1)
    parts[#parts + 1] = ''
    if name == 'session' then sessionPlace = #parts else idPlaces[#idPlaces + 1] = #parts end
    at = after
  end
  parts[#parts + 1] = text:sub(at)
end

local function fill()
  count = count + 1
  local id = string.format('%s%08x', run, count)
  for index = 1, #idPlaces do parts[idPlaces[index]] = id end
  -- 7919 is prime to the size of the pool: all sessions get their turn, neighbours far apart.
  parts[sessionPlace] = string.format('bt_%s%020d', run, count * 7919 % sessions)
end

function init(args)
  local siteKey = args[1]
  run, sessions = args[2], tonumber(args[3])
  split((read('batch.json'):gsub('\n%s*', '')))
  fill()
  local length = #table.concat(parts)
  local head = read('batch.http'):gsub('%%key%%', siteKey):gsub('%%length%%', length):gsub('\n', '\r\n')
  parts[1] = head .. '\r\n' .. parts[1]
end

function request()
  fill()
  return table.concat(parts)
end
