import { expect, test } from 'vitest'
import { isCidr, openAddressGate } from './address-gate.ts'

const special = `127.0.0.1 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 0.0.0.0 100.64.0.1 100.100.100.200
  168.63.129.16 192.0.0.1 192.0.2.1 198.18.0.1 198.51.100.1 203.0.113.1 192.88.99.1 224.0.0.1 240.0.0.1
  255.255.255.255 :: ::1 ::ffff:127.0.0.1 ::ffff:7f00:1 ::ffff:168.63.129.16 ::127.0.0.1 64:ff9b::7f00:1
  64:ff9b:1::7f00:1 2002:7f00:1:: 2001:0:7f00:1:: 2001:db8::1 3fff::1 5f00::1 100::1 fc00::1 fd00:ec2::254
  fe80::1 fe80::1%eth0 fec0::1 ff02::1`.split(/\s+/)

test.each(special)('the special address %s is refused', (address) => {
  expect(openAddressGate([]).allows(address)).toBe(false)
})

test.each(['8.8.8.8', '77.88.55.242', '::ffff:8.8.8.8', '2606:4700::1111', '2a02:6b8::2:242'])(
  'the public address %s is let through',
  (address) => {
    expect(openAddressGate([]).allows(address)).toBe(true)
  },
)

test.each(['', 'localhost', '127.1.example', '1.2.3.4.5', ':::', '300.1.1.1'])('%j is no address', (text) => {
  expect(openAddressGate([]).allows(text)).toBe(false)
})

test('allowed nets let their addresses through and no others', () => {
  const gate = openAddressGate(['127.0.0.0/8', 'fd00::/8'])
  expect(gate.allows('127.9.9.9')).toBe(true)
  expect(gate.allows('::ffff:127.0.0.1')).toBe(true)
  expect(gate.allows('fd00::1')).toBe(true)
  expect(gate.allows('::1')).toBe(false)
  expect(gate.allows('10.0.0.1')).toBe(false)
})

test('a net that is no CIDR stops the start', () => {
  expect(isCidr('10.0.0.0')).toBe(false)
  expect(() => openAddressGate(['10.0.0.0'])).toThrow('not a CIDR: 10.0.0.0')
})
