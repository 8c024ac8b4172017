package dev.playgate.control.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.playgate.token.CompactToken;

/**
 * The token that a page about a stream plays with.
 *
 * @param own whether it is the visitor's own, made for the page
 * @param expires one time; none for a token that does not say when
 * @param left until then, in words
 */
record PageToken(String text, boolean own, List<ShownTime> expires, String left) {

    PageToken {
        expires = List.copyOf(expires);
    }

    static PageToken of(CompactToken token, boolean own, TokenText said, Instant now) {
        Optional<Instant> expires = Optional.ofNullable(said.members().get("exp"))
                .filter(text -> text.matches("[0-9]{1,10}")).map(text -> Instant.ofEpochSecond(Long.parseLong(text)));
        return new PageToken(token.text(), own, expires.map(ShownTime::of).stream().toList(),
                expires.map(end -> words(Duration.between(now, end))).orElse(""));
    }

    private static String words(Duration left) {
        if (!left.isPositive()) {
            return "expired";
        }
        long days = left.toDays();
        long hours = left.toHours();
        long minutes = left.plusSeconds(59).toMinutes();
        return days > 1 ? days + " days left" : hours > 1 ? hours + " hours left" : minutes + " minutes left";
    }
}
