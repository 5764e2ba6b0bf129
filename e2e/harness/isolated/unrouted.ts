import { readFileSync } from 'node:fs';

/**
 * How often anybody in this network namespace wanted to send to where no way leads, by the kernel's own count: connections and
 * datagrams of every process, whatever language it is written in. In a namespace of loopback alone that is everywhere else.
 */
export function unrouted(): number {
  const [names = '', values = ''] = readFileSync('/proc/net/snmp', 'utf8').match(/^Ip: .*$/gm) ?? [];
  const place = names.split(' ').indexOf('OutNoRoutes');
  const [, v6 = '0'] = /^Ip6OutNoRoutes\s+(\d+)/m.exec(readFileSync('/proc/net/snmp6', 'utf8')) ?? [];
  return Number(values.split(' ')[place]) + Number(v6);
}
