package dev.playgate.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.playgate.stream.CredentialText;
import dev.playgate.stream.CredentialText.Place;

/** Finding the credential of a request (security A9). */
public final class Credentials {

    /** The cookie that a session's ticket is set as, where its form wants that. */
    public static final String TICKET_COOKIE = "playgate_ticket";

    private static final String BEARER = "bearer ";

    private Credentials() {
    }

    /**
     * All credentials of a request: those of the target, the header's, the cookies'.
     *
     * <p>The cookie {@value #TICKET_COOKIE} is one only where there is no other: it was set by the edge, the client cannot
     * keep it back, and what the client presents itself, such as a renewed token, is what it wants to be judged by.
     *
     * @param fromTarget those of the path and the query
     * @param authorization the field lines of {@code Authorization}; schemes other than {@code Bearer} are none of ours
     * @param cookie the field lines of {@code Cookie}
     * @param cookieNames the cookies that carry a credential
     */
    public static List<CredentialText> gather(List<CredentialText> fromTarget, List<String> authorization,
            List<String> cookie, List<String> cookieNames) {
        if (authorization.isEmpty() && cookie.isEmpty()) {
            return fromTarget;
        }
        List<CredentialText> found = new ArrayList<>(fromTarget);
        for (String line : authorization) {
            if (line.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
                found.add(new CredentialText(line.substring(BEARER.length()).strip(), Place.HEADER));
            }
        }
        cookies(cookie, cookieNames).forEach(found::add);
        if (found.isEmpty()) {
            cookies(cookie, List.of(TICKET_COOKIE)).forEach(found::add);
        }
        return List.copyOf(found);
    }

    private static Stream<CredentialText> cookies(List<String> lines, List<String> names) {
        return lines.stream().flatMap(line -> Stream.of(line.split(";", -1))).flatMap(pair -> {
            int equals = pair.indexOf('=');
            return equals > 0 && names.contains(pair.substring(0, equals).strip())
                    ? Stream.of(new CredentialText(pair.substring(equals + 1).strip(), Place.COOKIE))
                    : Stream.empty();
        });
    }

    /** What a request presents. */
    sealed interface Choice {

        /** More than one, and it is not certain that they are one right. */
        record Ambiguous() implements Choice {}

        /** What is to be proved. */
        sealed interface Single extends Choice {
        }

        /** Nothing. */
        record None() implements Single {}

        /** One token. */
        record Token(String text) implements Single {}

        /** One session ticket. */
        record Ticket(String text) implements Single {}

        /**
         * A ticket in the URL, and the token that the client sends with every request by header or cookie since it
         * entered with it that way; no second right as long as the ticket was made from it.
         */
        record Pair(String ticket, String token) implements Single {}
    }

    static Choice choose(List<CredentialText> credentials) {
        return switch (credentials.size()) {
            case 0 -> new Choice.None();
            case 1 -> single(credentials.getFirst().text());
            case 2 -> {
                CredentialText first = credentials.get(0);
                CredentialText second = credentials.get(1);
                boolean pair = isOfUrl(first) && isTicket(first.text()) && !isOfUrl(second)
                        && !isTicket(second.text());
                yield pair ? new Choice.Pair(first.text(), second.text()) : new Choice.Ambiguous();
            }
            default -> new Choice.Ambiguous();
        };
    }

    private static Choice single(String text) {
        if (text.isEmpty()) {
            return new Choice.None();
        }
        return isTicket(text) ? new Choice.Ticket(text) : new Choice.Token(text);
    }

    private static boolean isOfUrl(CredentialText credential) {
        return switch (credential.place()) {
            case QUERY, PATH -> true;
            case HEADER, COOKIE -> false;
        };
    }

    /** A compact JWT has dots, base64url has none. */
    private static boolean isTicket(String text) {
        return !text.isEmpty() && text.indexOf('.') < 0;
    }
}
