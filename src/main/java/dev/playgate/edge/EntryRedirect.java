package dev.playgate.edge;

import java.util.Map;
import java.util.Optional;

import dev.playgate.policy.Decision;
import dev.playgate.policy.PlayoutRequest;
import dev.playgate.policy.Right;
import dev.playgate.stream.Medium;
import dev.playgate.stream.PlayoutTarget;

/**
 * Where a playlist is asked for again, so that what it leads to finds the session's ticket in the right place: without
 * the origin, for the playlist's URL with the ticket instead of the token (security B10, G1).
 */
record EntryRedirect(SessionChildren children) {

    private static final int TEMPORARY_REDIRECT = 307;

    /** Empty if the playlist is to be delivered under the URL that was asked for, or this is none. */
    Optional<Answer> of(PlayoutRequest request, Decision.Admitted admitted) {
        PlayoutTarget target = request.target();
        if (!Playlists.isNamedLikeOne(target)) {
            return Optional.empty();
        }
        return admitted.right().flatMap(right -> {
            boolean settled = target.hasPathCredential() && right instanceof Right.OfTicket;
            return switch (target.form().tickets()) {
                case PATH -> settled ? Optional.empty() : Optional.of(inPath(request, admitted));
                case COOKIE -> settled || !target.hasPathCredential()
                        ? Optional.empty()
                        : Optional.of(inPath(request, admitted));
                case QUERY -> target.form().medium() == Medium.DASH && target.hasPathCredential()
                        ? Optional.of(inQuery(request, admitted))
                        : Optional.empty();
            };
        });
    }

    private Answer inPath(PlayoutRequest request, Decision.Admitted admitted) {
        PlayoutTarget target = request.target();
        String query = target.query().isEmpty() ? "" : "?" + target.query();
        return redirect("/~" + children.sealed(request, admitted) + target.path() + query);
    }

    private Answer inQuery(PlayoutRequest request, Decision.Admitted admitted) {
        PlayoutTarget target = request.target();
        StringBuilder location = new StringBuilder(target.path()).append('?');
        if (!target.query().isEmpty()) {
            location.append(target.query()).append('&');
        }
        target.form().streamParameter()
                .ifPresent(name -> location.append(name).append('=').append(target.stream().value()).append('&'));
        return redirect(location.append(SessionChildren.TICKET_PARAMETER).append('=')
                .append(children.sealed(request, admitted)).toString());
    }

    private static Answer redirect(String location) {
        return new Answer(TEMPORARY_REDIRECT, Map.of("Location", location, "Cache-Control", "no-store"), "");
    }
}
