package dev.playgate.control.registry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.playgate.catalog.Catalog;
import dev.playgate.catalog.CatalogSnapshot;
import dev.playgate.stream.OrganisationId;

/**
 * The registry as a file that is followed while it changes. A file that is refused changes nothing: the last good one
 * stays in force, and {@link #asOf()} stands still.
 */
public final class RegistryFile implements Catalog, ApiKeys {

    private static final Logger LOG = LoggerFactory.getLogger(RegistryFile.class);

    private final Path path;
    private final RegistryReader reader;
    private final InstantSource time;
    private final Consumer<Registry> listener;
    private final AtomicLong rejectedReloads = new AtomicLong();

    private volatile InForce inForce;
    private Optional<FileStamp> seen;
    private Optional<FileStamp> judged;
    private boolean judgedGood = true;

    private record InForce(String text, Registry registry, CatalogSnapshot snapshot) {}

    private RegistryFile(Path path, RegistryReader reader, InstantSource time, Consumer<Registry> listener) {
        this.path = path;
        this.reader = reader;
        this.time = time;
        this.listener = listener;
        this.seen = FileStamp.of(path);
        this.judged = seen;
        String text = text(path);
        Registry registry = reader.read(text);
        this.inForce = new InForce(text, registry, registry.snapshot(1, time.instant()));
        listener.accept(registry);
    }

    /**
     * Reads the file at start. Throws {@link InvalidRegistryException} when it is missing or refused.
     *
     * @param listener is given every registry that comes into force, the first before this returns
     */
    public static RegistryFile load(Path path, RegistryReader reader, InstantSource time,
            Consumer<Registry> listener) {
        return new RegistryFile(path, reader, time, listener);
    }

    /**
     * Looks whether the file has changed. To be called every 250 ms: a change is read when it stood still from one call
     * to the next, so that a file that is being written is not judged, and is in force within half a second.
     */
    public synchronized void refresh() {
        Optional<FileStamp> stamp = FileStamp.of(path);
        if (!stamp.equals(seen)) {
            seen = stamp;
        } else if (!stamp.equals(judged)) {
            judge(stamp);
        } else if (judgedGood) {
            inForce = confirmed(inForce);
        }
    }

    @Override
    public Optional<CatalogSnapshot> current() {
        return Optional.of(inForce.snapshot());
    }

    @Override
    public Optional<OrganisationId> organisationOf(String apiKey) {
        return inForce.registry().byApiKey(apiKey);
    }

    /** What is in force. */
    public Registry registry() {
        return inForce.registry();
    }

    /** When the file was last known to say what is in force. */
    public Instant asOf() {
        return inForce.snapshot().asOf();
    }

    /** How many changes of the file were refused since the start. */
    public long rejectedReloads() {
        return rejectedReloads.get();
    }

    private void judge(Optional<FileStamp> stamp) {
        try {
            String text = text(path);
            if (!stamp.equals(FileStamp.of(path))) {
                return; // Written while it was read: the next call sees it move.
            }
            take(text);
            judgedGood = true;
        } catch (InvalidRegistryException e) {
            rejectedReloads.incrementAndGet();
            LOG.error("registry {} changed and is not taken, the last good one stays in force: {}", path,
                    e.getMessage());
            judgedGood = false;
        }
        judged = stamp;
    }

    private void take(String text) {
        if (text.equals(inForce.text())) {
            inForce = confirmed(inForce);
            return;
        }
        Registry registry = reader.read(text);
        long epoch = inForce.snapshot().epoch() + 1;
        inForce = new InForce(text, registry, registry.snapshot(epoch, time.instant()));
        listener.accept(registry);
        LOG.info("registry {} reloaded, epoch {}", path, epoch);
    }

    private InForce confirmed(InForce state) {
        return new InForce(state.text(), state.registry(), state.snapshot().confirmedAt(time.instant()));
    }

    private static String text(Path path) {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(YamlDocument.MAXIMUM_SIZE + 1);
            if (bytes.length > YamlDocument.MAXIMUM_SIZE) {
                throw unreadable(path, "is larger than " + YamlDocument.MAXIMUM_SIZE + " bytes");
            }
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw unreadable(path, "is not UTF-8");
        } catch (IOException e) {
            throw unreadable(path, "cannot be read: " + e);
        }
    }

    private static InvalidRegistryException unreadable(Path path, String fault) {
        return new InvalidRegistryException(List.of(path + ": " + fault));
    }
}
