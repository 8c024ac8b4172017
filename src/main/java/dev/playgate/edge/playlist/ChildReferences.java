package dev.playgate.edge.playlist;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What the references of one playlist become: those to playout paths of this edge get the session's ticket, all others
 * stay as written (security B9). The decision needs no DNS and no registry; whether the ticket opens the child is
 * judged when the child is asked for.
 *
 * <p>Where the ticket is added, the reference is written without a host: relative if it was relative, else as an
 * absolute path. Whatever a client makes of it, it then stays on the host, port and scheme that served the playlist. A
 * reference that browsers read otherwise than RFC 3986 does counts as foreign.
 *
 * <p>A reference with a variable gets the ticket if no value of the variable could lead it to another host.
 *
 * @param basePath the path that the playlist was asked under, in normal form, without a credential segment
 * @param baseQuery what else it was asked with, as the client encoded it; empty if there is nothing
 * @param authorities {@code host} or {@code host:port} of this edge as the client named it, and of the origin, whose
 *        absolute references to itself would pass this edge by; compared without regard to case and default ports
 * @param naming whether an absolute path in the form that a client sends is a playout path, and of which form
 * @param absolutePaths whether relative references become absolute paths: they would inherit a credential segment
 * @param ticket the ticket under its parameter's name. Players tell segments by their URLs: a session's playlists carry
 *        one and the same ticket at every reload
 * @param credentials names of all query parameters that carry a credential; where the origin wrote one, it is removed
 * @param stream what a path that leaves the stream to the query gets, if it does not name a stream itself; empty if
 *        the playlist's own path names the stream
 */
public record ChildReferences(String basePath, String baseQuery, Set<String> authorities,
        Function<String, StreamNaming> naming, boolean absolutePaths, QueryParameter ticket, Set<String> credentials,
        Optional<QueryParameter> stream) {

    /** Above it, a reference is no URL that anything would ask for. */
    private static final int MAX_LENGTH = 8192;

    /** Throws {@link IllegalArgumentException} if {@code basePath} is not an absolute path. */
    public ChildReferences {
        if (!basePath.startsWith("/")) {
            throw new IllegalArgumentException("The base of references is an absolute path");
        }
        authorities = lowerCase(authorities);
        var names = new HashSet<>(lowerCase(credentials));
        names.add(ticket.name().toLowerCase(Locale.ROOT));
        credentials = Set.copyOf(names);
    }

    /**
     * What stands in the playlist instead of a reference.
     *
     * @param reference as the origin wrote it, without quotes
     * @return the reference itself if it is not one of ours
     */
    public String rewrite(String reference) {
        return ours(reference).orElse(reference);
    }

    /** The same, and empty if the reference is not one of ours. */
    public Optional<String> ours(String reference) {
        return parsed(reference).flatMap(parts -> withTicket(parts, Variables.DEFINED));
    }

    /** The same for a template of DASH; what a value of its identifiers could lead elsewhere is held to a path. */
    Optional<String> oursInTemplate(String template) {
        return parsed(Variables.IDENTIFIERS.isSettled(template) ? template : "./" + template)
                .flatMap(parts -> withTicket(parts, Variables.IDENTIFIERS));
    }

    /** The playlist itself, to be asked for again. */
    String self() {
        return baseQuery.isEmpty() ? basePath : basePath + "?" + baseQuery;
    }

    /**
     * A reference that others are resolved against, as {@code BaseURL} of DASH is.
     *
     * @param written what stands in its place; with a ticket unless it ends with a slash: that names no resource, and
     *        references relative to it do not inherit its query (RFC 3986 section 5.2.2)
     * @param below the references relative to it
     */
    record Base(String written, ChildReferences below) {}

    /** Empty if references relative to this one leave our host, or may be taken to leave it. */
    Optional<Base> base(String reference) {
        if (reference.isEmpty()) {
            return Optional.of(new Base("", this));
        }
        return parsed(reference).flatMap(parts -> ReferencePath.resolve(basePath, path(parts)).map(resolved -> {
            ChildReferences below = new ChildReferences(resolved, baseQuery, authorities, naming, absolutePaths, ticket,
                    credentials, stream);
            String plain = parts.authority().isPresent() ? resolved + parts.suffix() : reference;
            return new Base(resolved.endsWith("/")
                    ? plain
                    : withTicket(parts, Variables.DEFINED).orElse(plain), below);
        }));
    }

    private Optional<Reference> parsed(String reference) {
        return reference.length() > MAX_LENGTH || Characters.isAmbiguous(reference)
                ? Optional.empty()
                : Optional.of(Reference.parse(reference)).filter(this::isOurs);
    }

    private static String path(Reference parts) {
        return parts.authority().isPresent() && parts.path().isEmpty() ? "/" : parts.path();
    }

    private boolean isOurs(Reference parts) {
        String scheme = parts.scheme().orElse("").toLowerCase(Locale.ROOT);
        return switch (scheme) {
            case "http" -> parts.authority().filter(a -> isOwn(a, ":80")).isPresent();
            case "https" -> parts.authority().filter(a -> isOwn(a, ":443")).isPresent();
            default -> parts.scheme().isEmpty() && !parts.isSameDocument()
                    && parts.authority().map(a -> isOwn(a, ":80") || isOwn(a, ":443")).orElse(true);
        };
    }

    private boolean isOwn(String authority, String defaultPort) {
        String name = authority.toLowerCase(Locale.ROOT);
        return authorities.contains(name) || authorities.contains(name + defaultPort)
                || (name.endsWith(defaultPort)
                        && authorities.contains(name.substring(0, name.length() - defaultPort.length())));
    }

    private Optional<String> withTicket(Reference parts, Variables variables) {
        boolean hasHost = parts.authority().isPresent();
        String path = path(parts);
        return ReferencePath.resolve(basePath, path).flatMap(resolved -> {
            String written = hasHost || absolutePaths ? resolved : path;
            StreamNaming named = naming.apply(ReferencePath.asRequested(variables.replaced(resolved)));
            boolean settled = variables.isSettled(path) && variables.isSettled(written);
            return named == StreamNaming.NONE || !settled
                    ? Optional.empty()
                    : Optional.of(written + "?" + query(parts.query(), named) + parts.fragment());
        });
    }

    private String query(String written, StreamNaming named) {
        if (written.isEmpty() && named == StreamNaming.IN_PATH) {
            return ticket.text();
        }
        List<String> parameters = new ArrayList<>();
        boolean namesStream = false;
        for (String parameter : written.split("&", -1)) {
            String name = parameter.substring(0, (parameter + "=").indexOf('=')).toLowerCase(Locale.ROOT);
            if (!written.isEmpty() && !credentials.contains(name)) {
                parameters.add(parameter);
            }
            namesStream |= stream.isPresent() && name.equalsIgnoreCase(stream.get().name());
        }
        if (named == StreamNaming.IN_QUERY && !namesStream) {
            stream.map(QueryParameter::text).ifPresent(parameters::add);
        }
        parameters.add(ticket.text());
        return String.join("&", parameters);
    }

    private static Set<String> lowerCase(Set<String> names) {
        var lower = new HashSet<String>();
        names.forEach(name -> lower.add(name.toLowerCase(Locale.ROOT)));
        return Set.copyOf(lower);
    }
}
