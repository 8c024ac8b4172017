package dev.playgate.edge;

import java.util.Optional;

import dev.playgate.policy.Decision;
import dev.playgate.policy.PlayoutRequest;
import dev.playgate.token.Ticket;

/** Makes the delivery of an admitted request's media. */
public final class MediaDeliveries {

    private final SessionChildren children;
    private final int maximumPlaylist;

    /**
     * @param children of rewritten playlists
     * @param maximumPlaylist bytes of a playlist that is rewritten; a longer one is refused
     */
    MediaDeliveries(SessionChildren children, int maximumPlaylist) {
        this.children = children;
        this.maximumPlaylist = maximumPlaylist;
    }

    SessionChildren children() {
        return children;
    }

    int maximumPlaylist() {
        return maximumPlaylist;
    }

    /** The session that an admitted request begins or goes on with; empty: the playout needs none. */
    public Optional<Ticket> session(PlayoutRequest request, Decision.Admitted admitted) {
        return children.session(request, admitted);
    }

    /**
     * The field {@code Set-Cookie} of the ticket that opens what lies beside an admitted request's medium.
     *
     * @param admitted by a right, for a form whose path names the stream
     */
    public String cookie(PlayoutRequest request, Decision.Admitted admitted) {
        return children.cookie(request, admitted);
    }

    /**
     * That of one request.
     *
     * @param host the request's {@code Host}
     */
    public MediaDelivery of(PlayoutRequest request, Decision.Admitted admitted, String host) {
        return new MediaDelivery(this, request, admitted, host);
    }
}
