package dev.playgate.stream;

import java.util.List;

/**
 * What a playout request asks for: its target, parsed once and strictly (security B1 to B5). The origin's URL is
 * built from this, never from the client's text.
 *
 * @param path the path in its only spelling, without a credential segment
 * @param query what goes on to the origin: every parameter that is not reserved, as the client encoded it, in order,
 *        joined by {@code &}, without the question mark; empty if there is none
 * @param credentials what the path and the query carried, in order
 */
public record PlayoutTarget(PlayoutForm form, StreamName stream, String path, String query,
        List<CredentialText> credentials) implements ParsedTarget {

    public PlayoutTarget {
        credentials = List.copyOf(credentials);
    }

    /** Whether a path segment carried a credential, so that references relative to the request's path inherit it. */
    public boolean hasPathCredential() {
        for (CredentialText credential : credentials) {
            if (credential.place() == CredentialText.Place.PATH) {
                return true;
            }
        }
        return false;
    }

    /**
     * Path and query for the origin's request line, built from parsed values (security B1): the form's base path, the
     * path, the stream's name where the form has it in the query, the form's own source (security B4), and the rest.
     */
    public String originTarget() {
        StringBuilder target = new StringBuilder(form.basePath()).append(path);
        int pathEnd = target.length();
        form.streamParameter().ifPresent(name -> target.append('&').append(name).append('=').append(stream.value()));
        form.source().ifPresent(source -> {
            target.append('&').append(ReservedParameters.SOURCE_NAME).append('=');
            UriCharacters.appendEncoded(target, source);
        });
        if (!query.isEmpty()) {
            target.append('&').append(query);
        }
        if (target.length() > pathEnd) {
            target.setCharAt(pathEnd, '?');
        }
        return target.toString();
    }
}
