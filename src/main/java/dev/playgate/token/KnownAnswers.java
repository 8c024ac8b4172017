package dev.playgate.token;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * Signatures of which it is known whether they hold, from RFC 7515 (appendices A.2 and A.3) and RFC 8037 (A.4), and
 * spoiled. A provider that says otherwise of one of them verifies nothing.
 */
final class KnownAnswers {

    private static final String CLAIMS = "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc"
            + "19yb290Ijp0cnVlfQ";

    /** Of each algorithm the key that signed, and then one that did not (RFC 7517 appendix A.1, RFC 8032 section 7.1). */
    private static final String KEYS = """
        {"keys": [
        {"kid": "RS256", "kty": "RSA", "e": "AQAB", "n": "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-\
        Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5\
        z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9\
        _h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ"},
        {"kid": "RS256-other", "kty": "RSA", "e": "AQAB", "n": "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAt\
        VT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0\
        _FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3X\
        PksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw"},
        {"kid": "ES256", "kty": "EC", "crv": "P-256", "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
         "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"},
        {"kid": "ES256-other", "kty": "EC", "crv": "P-256", "x": "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",
         "y": "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"},
        {"kid": "EdDSA", "kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"},
        {"kid": "EdDSA-other", "kty": "OKP", "crv": "Ed25519", "x": "PUAXw-hDiVqStwqnTRt-vJyYLM8uxJaMwM1V8Sr0Zgw"}
        ]}""";

    /**
     * Bytes are characters of ISO 8859-1.
     *
     * @param holds what every provider has to say
     */
    record Answer(AdmittedKey key, String signed, String signature, boolean holds) {

        boolean isGivenBy(SignatureCheck check) {
            return check.holds(key, signed.getBytes(StandardCharsets.ISO_8859_1),
                    signature.getBytes(StandardCharsets.ISO_8859_1)) == holds;
        }
    }

    private KnownAnswers() {
    }

    static boolean areGivenBy(SignatureCheck check, TokenAlgorithm algorithm) {
        return of(algorithm).stream().allMatch(answer -> answer.isGivenBy(check));
    }

    static List<Answer> of(TokenAlgorithm algorithm) {
        List<AdmittedKey> keys = keys().stream().filter(key -> key.algorithm() == algorithm).toList();
        AdmittedKey key = keys.getFirst();
        String signed = signed(algorithm);
        String signature = new String(Base64Url.decode(signature(algorithm)).orElseThrow(),
                StandardCharsets.ISO_8859_1);
        int length = signature.length();
        Answer good = new Answer(key, signed, signature, true);
        Stream<String> spoiled = Stream.of(spoiled(signature, 0), spoiled(signature, length / 2),
                spoiled(signature, length - 1), "", signature.substring(0, 1), signature.substring(0, length - 1),
                signature + '\0', "\0".repeat(length));
        return Stream.of(
                Stream.of(good, new Answer(keys.getLast(), signed, signature, false),
                        new Answer(key, spoiled(signed, signed.length() - 1), signature, false),
                        new Answer(key, "", signature, false)),
                spoiled.map(other -> new Answer(key, signed, other, false)),
                // Again after all that failed: it must leave nothing behind.
                Stream.of(good)).flatMap(answers -> answers).toList();
    }

    private static String spoiled(String text, int at) {
        return text.substring(0, at) + (char) (text.charAt(at) ^ 1) + text.substring(at + 1);
    }

    private static List<AdmittedKey> keys() {
        try {
            return JwkSets.parse(KEYS);
        } catch (KeyMaterialException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String signed(TokenAlgorithm algorithm) {
        return switch (algorithm) {
            case RS256 -> "eyJhbGciOiJSUzI1NiJ9." + CLAIMS;
            case ES256 -> "eyJhbGciOiJFUzI1NiJ9." + CLAIMS;
            case EDDSA -> "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc";
        };
    }

    private static String signature(TokenAlgorithm algorithm) {
        return switch (algorithm) {
            case RS256 ->
                "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5j"
                        + "ujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Q"
                        + "e7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8"
                        + "np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw";
            case ES256 -> "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";
            case EDDSA -> "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";
        };
    }
}
