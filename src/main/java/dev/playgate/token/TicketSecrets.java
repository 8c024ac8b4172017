package dev.playgate.token;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secrets that seal session tickets, the same on all replicas. The first seals and all open, so that a rotation
 * adds the new one as the last everywhere, then makes it the first, then takes the old one out.
 */
public final class TicketSecrets {

    private static final int SECRET_BYTES = 32;
    private static final Pattern LINE = Pattern.compile("([A-Za-z0-9]{1,8}):([^:]*)");

    private final String sealingId;
    private final Map<String, Mac> macs;

    private TicketSecrets(String sealingId, Map<String, Mac> macs) {
        this.sealingId = sealingId;
        this.macs = macs;
    }

    /**
     * Reads lines of {@code id:secret}: an id of 1 to 8 letters and digits, and 32 bytes in unpadded base64url. Empty
     * lines and lines that start with {@code #} say nothing.
     *
     * @throws KeyMaterialException with what is wrong in each line, or when there is no secret
     */
    public static TicketSecrets parse(String text) throws KeyMaterialException {
        List<String> faults = new ArrayList<>();
        Map<String, Mac> macs = new LinkedHashMap<>();
        int number = 0;
        for (String line : text.lines().map(String::strip).toList()) {
            number++;
            if (!line.isEmpty() && !line.startsWith("#")) {
                String fault = add(line, macs);
                if (!fault.isEmpty()) {
                    faults.add("line " + number + ": " + fault);
                }
            }
        }
        if (macs.isEmpty() && faults.isEmpty()) {
            faults.add("there is no ticket secret");
        }
        if (!faults.isEmpty()) {
            throw new KeyMaterialException(faults);
        }
        return new TicketSecrets(macs.keySet().iterator().next(), macs);
    }

    /** Writes a file with one new secret, unless the file is there. */
    public static void generateIfMissing(Path file) throws IOException {
        SecretFile.createIfMissing(file, () -> {
            byte[] secret = new byte[SECRET_BYTES];
            new SecureRandom().nextBytes(secret);
            return "1:" + Base64Url.encode(secret) + "\n";
        });
    }

    String sealingId() {
        return sealingId;
    }

    /** An authentication of one's own under this secret, ready for use. */
    Optional<Mac> mac(String id) {
        return Optional.ofNullable(macs.get(id)).map(TicketSecrets::copy);
    }

    private static String add(String line, Map<String, Mac> macs) {
        var parts = LINE.matcher(line);
        if (!parts.matches()) {
            return "not an id of 1 to 8 letters and digits, a colon, and a secret";
        }
        Optional<byte[]> secret = Base64Url.decode(parts.group(2)).filter(bytes -> bytes.length == SECRET_BYTES);
        if (secret.isEmpty()) {
            return "the secret is not " + SECRET_BYTES + " bytes of unpadded base64url";
        }
        return macs.putIfAbsent(parts.group(1), newMac(secret.get())) == null ? "" : "another line has this id";
    }

    private static Mac newMac(byte[] secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HmacSHA256", e);
        }
    }

    /** Several times faster than to initialise another one. */
    private static Mac copy(Mac mac) {
        try {
            return (Mac) mac.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the HmacSHA256 of this Java cannot be copied", e);
        }
    }
}
