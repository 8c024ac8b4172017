package dev.playgate.edge.sync;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

import org.jspecify.annotations.Nullable;

import dev.playgate.catalog.CatalogEditor;
import dev.playgate.catalog.CatalogSnapshot;
import dev.playgate.catalog.FeedCodec;
import dev.playgate.catalog.FeedRecord;

/**
 * The catalog on disk: lines of changes, in batches that end with a line that seals them. A batch that is not whole, as
 * the last one may be after a fall, is as if it had not been written. Used by one thread.
 *
 * <pre>
 * playgate-catalog 1 FEED
 * KIND TAB ID TAB VALUE          an entry, gone where VALUE is empty
 * = VERSION AS-OF CHECKSUM       of the batch's lines; AS-OF in UNIX milliseconds
 * </pre>
 */
final class CatalogFile implements AutoCloseable {

    private static final String MAGIC = "playgate-catalog 1 ";
    /** In which a whole catalog is written, so that reading it takes little memory. */
    private static final int BATCH = 10_000;
    private static final String SEAL = "= ";

    private final Path path;
    private final FileChannel channel;

    private CatalogFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * What a file holds.
     *
     * @param records how many it has, which grows with each change until the file is written anew
     * @param length of what is whole, in bytes
     */
    record Content(String feed, CatalogSnapshot snapshot, long records, long length) {}

    /** Empty when there is no file, or none that begins as one. */
    static Optional<Content> load(Path path) throws IOException {
        try (BufferedReader in = Files.newBufferedReader(path, StandardCharsets.ISO_8859_1)) {
            @Nullable
            String first = in.readLine();
            if (first == null || !first.startsWith(MAGIC)) {
                return Optional.empty();
            }
            return load(first.substring(MAGIC.length()), in, first.length() + 1L);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    // Read as Latin-1, so that a line has as many characters as bytes.
    private static Optional<Content> load(String feed, BufferedReader in, long begin) throws IOException {
        CatalogEditor editor = CatalogSnapshot.empty(Instant.EPOCH).edit();
        long version = 0;
        Instant asOf = Instant.EPOCH;
        List<String> batch = new ArrayList<>();
        CRC32C checksum = new CRC32C();
        long records = 0;
        long read = begin;
        long whole = 0;
        for (@Nullable
        String line = in.readLine(); line != null; line = in.readLine()) {
            read += line.length() + 1L;
            if (!line.startsWith(SEAL)) {
                batch.add(line);
                update(checksum, line.getBytes(StandardCharsets.ISO_8859_1));
                continue;
            }
            String[] seal = line.split(" ", -1);
            if (seal.length != 4 || !seal[3].equals(Long.toHexString(checksum.getValue()))) {
                break;
            }
            version = Long.parseLong(seal[1]);
            asOf = Instant.ofEpochMilli(Long.parseLong(seal[2]));
            records += batch.size();
            batch.forEach(record -> FeedCodec.read(record(record)).ifPresent(editor::apply));
            batch.clear();
            checksum.reset();
            whole = read;
        }
        return whole == 0
                ? Optional.empty()
                : Optional.of(new Content(feed, editor.build(version, asOf), records, whole));
    }

    private static FeedRecord record(String latin1) {
        String line = new String(latin1.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        int kind = line.indexOf('\t');
        int id = line.indexOf('\t', kind + 1);
        String value = line.substring(id + 1);
        return new FeedRecord(0, line.substring(0, kind), line.substring(kind + 1, id),
                Optional.of(value).filter(text -> !text.isEmpty()));
    }

    /** Goes on with a file that was loaded. */
    static CatalogFile resume(Path path, Content content) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE);
        channel.truncate(content.length());
        channel.position(content.length());
        return new CatalogFile(path, channel);
    }

    /** Writes the snapshot beside the file; {@link Draft#replace} puts it in its place. */
    static Draft draft(Path path, String feed, CatalogSnapshot snapshot) throws IOException {
        Path draft = path.resolveSibling(path.getFileName() + ".new");
        Files.createDirectories(path.toAbsolutePath().getParent());
        try (BufferedWriter out = Files.newBufferedWriter(draft, StandardCharsets.UTF_8)) {
            out.write(MAGIC + feed + "\n");
            List<FeedRecord> batch = new ArrayList<>();
            snapshot.forEachEntry(entry -> {
                batch.add(new FeedRecord(0, entry.key().kind().wireName(), entry.key().id(),
                        Optional.of(FeedCodec.write(entry))));
                if (batch.size() == BATCH) {
                    write(out, text(batch, snapshot.version(), snapshot.asOf()));
                    batch.clear();
                }
            });
            out.write(text(batch, snapshot.version(), snapshot.asOf()));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return new Draft(path, draft);
    }

    /** A file that is written and not yet in its place. */
    record Draft(Path path, Path draft) {

        CatalogFile replace() throws IOException {
            FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE);
            channel.position(channel.size());
            channel.force(true);
            Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return new CatalogFile(path, channel);
        }
    }

    /** Appends a batch, which may be empty, and waits until the disk has it. */
    void append(List<FeedRecord> records, long version, Instant asOf) throws IOException {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(text(records, version, asOf));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        channel.force(false);
    }

    Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static String line(FeedRecord feed) {
        return feed.kind() + "\t" + feed.id() + "\t" + feed.value().orElse("");
    }

    private static String text(List<FeedRecord> records, long version, Instant asOf) {
        CRC32C checksum = new CRC32C();
        StringBuilder text = new StringBuilder();
        for (FeedRecord feed : records) {
            String line = line(feed);
            update(checksum, line.getBytes(StandardCharsets.UTF_8));
            text.append(line).append('\n');
        }
        return text.append(SEAL).append(version).append(' ').append(asOf.toEpochMilli()).append(' ')
                .append(Long.toHexString(checksum.getValue())).append('\n').toString();
    }

    /** A line break ends each line, so that no two batches have one checksum by their lines run together. */
    private static void update(CRC32C checksum, byte[] line) {
        checksum.update(line);
        checksum.update('\n');
    }

    private static void write(BufferedWriter out, String text) {
        try {
            out.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
