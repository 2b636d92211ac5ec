import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { deliveryState, isFailingTooLong, MOST_ATTEMPTS, secondsToNext } from './delivery-rules.ts'
import { addressFault, isPublicAddress } from './safe-address.ts'
import { newWebhookSecret, signedHeaders } from './signature.ts'

const at = Temporal.Instant.from('2026-03-02T09:00:00Z')

describe('a request is signed', () => {
  test('as the Standard Webhooks specification writes it: its own example comes out the same', () => {
    const headers = signedHeaders(['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'], 'msg_p5jXN8AQM9LWM0D4loKWxJek', Temporal.Instant.fromEpochMilliseconds(1_614_265_330_000), '{"test": 2432232314}')
    assert.equal(headers['webhook-signature'], 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
  })

  test('once with each secret that holds, the newest first', () => {
    const secrets = [newWebhookSecret(), newWebhookSecret()]
    const { 'webhook-signature': signatures = '', 'webhook-timestamp': timestamp } = signedHeaders(secrets, 'id', at, '{}')
    const wanted = secrets.map((secret) => `v1,${createHmac('sha256', Buffer.from(secret.slice(6), 'base64')).update(`id.${String(timestamp)}.{}`).digest('base64')}`)
    assert.deepEqual(signatures.split(' '), wanted)
  })
})

describe('requests go to public addresses alone', () => {
  const inside = ['https://localhost/x', 'https://127.0.0.1/', 'https://0x7f.1/', 'https://2130706433/', 'https://10.1.2.3/', 'https://172.31.0.9', 'https://192.168.1.1', 'https://169.254.169.254/latest/meta-data', 'https://100.64.0.1', 'https://0.0.0.0',
    'https://[::1]/', 'https://[::ffff:10.0.0.1]/', 'https://[fe80::1]/', 'https://[fc00::1]/', 'https://[2002:a00:1::]/', 'https://[64:ff9b::a00:1]/', 'https://database.internal', 'https://printer', 'https://printer.local.', 'https://a.localhost']
  for (const address of inside) test(`not ${address}`, () => assert.match(addressFault(address, false) ?? '', /inside a network/))

  test('by https, without a name and password in the address', () => {
    assert.equal(addressFault('https://care.example.org/tendwell?key=1', false), undefined)
    assert.equal(addressFault('https://93.184.215.14:8443/', false), undefined)
    assert.match(addressFault('http://care.example.org', false) ?? '', /begin with https/)
    assert.match(addressFault('https://name:word@care.example.org', false) ?? '', /password/)
    for (const address of ['ftp://care.example.org', 'javascript:alert(1)', 'care.example.org', '']) assert.match(addressFault(address, false) ?? '', /Enter a web address/)
  })

  test('unless a setting allows others', () => assert.equal(addressFault('http://127.0.0.1:9999/', true), undefined))

  test('no address of a private network counts as public', () => {
    fc.assert(fc.property(fc.nat(255), fc.nat(255), fc.nat(255), (a, b, c) => !isPublicAddress(`10.${String(a)}.${String(b)}.${String(c)}`) && !isPublicAddress(`127.${String(a)}.${String(b)}.${String(c)}`) && !isPublicAddress(`192.168.${String(a)}.${String(b)}`)))
  })
})

describe('a delivery', () => {
  test('is tried ten times in about three days, each time later', () => {
    const waits = Array.from({ length: MOST_ATTEMPTS }, (_, place) => secondsToNext(place + 1))
    assert.equal(waits.at(-1), undefined)
    const hours = waits.reduce<number>((sum, wait) => sum + (wait ?? 0), 0) / 3600
    assert.ok(hours > 72 && hours < 80, String(hours))
    for (const [place, wait] of waits.slice(1, -1).entries()) assert.ok((wait ?? 0) > (waits[place] ?? 0))
  })

  test('that was taken once is taken, whatever came after', () => {
    assert.equal(deliveryState([]), 'waiting')
    assert.equal(deliveryState([{ number: 1, wasTaken: true }, { number: 2, wasTaken: false }]), 'taken')
    assert.equal(deliveryState(Array.from({ length: MOST_ATTEMPTS }, (_, place) => ({ number: place + 1, wasTaken: false }))), 'given-up')
  })
})

test('an endpoint fails for too long when all of ten attempts and three days failed, and not sooner', () => {
  const since = (hours: number, failures: number) => isFailingTooLong({ firstFailureAt: at.subtract({ hours }), failures }, at)
  assert.deepEqual([since(72, 10), since(71, 10), since(72, 9), since(500, 3)], [true, false, false, false])
})
