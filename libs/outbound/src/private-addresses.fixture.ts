const words = (text: string) => text.trim().split(/\s+/);

/** Hosts as an attacker writes them into a URL, all of which lead inside. */
export const privateHosts = [
  // Loopback and "this host", in every spelling a URL parser takes.
  ...words(`127.0.0.1 127.1 127.0.1 2130706433 0x7f000001 0x7f.1 0177.0.0.1 017700000001 127.0.0.1. 127.255.255.254
    0.0.0.0 0 0x0 00000000000 0.1.2.3 %31%32%37.0.0.1 １２７.0.0.1 127。0。0。1`),
  // Private, link-local (with the clouds' metadata services), carrier-grade NAT.
  ...words(`10.0.0.1 10.255.255.255 172.16.0.1 172.31.255.255 192.168.0.1 192.168.255.255 0xc0a80001 169.254.169.254
    2852039166 0xa9fea9fe 169.254.170.2 100.64.0.1 100.100.100.200 168.63.129.16`),
  // Set apart for protocols, documentation, benchmarks, multicast, the future.
  ...words(`192.0.0.1 192.0.0.192 192.0.2.1 192.88.99.1 198.18.0.1 198.19.255.255 198.51.100.1 203.0.113.1 224.0.0.1
    239.255.255.255 240.0.0.1 255.255.255.255`),
  // IPv6 of its own.
  ...words(`[::] [::1] [0:0:0:0:0:0:0:1] [fe80::1] [febf::1] [fec0::1] [fc00::1] [fd00:ec2::254] [100::1] [2001:db8::1]
    [3fff::1] [5f00::1] [ff02::1] [2001:2::1] [2001:10::1] [2001:20::1] [4000::1]`),
  // IPv4 inside IPv6: mapped, compatible, translated, NAT64 (both prefixes), 6to4, Teredo.
  ...words(`[::ffff:127.0.0.1] [::ffff:7f00:1] [::ffff:10.0.0.1] [0:0:0:0:0:ffff:a9fe:a9fe] [::127.0.0.1]
    [::ffff:0:127.0.0.1] [64:ff9b::127.0.0.1] [64:ff9b::a9fe:a9fe] [64:ff9b:1::10.0.0.1] [2002:7f00:1::]
    [2002:a9fe:a9fe::1] [2001:0:53aa:64c:0:0:80ff:fffe]`),
];

/** Neighbours of those ranges, and well-known services, which are outside. */
export const publicAddresses =
  words(`1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.1 100.63.255.255 100.128.0.1 126.255.255.255
  128.0.0.1 172.15.255.255 172.32.0.1 192.167.255.255 192.169.0.1 198.17.255.255 198.20.0.1 223.255.255.255
  ::ffff:8.8.8.8 2606:4700:4700::1111 2a00:1450:4001:80b::200e 2620:fe::fe`);
