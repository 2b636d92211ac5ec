import assert from 'node:assert/strict'
import { test } from 'node:test'
import { qrPicture } from './qr-picture.ts'

test('a QR code is one picture with a name, whatever the name holds, and another address gives another picture', () => {
  const one = qrPicture('https://care.example.gov.uk/check-in/phone?tag=7KQ2M4XA', 'The tag’s "address" <of> a home')
  assert.match(one, /^<svg class="tw-qr" role="img" aria-label="The tag’s &#34;address&#34; &#60;of&#62; a home" /)
  assert.notEqual(one, qrPicture('https://care.example.gov.uk/check-in/phone?tag=7KQ2M4XB', 'The tag’s "address" <of> a home'))
})
