package dev.playgate.stream;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import dev.playgate.stream.CredentialText.Place;
import dev.playgate.stream.ParsedTarget.Faulty;
import dev.playgate.stream.ParsedTarget.NotPlayout;

/**
 * Reads a request's target once and strictly (security B1 to B5, A9; product section 5). Total: whatever comes in, one
 * of three outcomes goes out. Safe for use by many threads.
 *
 * <p>A path that is not normal is refused for every path ({@code PathSyntax} says which are), its query is judged for
 * playout paths only, since no other target is proxied. A credential may stand as the first segment of a playout path,
 * behind a tilde: {@code /~TOKEN/hls/NAME/index.m3u8}.
 */
public final class TargetParser {

    /** In characters; a token of 4096 and the longest sensible path fit twice. */
    private static final int MAX_LENGTH = 8192;

    private static final Pattern PARAMETER_NAME = Pattern.compile("[a-z][a-z0-9_-]*");
    private static final AsciiSet PATH_CREDENTIAL = UriCharacters.UNRESERVED.minus("~");

    private final FormTable forms;

    /**
     * Throws {@link IllegalArgumentException} for a parameter's name that is malformed, given twice or means something
     * else, and for forms of which a path could mean two.
     *
     * @param credentialParameters the query parameters that carry a token or a ticket, such as {@code jwtoken};
     *        {@code [a-z][a-z0-9_-]*}
     */
    public TargetParser(List<PlayoutForm> forms, List<String> credentialParameters) {
        checkNames(forms, credentialParameters);
        this.forms = new FormTable(forms, credentialParameters);
    }

    /**
     * Reads one target.
     *
     * @param rawTarget the request line's, as it was received, one character an octet
     */
    public ParsedTarget parse(String rawTarget) {
        if (rawTarget.length() > MAX_LENGTH) {
            return new Faulty(TargetFault.QUERY);
        }
        int pathEnd = PathSyntax.end(rawTarget);
        if (pathEnd == PathSyntax.NOT_NORMAL) {
            return new Faulty(TargetFault.PATH);
        }
        String path = rawTarget.substring(0, pathEnd);
        if (path.startsWith("/~")) {
            return parseBehindCredential(rawTarget, path);
        }
        Optional<FormTable.Entry> entry = forms.find(path);
        return entry.isPresent()
                ? parsePlayout(entry.get(), rawTarget, path, pathEnd, List.of())
                : new NotPlayout(path);
    }

    /**
     * The playout form that a path lies under, if it does, so that a reference to it may carry a credential.
     *
     * @param path without a query and without a credential segment; what is not normal lies nowhere
     */
    public Optional<PlayoutForm> formOf(String path) {
        return PathSyntax.isNormal(path) ? forms.find(path).map(FormTable.Entry::form) : Optional.empty();
    }

    /** The playout form that a target is meant for, whatever else is wrong with it; empty: none, or not to be told. */
    public Optional<PlayoutForm> formOfTarget(String rawTarget) {
        int query = rawTarget.indexOf('?');
        String path = query < 0 ? rawTarget : rawTarget.substring(0, query);
        int behindCredential = path.startsWith("/~") ? path.indexOf('/', 2) : 0;
        return behindCredential < 0 ? Optional.empty() : formOf(path.substring(behindCredential));
    }

    private ParsedTarget parseBehindCredential(String rawTarget, String credentialAndPath) {
        int segmentEnd = credentialAndPath.indexOf('/', 2);
        if (segmentEnd <= 2 || !PATH_CREDENTIAL.containsAll(credentialAndPath, 2, segmentEnd)) {
            return new Faulty(TargetFault.PATH);
        }
        String path = credentialAndPath.substring(segmentEnd);
        Optional<FormTable.Entry> entry = forms.find(path);
        if (entry.isEmpty()) {
            return new Faulty(TargetFault.PATH);
        }
        CredentialText credential = new CredentialText(credentialAndPath.substring(2, segmentEnd), Place.PATH);
        return parsePlayout(entry.get(), rawTarget, path, credentialAndPath.length(), List.of(credential));
    }

    private static ParsedTarget parsePlayout(FormTable.Entry entry, String rawTarget, String path, int pathEnd,
            List<CredentialText> pathCredentials) {
        PlayoutForm form = entry.form();
        Optional<StreamName> pathStream = Optional.empty();
        if (form.streamParameter().isEmpty()) {
            pathStream = streamSegment(path, form.pathPrefix().length());
            if (pathStream.isEmpty()) {
                return new Faulty(TargetFault.STREAM_NAME);
            }
        }
        QueryReader query = new QueryReader(rawTarget, entry.reserved(), pathCredentials);
        Optional<TargetFault> fault = query.read(pathEnd + 1);
        if (fault.isPresent()) {
            return new Faulty(fault.get());
        }
        Optional<StreamName> stream = pathStream.or(query::stream);
        return stream.isPresent()
                ? new PlayoutTarget(form, stream.get(), path, query.rest(), query.credentials())
                : new Faulty(TargetFault.STREAM_NAME);
    }

    /** The segment that begins at {@code start}, if it names a stream and something follows it. */
    private static Optional<StreamName> streamSegment(String path, int start) {
        int end = path.indexOf('/', start);
        if (end < 0 || end == path.length() - 1) {
            return Optional.empty();
        }
        return Optional.of(path.substring(start, end)).filter(StreamName::isValid).map(StreamName::new);
    }

    private static void checkNames(List<PlayoutForm> forms, List<String> credentialParameters) {
        Set<String> taken = new HashSet<>();
        taken.add(PlayoutForm.DEFAULT_STREAM_PARAMETER);
        forms.forEach(form -> form.streamParameter().ifPresent(taken::add));
        for (String name : credentialParameters) {
            if (!PARAMETER_NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "credential parameter \"" + name + "\": a name is [a-z][a-z0-9_-]*");
            }
            if (ReservedParameters.isTaken(name) || !taken.add(name)) {
                throw new IllegalArgumentException(
                        "credential parameter \"" + name + "\" is given twice, or names a stream, group or source");
            }
        }
    }
}
