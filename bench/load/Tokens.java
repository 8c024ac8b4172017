import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;

static final String KEY_ID = "bench-1";
static final Duration LIFETIME = Duration.ofDays(180);
static final int IN_A_CHUNK = 1000;

/// Makes what the gateways of `bench/run` share: `java Tokens.java FOLDER N ISSUER ORGANISATION STREAM`.
///
/// In the folder, which only this program writes: `private.der` (an RSA key of 2048 bits, made once), `public.pem`,
/// `signing-keys.json` and `ticket-secrets` (Playgate's), and `tokens`, N lines of one playback token each (RS256), no two
/// alike, for the stream. Tokens that are there already and live for another day are kept.
void main(String[] args) throws Exception {
    var folder = Files.createDirectories(Path.of(args[0]));
    var count = Integer.parseInt(args[1]);
    var key = key(folder.resolve("private.der"));
    var random = new byte[32];
    new SecureRandom().nextBytes(random);
    Files.writeString(folder.resolve("public.pem"), pem(key));
    Files.writeString(folder.resolve("signing-keys.json"), jwks(key));
    Files.writeString(folder.resolve("ticket-secrets"), "bench:" + base64url(random) + "\n");

    var file = folder.resolve("tokens");
    var kept = new ArrayList<String>();
    if (Files.exists(file) && Files.getLastModifiedTime(file).toInstant()
            .isAfter(Instant.now().minus(LIFETIME).plus(Duration.ofDays(1)))) {
        kept.addAll(Files.readAllLines(file).stream().limit(count).toList());
    }
    var claims = claims(args[2], args[3], args[4], Instant.now().getEpochSecond());
    var chunks = IntStream.range(0, Math.ceilDiv(count - kept.size(), IN_A_CHUNK)).parallel()
            .mapToObj(chunk -> sign(key, claims, Math.min(IN_A_CHUNK, count - kept.size() - chunk * IN_A_CHUNK)))
            .toList();
    chunks.forEach(kept::addAll);
    if (!chunks.isEmpty()) {
        var whole = Files.write(folder.resolve("tokens.part"), kept);
        Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}

RSAPrivateCrtKey key(Path file) throws Exception {
    if (Files.exists(file)) {
        return (RSAPrivateCrtKey) KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(Files.readAllBytes(file)));
    }
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    var key = generator.generateKeyPair().getPrivate();
    Files.write(file, key.getEncoded());
    return (RSAPrivateCrtKey) key;
}

/// The claims of the README with "streams"; the place of "jti" is left open.
String claims(String issuer, String organisation, String stream, long now) {
    return """
            {"iss":"%s","aud":"splay","sub":"%s","jti":"%%s","iat":%d,"nbf":%d,"exp":%d,"streams":["%s"],\
            "user":"viewer-of-the-bench","tag":"bench"}""".formatted(issuer, organisation, now - 60, now - 60,
            now + LIFETIME.toSeconds(), stream);
}

List<String> sign(PrivateKey key, String claims, int count) {
    try {
        var header = base64url(utf8("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"" + KEY_ID + "\"}"));
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key);
        var tokens = new ArrayList<String>();
        for (var i = 0; i < count; i++) {
            var signed = header + "." + base64url(utf8(claims.formatted(UUID.randomUUID())));
            signature.update(utf8(signed));
            tokens.add(signed + "." + base64url(signature.sign()));
        }
        return tokens;
    } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
    }
}

String pem(RSAPrivateCrtKey key) throws Exception {
    var spec = new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent());
    var encoded = KeyFactory.getInstance("RSA").generatePublic(spec).getEncoded();
    return "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder(64, utf8("\n")).encodeToString(encoded)
            + "\n-----END PUBLIC KEY-----\n";
}

String jwks(RSAPrivateCrtKey key) {
    return """
            {"keys": [{"kty": "RSA", "use": "sig", "alg": "RS256", "kid": "%s", "n": "%s", "e": "%s", "d": "%s",
              "p": "%s", "q": "%s", "dp": "%s", "dq": "%s", "qi": "%s"}]}
            """.formatted(KEY_ID, number(key.getModulus()), number(key.getPublicExponent()),
            number(key.getPrivateExponent()), number(key.getPrimeP()), number(key.getPrimeQ()),
            number(key.getPrimeExponentP()), number(key.getPrimeExponentQ()), number(key.getCrtCoefficient()));
}

/// Base64urlUInt of RFC 7518 section 2: big-endian, without a sign byte.
String number(BigInteger value) {
    var bytes = value.toByteArray();
    return base64url(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
}

byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
}

String base64url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
}
