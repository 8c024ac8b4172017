package dev.playgate.edge.playlist;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps {@code EXT-X-DEFINE:QUERYPARAM} away from credentials. The tag makes a variable of a parameter of the
 * playlist's own URL, which is where the token and the ticket stand; a reference to a foreign host could then carry it
 * there (security B9), and no look at the reference alone would show it. The variable is defined as empty instead, so
 * that a playlist which passes the credential on to children of ours still parses: they get their ticket anyway.
 *
 * @param credentials names of the query parameters that carry a credential
 */
record QueryDefinitions(Set<String> credentials) {

    /** Whether some client would read a credential's value out of the URL because of this line. */
    boolean liftsCredential(String line) {
        // Words are searched, attributes not read: clients differ on where a tag starts and on lists with a fault.
        return line.contains("QUERYPARAM") && line.contains("EXT-X-DEFINE")
                && (line.contains("{$") || named(line).isPresent());
    }

    /** What stands instead of such a line. */
    String withheld(String line) {
        return named(line).map(name -> "#EXT-X-DEFINE:NAME=\"" + name + "\",VALUE=\"\"").orElse("#");
    }

    private Optional<String> named(String line) {
        return credentials.stream().map(QueryDefinitions::word).map(word -> word.matcher(line)).filter(Matcher::find)
                .map(Matcher::group).findFirst();
    }

    private static Pattern word(String name) {
        return Pattern.compile("(?<![\\w-])" + Pattern.quote(name) + "(?![\\w-])", Pattern.CASE_INSENSITIVE);
    }
}
