import java.math.BigInteger;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;

static final SecureRandom RANDOM = new SecureRandom();

/// Makes what an installation keeps secret: `java k8s/NewSecrets.java FOLDER`.
///
/// `signing-keys.json` is a private JWK set with one RS256 key, `ticket-secrets` one line with the id and the secret
/// that seals session tickets, `database.env` where the registry's PostgreSQL server is, with a password to give its user
/// there. All are for their owner's eyes only. A file that is there is never overwritten.
void main(String[] args) throws Exception {
    if (args.length != 1) {
        System.err.println("Usage: java NewSecrets.java FOLDER");
        System.exit(2);
    }
    var folder = Files.createDirectories(Path.of(args[0]));
    write(folder.resolve("signing-keys.json"), signingKeys());
    write(folder.resolve("ticket-secrets"), HexFormat.of().formatHex(random(4)) + ":" + base64url(random(32)) + "\n");
    write(folder.resolve("database.env"), """
            PLAYGATE_DATABASE_URL=jdbc:postgresql://postgresql.database.svc/playgate
            PLAYGATE_DATABASE_USERNAME=playgate
            PLAYGATE_DATABASE_PASSWORD=%s
            """.formatted(base64url(random(32))));
}

String signingKeys() throws Exception {
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    var key = (RSAPrivateCrtKey) generator.generateKeyPair().getPrivate();
    return """
            {"keys": [{
              "kty": "RSA", "use": "sig", "alg": "RS256", "kid": "%s",
              "n": "%s",
              "e": "%s",
              "d": "%s",
              "p": "%s",
              "q": "%s",
              "dp": "%s",
              "dq": "%s",
              "qi": "%s"
            }]}
            """.formatted(base64url(random(12)), number(key.getModulus()), number(key.getPublicExponent()),
            number(key.getPrivateExponent()), number(key.getPrimeP()), number(key.getPrimeQ()),
            number(key.getPrimeExponentP()), number(key.getPrimeExponentQ()), number(key.getCrtCoefficient()));
}

void write(Path file, String text) throws IOException {
    var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Files.createFile(file, ownerOnly);
    Files.writeString(file, text);
}

byte[] random(int length) {
    var bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
}

/// Base64urlUInt of RFC 7518 section 2: big-endian, without a sign byte.
String number(BigInteger value) {
    var bytes = value.toByteArray();
    return base64url(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
}

String base64url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
}
