package dev.playgate.edge.h5live;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Compressed messages, each by itself (RFC 7692 section 7.2.2). */
final class Inflation {

    private static final byte[] TAIL = {0, 0, (byte) 0xff, (byte) 0xff};
    private static final int CHUNK = 2048;

    private Inflation() {
    }

    /** Empty for what is not compressed, or would be longer than that. */
    static Optional<byte[]> inflate(byte[] message, int longest) {
        Inflater inflater = new Inflater(true);
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] chunk = new byte[CHUNK];
            for (byte[] input : new byte[][]{message, TAIL}) {
                inflater.setInput(input);
                for (int read = inflater.inflate(chunk); read > 0; read = inflater.inflate(chunk)) {
                    if (out.size() + read > longest) {
                        return Optional.empty();
                    }
                    out.write(chunk, 0, read);
                }
            }
            return Optional.of(out.toByteArray());
        } catch (DataFormatException e) {
            return Optional.empty();
        } finally {
            inflater.end();
        }
    }
}
