package dev.playgate.role;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

import dev.playgate.token.KeyMaterialException;
import dev.playgate.token.WatchedFile;

/**
 * Files with keys or secrets, without which the process does not start. What is wrong with one is a fault of the
 * setting that names it.
 */
final class StartFile {

    private StartFile() {
    }

    /** Makes a file that is missing. */
    @FunctionalInterface
    interface Maker {
        void makeIfMissing(Path file) throws IOException;
    }

    /** Throws {@link InvalidSettingsException} when it cannot. */
    static void make(String setting, Path file, Maker maker) {
        try {
            maker.makeIfMissing(file);
        } catch (IOException e) {
            throw fault(setting, file, "cannot be made: " + e);
        }
    }

    /** As {@link WatchedFile#open}, but that it throws {@link InvalidSettingsException} with all faults. */
    static <T> WatchedFile<T> open(String setting, Path file, WatchedFile.Reader<T> reader, Consumer<T> inForce) {
        try {
            return WatchedFile.open(file, reader, inForce);
        } catch (NoSuchFileException e) {
            throw fault(setting, file, "there is no such file");
        } catch (IOException e) {
            throw fault(setting, file, "cannot be read: " + e);
        } catch (KeyMaterialException e) {
            throw new InvalidSettingsException(
                    e.faults().stream().map(fault -> setting + ": " + file + ": " + fault).toList());
        }
    }

    private static InvalidSettingsException fault(String setting, Path file, String fault) {
        return new InvalidSettingsException(List.of(setting + ": " + file + ": " + fault));
    }
}
