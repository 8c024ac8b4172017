package dev.playgate.control.registry;

/** A registry file in which everything stands that may stand; each test spoils it once. */
final class SampleTexts {

    static final String VALID = """
        organisations:
          - id: 00000000-0000-4000-8000-00000000000a
            name: Alpha
            hash: Alpha
            packages: [secure, vod]
            api-keys: [{name: main, sha256: %s}, {name: spare, sha256: %s}]
            token-keys:
              issuer: https://tokens.alpha.example.com
              keys: [{kty: OKP, crv: Ed25519, kid: alpha-1, use: sig, x: 11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo}]
            groups:
              - id: 00000000-0000-4000-8000-0000000000a1
                streams:
                  - {name: Alpha-one, id: 00000000-0000-4000-8000-0000000000a1, state: live, tags: [passthrough]}
                  - {name: Alpha-two, id: 00000000-0000-4000-8000-0000000000a2}
              - id: 00000000-0000-4000-8000-0000000000a3
                streams: [{name: Alpha-solo, id: 00000000-0000-4000-8000-0000000000a3, state: locked}]
            revoked-tokens: [revoked-1, revoked-2]
            guardian:
              addresses: [{ip: 203.0.113.0/24, type: deny, until: 2030-01-01T00:00:00Z, tag: t}, {ip: "2001:db8::1", type: deny}]
              pages: [{domain: "*", type: deny}, {domain: www.alpha.example.com, type: allow, info: own}, {domain: "*.evil.example.com", type: deny}]
          - id: 00000000-0000-4000-8000-00000000000b
            name: Beta
            hash: 12345
            api-keys: [{name: main, sha256: %s}]
            groups:
              - {id: 00000000-0000-4000-8000-0000000000b1, streams: [{name: 12345-one, id: 00000000-0000-4000-8000-0000000000b1}]}
        """
            .formatted(ApiKeyHash.of("alpha-key").hex(), ApiKeyHash.of("alpha-spare-key").hex(),
                    ApiKeyHash.of("beta-key").hex());

    private SampleTexts() {
    }

    /** The valid text with the first occurrence of a part replaced. Throws when there is none. */
    static String spoiled(String part, String replacement) {
        int at = VALID.indexOf(part);
        if (at < 0) {
            throw new IllegalArgumentException("nothing to spoil: " + part);
        }
        return VALID.substring(0, at) + replacement + VALID.substring(at + part.length());
    }
}
