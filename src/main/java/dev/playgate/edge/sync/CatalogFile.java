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

import org.jspecify.annotations.Nullable;

import dev.playgate.catalog.CatalogEditor;
import dev.playgate.catalog.CatalogSnapshot;
import dev.playgate.catalog.FeedCodec;
import dev.playgate.catalog.FeedRecord;

/**
 * The catalog on disk: lines of changes, in batches. A batch that is not whole, as the last one may be after a fall, is
 * as if it had not been written, and so is what follows it. Used by one thread.
 *
 * <pre>
 * playgate-catalog 1 FEED
 * KIND TAB ID TAB VALUE          an entry, gone where VALUE is empty
 * + CHECKSUM                     the end of a {@link CatalogBatch}; the catalog goes on below
 * = VERSION AS-OF CHECKSUM       as well, and the catalog of that version is whole; AS-OF in UNIX milliseconds
 * </pre>
 */
final class CatalogFile implements AutoCloseable {

    /** The number grows with each kind and member that the feed gains: what was written before lacks them. */
    private static final String MAGIC = "playgate-catalog 1 ";
    /** In which a whole catalog is written, so that reading it takes little memory. */
    private static final int BATCH = 10_000;

    private final FileChannel channel;
    private String seal;

    private CatalogFile(FileChannel channel, String seal) {
        this.channel = channel;
        this.seal = seal;
    }

    /**
     * What a file holds.
     *
     * @param records how many it has, which grows with each change until the file is written anew
     * @param length of what is whole, in bytes
     * @param seal the last line of that
     */
    record Content(String feed, CatalogSnapshot snapshot, long records, long length, String seal) {}

    /** Empty when there is no file, or none that begins with a whole catalog. */
    static Optional<Content> load(Path path) throws IOException {
        // As Latin-1, so that a line has as many characters as bytes.
        try (BufferedReader in = Files.newBufferedReader(path, StandardCharsets.ISO_8859_1)) {
            @Nullable
            String first = in.readLine();
            return first == null || !first.startsWith(MAGIC) ? Optional.empty() : load(first, in, Files.size(path));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static Optional<Content> load(String header, BufferedReader in, long size) throws IOException {
        CatalogEditor editor = CatalogSnapshot.empty(Instant.EPOCH).edit();
        CatalogBatch batch = new CatalogBatch(header);
        List<byte[]> lines = new ArrayList<>();
        @Nullable
        String whole = null;
        long length = 0;
        long records = 0;
        long read = header.length() + 1L;
        for (@Nullable
        String line = in.readLine(); line != null; line = in.readLine()) {
            read += line.length() + 1L;
            if (!CatalogBatch.isSeal(line)) {
                byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
                batch.add(bytes);
                lines.add(bytes);
                continue;
            }
            // Without its line break at the end of the file, what is appended would not begin a line.
            boolean complete = read <= size && (whole == null || CatalogBatch.endsWhole(line));
            if (!complete || !batch.isSealedBy(line)) {
                break;
            }
            lines.forEach(bytes -> FeedCodec.read(record(bytes)).ifPresent(editor::apply));
            records += lines.size();
            lines.clear();
            batch = new CatalogBatch(line);
            if (CatalogBatch.endsWhole(line)) {
                whole = line;
                length = read;
            }
        }
        return whole == null
                ? Optional.empty()
                : Optional.of(new Content(header.substring(MAGIC.length()),
                        editor.build(CatalogBatch.version(whole), CatalogBatch.asOf(whole)), records, length, whole));
    }

    private static FeedRecord record(byte[] bytes) {
        String line = new String(bytes, StandardCharsets.UTF_8);
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
        return new CatalogFile(channel, content.seal());
    }

    /** Writes the snapshot beside the file; {@link Draft#replace} puts it in its place. */
    static Draft draft(Path path, String feed, CatalogSnapshot snapshot) throws IOException {
        Path draft = path.resolveSibling(path.getFileName() + ".new");
        Files.createDirectories(path.toAbsolutePath().getParent());
        try (BufferedWriter out = Files.newBufferedWriter(draft, StandardCharsets.UTF_8)) {
            DraftWriter writer = new DraftWriter(out, MAGIC + feed);
            snapshot.forEachEntry(entry -> writer.add(new FeedRecord(0, entry.key().kind().wireName(),
                    entry.key().id(), Optional.of(FeedCodec.write(entry)))));
            return new Draft(path, draft, writer.finish(snapshot.version(), snapshot.asOf()));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static final class DraftWriter {

        private final BufferedWriter out;
        private CatalogBatch batch;
        private int size;

        DraftWriter(BufferedWriter out, String header) {
            this.out = out;
            this.batch = new CatalogBatch(header);
            write(header);
        }

        void add(FeedRecord feed) {
            String line = line(feed);
            batch.add(line.getBytes(StandardCharsets.UTF_8));
            write(line);
            size++;
            if (size == BATCH) {
                String seal = batch.partSeal();
                write(seal);
                batch = new CatalogBatch(seal);
                size = 0;
            }
        }

        String finish(long version, Instant asOf) {
            String seal = batch.seal(version, asOf);
            write(seal);
            return seal;
        }

        private void write(String line) {
            try {
                out.write(line);
                out.write('\n');
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * A file that is written and not yet in its place.
     *
     * @param seal its last line
     */
    record Draft(Path path, Path draft, String seal) {

        CatalogFile replace() throws IOException {
            FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE);
            try {
                channel.position(channel.size());
                channel.force(true);
                Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                return new CatalogFile(channel, seal);
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        }
    }

    /**
     * Appends a batch, which may be empty, and waits until the disk has it. After an {@link IOException} nothing more is
     * to be appended: what was written in part would hide it.
     */
    void append(List<FeedRecord> records, long version, Instant asOf) throws IOException {
        CatalogBatch batch = new CatalogBatch(seal);
        StringBuilder text = new StringBuilder();
        for (FeedRecord feed : records) {
            String line = line(feed);
            batch.add(line.getBytes(StandardCharsets.UTF_8));
            text.append(line).append('\n');
        }
        seal = batch.seal(version, asOf);
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(text.append(seal).append('\n').toString());
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static String line(FeedRecord feed) {
        return feed.kind() + "\t" + feed.id() + "\t" + feed.value().orElse("");
    }
}
