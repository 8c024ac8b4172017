package dev.playgate.edge.sync;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.zip.CRC32C;

/**
 * Lines of a {@link CatalogFile} under one checksum. It covers the line that sealed the batch above as well, or the
 * file's first, and what the seal itself says: so that no line of a file is read unless all above it are as they were
 * written.
 */
final class CatalogBatch {

    private static final String WHOLE = "= ";
    private static final String PART = "+ ";

    private final CRC32C checksum = new CRC32C();

    /** @param above the line before the batch's first */
    CatalogBatch(String above) {
        add(above.getBytes(StandardCharsets.UTF_8));
    }

    void add(byte[] line) {
        checksum.update(line);
        checksum.update('\n');
    }

    /** The line that ends the batch, and a whole catalog. */
    String seal(long version, Instant asOf) {
        return sealed(WHOLE + version + " " + asOf.toEpochMilli() + " ");
    }

    /** The line that ends the batch; the catalog goes on below. */
    String partSeal() {
        return sealed(PART);
    }

    private String sealed(String text) {
        add(text.getBytes(StandardCharsets.US_ASCII));
        return text + Long.toHexString(checksum.getValue());
    }

    static boolean isSeal(String line) {
        return endsWhole(line) || line.startsWith(PART);
    }

    static boolean endsWhole(String seal) {
        return seal.startsWith(WHOLE);
    }

    /** Whether this batch, which is then of no further use, is what the line was written for. */
    boolean isSealedBy(String line) {
        String text = line.substring(0, line.lastIndexOf(' ') + 1);
        return sealed(text).equals(line);
    }

    /** Of a line that {@link #endsWhole}, and that sealed its batch. */
    static long version(String seal) {
        return Long.parseLong(seal.split(" ", -1)[1]);
    }

    /** As {@link #version}. */
    static Instant asOf(String seal) {
        return Instant.ofEpochMilli(Long.parseLong(seal.split(" ", -1)[2]));
    }
}
