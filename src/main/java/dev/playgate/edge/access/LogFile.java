package dev.playgate.edge.access;

import java.io.Closeable;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** Where lines are appended. A file that somebody moved away or deleted is made anew when it is looked after. */
final class LogFile implements Closeable {

    private final Optional<Path> path;
    private @Nullable OutputStream out;
    private @Nullable Object key;

    /** @param path empty: the standard output */
    LogFile(Optional<Path> path) {
        this.path = path;
    }

    void append(byte[] lines, int length) throws IOException {
        open().write(lines, 0, length);
    }

    OutputStream open() throws IOException {
        OutputStream opened = out;
        if (opened == null) {
            if (path.isEmpty()) {
                opened = new FileOutputStream(FileDescriptor.out);
            } else {
                Path parent = path.get().toAbsolutePath().getParent();
                if (parent != null) {
                    Files.createDirectories(parent);
                }
                opened = Files.newOutputStream(path.get(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                key = keyNow();
            }
            out = opened;
        }
        return opened;
    }

    void lookAfter() throws IOException {
        if (path.isPresent() && out != null && !Objects.equals(key, keyNow())) {
            close();
            open();
        }
    }

    private @Nullable Object keyNow() throws IOException {
        try {
            return Files.readAttributes(path.orElseThrow(), BasicFileAttributes.class).fileKey();
        } catch (NoSuchFileException _) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        OutputStream opened = out;
        out = null;
        if (opened != null && path.isPresent()) {
            opened.close();
        }
    }
}
