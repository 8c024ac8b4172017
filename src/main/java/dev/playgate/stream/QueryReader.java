package dev.playgate.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.playgate.stream.ReservedParameters.Role;

/**
 * Reads the query of one playout request: takes out what is reserved, and lets the rest go on in the client's own
 * encoding (security B2). Empty parameters ({@code ?&a=1}, {@code a&&b}, {@code a&}) mean nothing to every parser, and
 * people who put URLs together by hand write them: they are dropped. A parameter without a name ({@code =x}) is a fault.
 */
final class QueryReader {

    private static final int MAX_PARAMETERS = 64;

    private final String target;
    private final ReservedParameters reserved;
    private final boolean[] seen;
    private final List<CredentialText> credentials;
    private final StringBuilder rest = new StringBuilder();
    private Optional<StreamName> stream = Optional.empty();

    /** @param credentials what the path carried; what the query carries is appended */
    QueryReader(String target, ReservedParameters reserved, List<CredentialText> credentials) {
        this.target = target;
        this.reserved = reserved;
        this.seen = new boolean[reserved.size()];
        this.credentials = new ArrayList<>(credentials);
    }

    /** @param from the index behind the question mark, or anything beyond the end for no query */
    Optional<TargetFault> read(int from) {
        int parameters = 0;
        int start = from;
        while (start < target.length()) {
            int separator = target.indexOf('&', start);
            int end = separator < 0 ? target.length() : separator;
            if (end > start) {
                parameters++;
                Optional<TargetFault> fault = parameters > MAX_PARAMETERS
                        ? Optional.of(TargetFault.QUERY)
                        : readParameter(start, end);
                if (fault.isPresent()) {
                    return fault;
                }
            }
            start = end + 1;
        }
        return Optional.empty();
    }

    Optional<StreamName> stream() {
        return stream;
    }

    String rest() {
        return rest.toString();
    }

    List<CredentialText> credentials() {
        return credentials;
    }

    private Optional<TargetFault> readParameter(int start, int end) {
        int nameEnd = QuerySyntax.nameEnd(target, start, end);
        if (nameEnd == start) {
            return Optional.of(TargetFault.QUERY);
        }
        int found = reserved.find(target, start, nameEnd);
        return switch (found) {
            case ReservedParameters.VARIANT -> Optional.of(TargetFault.QUERY);
            case ReservedParameters.NOT_RESERVED -> pass(start, nameEnd, end);
            default -> readReserved(found, Math.min(nameEnd + 1, end), end);
        };
    }

    private Optional<TargetFault> pass(int start, int nameEnd, int end) {
        if (nameEnd < end && !QuerySyntax.isPassable(target, nameEnd + 1, end)) {
            return Optional.of(TargetFault.QUERY);
        }
        if (!rest.isEmpty()) {
            rest.append('&');
        }
        rest.append(target, start, end);
        return Optional.empty();
    }

    private Optional<TargetFault> readReserved(int found, int start, int end) {
        Role role = reserved.role(found);
        if (seen[found] || role == Role.SELECTOR) {
            return Optional.of(role == Role.CREDENTIAL
                    ? TargetFault.AMBIGUOUS_CREDENTIAL
                    : TargetFault.AMBIGUOUS_STREAM);
        }
        seen[found] = true;
        Optional<String> value = QuerySyntax.decode(target, start, end);
        if (value.isEmpty()) {
            return Optional.of(TargetFault.QUERY);
        }
        return switch (role) {
            case CREDENTIAL -> {
                credentials.add(new CredentialText(value.get(), CredentialText.Place.QUERY));
                yield Optional.empty();
            }
            case STREAM -> {
                stream = value.filter(StreamName::isValid).map(StreamName::new);
                yield stream.isPresent() ? Optional.empty() : Optional.of(TargetFault.STREAM_NAME);
            }
            case SOURCE, SELECTOR -> Optional.empty();
        };
    }
}
