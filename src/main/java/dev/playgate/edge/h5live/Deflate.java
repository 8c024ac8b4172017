package dev.playgate.edge.h5live;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The agreement on compression (RFC 7692) between a viewer, the gateway and an origin. It is the origin's to give, and
 * asymmetric: what the origin sends passes as it is; each of its messages and of the viewer's can be read by itself; to the
 * origin nothing goes compressed.
 *
 * @param serverWindow bits of the origin's window, if they are bounded
 */
record Deflate(OptionalInt serverWindow) {

    private static final String NAME = "permessage-deflate";
    private static final String SERVER_WINDOW = "server_max_window_bits";

    /** The first offer of a viewer that can be kept; empty: no compression. */
    static Optional<Deflate> offered(List<String> fields) {
        for (String offer : String.join(",", fields).split(",", -1)) {
            Optional<Deflate> deflate = parse(offer, Set.of("server_no_context_takeover", "client_no_context_takeover",
                    "client_max_window_bits", SERVER_WINDOW)).map(Read::deflate);
            if (deflate.isPresent()) {
                return deflate;
            }
        }
        return Optional.empty();
    }

    /**
     * What an origin makes of this offer: its answer's extension, which must be this one.
     *
     * @param fields not empty
     * @return empty: an answer that was not offered
     */
    Optional<Deflate> accepted(List<String> fields) {
        return parse(String.join(",", fields),
                Set.of("server_no_context_takeover", "client_no_context_takeover", SERVER_WINDOW))
                .filter(read -> read.names().contains("server_no_context_takeover"))
                .map(Read::deflate)
                .filter(answer -> serverWindow.isEmpty() || (answer.serverWindow.isPresent()
                        && answer.serverWindow.getAsInt() <= serverWindow.getAsInt()));
    }

    /** The field's value for the origin. */
    String offer() {
        return NAME + "; server_no_context_takeover" + window();
    }

    /** The field's value for the viewer. A server may demand the last two unasked (RFC 7692 section 7.1.1). */
    String answer() {
        return NAME + "; server_no_context_takeover; client_no_context_takeover" + window();
    }

    private String window() {
        return serverWindow.isPresent() ? "; " + SERVER_WINDOW + "=" + serverWindow.getAsInt() : "";
    }

    private record Read(Deflate deflate, Set<String> names) {}

    private static Optional<Read> parse(String extension, Set<String> known) {
        String[] parts = extension.split(";", -1);
        if (!parts[0].strip().equalsIgnoreCase(NAME)) {
            return Optional.empty();
        }
        Set<String> names = new HashSet<>();
        OptionalInt serverWindow = OptionalInt.empty();
        for (String part : List.of(parts).subList(1, parts.length)) {
            String[] pair = part.split("=", 2);
            String name = pair[0].strip().toLowerCase(Locale.ROOT);
            boolean window = name.endsWith("_bits");
            if (!known.contains(name) || !names.add(name) || (pair.length == 2 && !window)
                    || (pair.length == 1 && name.equals(SERVER_WINDOW))) {
                return Optional.empty();
            }
            if (window && pair.length == 2) {
                OptionalInt bits = bits(pair[1].strip().replace("\"", ""));
                if (bits.isEmpty()) {
                    return Optional.empty();
                }
                serverWindow = name.equals(SERVER_WINDOW) ? bits : serverWindow;
            }
        }
        return Optional.of(new Read(new Deflate(serverWindow), Set.copyOf(names)));
    }

    private static OptionalInt bits(String text) {
        return switch (text) {
            case "8", "9", "10", "11", "12", "13", "14", "15" -> OptionalInt.of(Integer.parseInt(text));
            default -> OptionalInt.empty();
        };
    }
}
