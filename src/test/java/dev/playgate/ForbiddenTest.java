package dev.playgate;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.function.Supplier;
import java.util.logging.Logger;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A rule over calls that looks at nothing passes: these see what they forbid. */
class ForbiddenTest {

    private static final JavaClasses OFFENDER = new ClassFileImporter().importClasses(Offender.class);

    @Test
    void eachWayToReadTheClockIsSeenAndAnInjectedClockIsNot() {
        assertThat(violations(Forbidden.READING_THE_CLOCK)).isEqualTo(8);
    }

    @Test
    void eachWayToPrintIsSeen() {
        assertThat(violations(Forbidden.PRINTING)).isEqualTo(3);
    }

    private static int violations(ArchRule rule) {
        return rule.evaluate(OFFENDER).getFailureReport().getDetails().size();
    }

    @SuppressWarnings({"JavaUtilDate", "unused"})
    private static final class Offender {

        private final Supplier<Instant> reference = Instant::now;
        private final Object instant = Instant.now();
        private final Object date = LocalDate.now(ZoneOffset.UTC);
        private final Object utilDate = new Date();
        private final Object clock = Clock.systemUTC();
        private final Object source = InstantSource.system();
        private final Object ticks = Clock.tickSeconds(ZoneOffset.UTC);
        private final long millis = System.currentTimeMillis();

        private final Object allowed = Instant.now(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
        private final Object alsoAllowed = new Date(0);

        private void print() {
            System.out.println("out");
            System.err.println("err");
            Logger.getAnonymousLogger();
        }
    }
}
