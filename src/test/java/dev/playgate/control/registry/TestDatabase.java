package dev.playgate.control.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What the registry can be kept in, and therefore what each of its rules is tried on. */
public enum TestDatabase {
    SQLITE {
        @Override
        public DatabaseProperties fresh() {
            try {
                Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "registry");
                return new DatabaseProperties("jdbc:sqlite:" + folder.resolve("playgate.db"), null, null, 1,
                        Duration.ofSeconds(5));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    },
    POSTGRESQL {
        @Override
        public DatabaseProperties fresh() {
            return TestPostgres.get().fresh();
        }
    };

    /** A database of one's own, with nothing in it. */
    public abstract DatabaseProperties fresh();
}
