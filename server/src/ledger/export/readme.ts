// What an auditor reads first.

/** The text beside an export. */
export function readme(origin: string, size: number, at: Date): string {
  return `The ledger ${origin}, ${size} entries, exported ${at.toISOString()}

VERIFY IT
    node verify.mjs . KEY
with Node 20 or newer, offline. KEY is the ledger's verifier key as you got it elsewhere: from the console, from a certificate, from a witness.
Without KEY the one in the file "key" is used, which proves only that the folder agrees with itself. Behind KEY you may name keys of witnesses
who must have co-signed. Read verify.mjs and verify-certificate.mjs before you trust them (they are short, and import nothing else), or write your
own: all formats are public. The second verifies the certificate of an erasure by itself: node verify-certificate.mjs CERTIFICATE.json KEY

WHAT IS IN IT
    checkpoint      size and root of the tree, signed by the ledger and its witnesses (C2SP tlog-checkpoint, tlog-cosignature)
    tile/L/N        hashes of the tree (C2SP tlog-tiles, RFC 6962)
    tile/entries/N  the entries: id, time, act, and a salted commitment to the payload
    payload/N       a line for each entry: salt and payload (who acted, about whom, for which purpose, facts) as canonical JSON (RFC 8785),
                    or null when it was erased with its person
    timestamp/S.*   time stamps (RFC 3161, if any) of the checkpoint of S entries: .note is what was stamped, .tst the token. verify.mjs holds the
                    note against the tree; hold the token against it by
                    openssl ts -verify -token_in -in S.tst -data S.note -CAfile AUTHORITY.pem
    key             the ledger's verifier key (C2SP signed-note, Ed25519)
    keys.json       only where the key was changed: for each change what the key before and the key after signed (size and root of the tree, both
                    keys), and the checkpoint of that size, which both signed. The last entry of that tree, "ledger.key-changed", names the new key.
                    "compromised": what a later key signed of the key before, which is in other hands, as an entry "ledger.key-compromised" says too:
                    it counts for nothing beyond that size, and alone for nothing. "succession": the key before was destroyed already when its ledger
                    came back, and signed neither; each note was signed by one key and names the next, from that one to the new one
    files           SHA-256 of every file above, of verify.mjs, verify-certificate.mjs and this text, signed by the ledger

The commitment is SHA-256 over the 32 bytes of the salt and the payload's JSON. A payload may be missing only when an entry of the act
"ledger.payloads-erased" names its position and bears the ledger's signature over the lines "parley ledger payloads erased", the name of the
ledger without "parley/", the id of that entry, and the positions.

KEEP IT WELL
Payloads name people and staff by pseudonyms, which are personal data (GDPR, Art. 4(5)). Whoever is erased after this export is still in it:
delete it when it has served its purpose.
`;
}
