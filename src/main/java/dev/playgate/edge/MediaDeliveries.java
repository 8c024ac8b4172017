package dev.playgate.edge;

import dev.playgate.policy.Decision;
import dev.playgate.policy.PlayoutRequest;

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

    /**
     * That of one request.
     *
     * @param host the request's {@code Host}
     */
    public MediaDelivery of(PlayoutRequest request, Decision.Admitted admitted, String host) {
        return new MediaDelivery(this, request, admitted, host);
    }
}
