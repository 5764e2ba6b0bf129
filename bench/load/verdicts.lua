-- GET /v1/sessions/{token}/verdict for sessions of a population, each as often as any other.
-- Arguments: private key, sessions in the population.
dofile(debug.getinfo(1, 'S').source:match('^@(.*/)') .. 'summary.lua')

local before, after, sessions, count = '', '', 1, 0

function init(args)
  sessions = tonumber(args[2])
  before = 'GET /v1/sessions/bt_bench'
  after = '/verdict HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: shop-backend/1.0\r\nAccept: application/json\r\n'
    .. 'Authorization: Bearer ' .. args[1] .. '\r\n\r\n'
  count = math.random(sessions)
end

function request()
  -- 7919 is prime to the size of the population: all sessions get their turn, neighbours far apart.
  count = (count + 7919) % sessions
  return string.format('%s%019d%s', before, count, after)
end
