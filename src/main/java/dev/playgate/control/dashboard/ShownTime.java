package dev.playgate.control.dashboard;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * A time as pages show it; a script puts the viewer's own beside it.
 *
 * @param iso for machines
 * @param utc for people
 */
record ShownTime(String iso, String utc) {

    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    static ShownTime of(Instant time) {
        return new ShownTime(time.truncatedTo(ChronoUnit.SECONDS).toString(), UTC.format(time));
    }
}
