package dev.playgate.role;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.playgate.control.account.FirstOperator;
import dev.playgate.control.registry.Database;
import dev.playgate.control.registry.RegistryImport;
import dev.playgate.control.registry.StoreUnavailableException;

/**
 * Makes the registry ready: its tables, what its file says, and somebody who can sign in. A database that is not there
 * yet is asked again until it is; meanwhile what needs it is answered as unavailable, and the edge goes by the catalog
 * on disk.
 */
final class RegistryStart {

    private static final Logger LOG = LoggerFactory.getLogger(RegistryStart.class);
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final Database database;
    private final RegistryImport registryImport;
    private final Optional<Path> file;
    private final FirstOperator firstOperator;

    private RegistryStart(Database database, RegistryImport registryImport, Optional<Path> file,
            FirstOperator firstOperator) {
        this.database = database;
        this.registryImport = registryImport;
        this.file = file;
        this.firstOperator = firstOperator;
    }

    /** Throws {@link dev.playgate.control.registry.InvalidRegistryException} for a file that is refused. */
    static RegistryStart of(Database database, RegistryImport registryImport, Optional<Path> file,
            FirstOperator firstOperator) {
        file.ifPresent(registryImport::check);
        RegistryStart start = new RegistryStart(database, registryImport, file, firstOperator);
        if (!start.attempt()) {
            Thread.ofVirtual().name("registry-start").start(start::attemptUntilDone);
        }
        return start;
    }

    Database database() {
        return database;
    }

    private void attemptUntilDone() {
        try {
            do {
                Thread.sleep(RETRY);
            } while (!attempt());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean attempt() {
        try {
            database.migrate();
            file.ifPresent(registryImport::applyAtStart);
            firstOperator.makeIfNone().ifPresent(made -> LOG.warn(
                    "There was no operator, and one is made. Its password is told this once; change it. E-mail: {} Password: {}",
                    made.email(), made.password()));
            return true;
        } catch (StoreUnavailableException e) {
            LOG.error("the registry's database is not available and is asked again", e);
            return false;
        }
    }
}
