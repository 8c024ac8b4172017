package dev.playgate.token;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file with keys or secrets that is read again when it changes. What is wrong never takes the place of what is in
 * force: neither a bad file, nor one that is gone.
 */
public final class WatchedFile<T> {

    /** Makes a value of the file's text, all of it or nothing. */
    @FunctionalInterface
    public interface Reader<T> {
        T read(String text) throws KeyMaterialException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(WatchedFile.class);
    private static final int MAX_BYTES = 1 << 20;

    private final Path file;
    private final Reader<T> reader;
    private final Consumer<T> inForce;
    private final LastFault lastFault;
    private volatile T current;
    private byte @Nullable [] examined;

    private WatchedFile(Path file, Reader<T> reader, Consumer<T> inForce, byte[] examined, T current) {
        this.file = file;
        this.reader = reader;
        this.inForce = inForce;
        this.lastFault = new LastFault(file);
        this.examined = examined;
        this.current = current;
    }

    /**
     * Reads the file for the first time.
     *
     * @param inForce is given every value that comes into force, the first before this returns
     * @throws IOException when the file cannot be read: there is nothing to keep yet
     * @throws KeyMaterialException when what it says is not admitted
     */
    public static <T> WatchedFile<T> open(Path file, Reader<T> reader, Consumer<T> inForce)
            throws IOException, KeyMaterialException {
        byte[] content = content(file);
        T first = reader.read(text(content));
        inForce.accept(first);
        return new WatchedFile<>(file, reader, inForce, content, first);
    }

    /** The value in force. */
    public T current() {
        return current;
    }

    /** Reads the file; what it says is in force when this returns. To be called at least once a second. */
    public synchronized void refresh() {
        try {
            // Reading a small file costs no more than asking for its attributes, which a quick change can leave alike.
            byte[] content = content(file);
            if (!Arrays.equals(content, examined)) {
                examined = content;
                current = reader.read(text(content));
                inForce.accept(current);
                LOG.info("{} has changed and is in force", file);
                lastFault.clear();
            }
        } catch (IOException e) {
            examined = null;
            lastFault.note("cannot be read: " + e);
        } catch (KeyMaterialException e) {
            lastFault.note(String.join("; ", e.faults()));
        }
    }

    /** Why the file as it is now is not in force; empty if it is. Holds no secret. */
    public Optional<String> lastFault() {
        return lastFault.current();
    }

    /** How often the file changed into one that is not admitted. */
    public long faults() {
        return lastFault.count();
    }

    private static byte[] content(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(MAX_BYTES + 1);
            if (content.length > MAX_BYTES) {
                throw new IOException("larger than " + MAX_BYTES + " bytes");
            }
            return content;
        }
    }

    private static String text(byte[] content) {
        return new String(content, StandardCharsets.UTF_8);
    }
}
