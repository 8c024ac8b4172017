package dev.playgate.edge;

import java.util.List;
import java.util.Optional;

import dev.playgate.policy.Refusal;

/** What every request must look like before anything else is done with it, whatever it asks for. */
final class RequestSyntax {

    private RequestSyntax() {
    }

    /**
     * The fault of a request's head, if it has one (security B7, H2).
     *
     * @param host the field lines of {@code Host}
     * @param contentLength the field lines of {@code Content-Length}
     * @param transferEncoding the field lines of {@code Transfer-Encoding}
     */
    static Optional<Refusal> fault(String method, List<String> host, List<String> contentLength,
            List<String> transferEncoding) {
        if (host.size() != 1 || !HostSyntax.isValid(host.getFirst())) {
            return Optional.of(Refusal.REQUEST_MALFORMED);
        }
        boolean lengthGiven = !contentLength.isEmpty();
        boolean chunked = !transferEncoding.isEmpty();
        if (contentLength.size() > 1 || (lengthGiven && chunked)) {
            return Optional.of(Refusal.REQUEST_MALFORMED);
        }
        boolean body = chunked || (lengthGiven && !contentLength.getFirst().equals("0"));
        return body && isWithoutBody(method) ? Optional.of(Refusal.REQUEST_MALFORMED) : Optional.empty();
    }

    private static boolean isWithoutBody(String method) {
        return switch (method) {
            case "GET", "HEAD", "OPTIONS" -> true;
            default -> false;
        };
    }
}
