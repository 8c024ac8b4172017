package dev.playgate.edge;

import java.util.List;
import java.util.Optional;

import dev.playgate.edge.playlist.ChildReferences;
import dev.playgate.edge.playlist.PlaylistRewriter;
import dev.playgate.policy.Decision;
import dev.playgate.policy.PlayoutRequest;
import dev.playgate.policy.Right;
import dev.playgate.stream.CredentialText;
import dev.playgate.stream.CredentialText.Place;
import dev.playgate.stream.PlayoutTarget;
import dev.playgate.stream.TicketPlace;

/**
 * What becomes of an origin's answer to one admitted request: playlists of a session are rewritten, everything else passes
 * byte for byte. Plain values in and out, so that it is the same whichever way the answer goes.
 */
public final class MediaDelivery {

    private static final int OK = 200;
    private static final int HIGHEST_STATUS = 599;

    /** What was said of the body that came, and does not hold of the one that goes out. */
    private static final List<String> OF_THE_ORIGINAL = List.of("content-length", "etag", "last-modified",
            "accept-ranges", "expires", "age");

    private final MediaDeliveries settings;
    private final PlayoutRequest request;
    private final Decision.Admitted admitted;
    private final String host;

    /** @param host the request's {@code Host} */
    MediaDelivery(MediaDeliveries settings, PlayoutRequest request, Decision.Admitted admitted, String host) {
        this.settings = settings;
        this.request = request;
        this.admitted = admitted;
        this.host = host;
    }

    /** Why enforcement would have refused what is let through: the value of {@link OriginHeaders#SHADOW}. */
    public static Optional<String> shadowField(Decision.Admitted admitted) {
        return admitted.shadowed().map(shadowed -> shadowed.reason().wireName());
    }

    /**
     * Judges an answer's head, and makes of its fields what the viewer gets.
     *
     * @param fields those that pass to a viewer ({@link OriginHeaders#passesToViewer})
     * @return what the body goes through; empty: it passes as it is, to its end. Without {@code content-length} in the
     *         fields then, its length is not known
     * @throws OriginAnswerException if nothing of the answer may reach the viewer
     */
    public Optional<PlaylistBody> begin(int status, HeaderFields fields) {
        if (status < OK || status > HIGHEST_STATUS) {
            // A protocol that nobody asked for, or no status at all (RFC 9110 section 15).
            throw new OriginAnswerException("no status of an answer");
        }
        Optional<Right> right = admitted.right();
        if (right.isPresent() && request.credentials().stream().anyMatch(MediaDelivery::isOutsideUrl)) {
            // What a credential outside of the URL opened has the same URL for everybody (security B11).
            keepUnshared(fields);
        }
        Optional<String> location = fields.first("location");
        if (location.isPresent()) {
            fields.set("location", ownLocation(location.get(), right)
                    .orElseThrow(() -> new OriginAnswerException("a redirect to another host")));
        }
        if (right.isPresent() && status == OK && Playlists.isOne(request.target(), fields.all("content-type"))) {
            return beginPlaylist(right.get(), fields);
        }
        return Optional.empty();
    }

    private Optional<PlaylistBody> beginPlaylist(Right right, HeaderFields fields) {
        if (setsCookie(right)) {
            fields.set("set-cookie", settings.children().cookie(request, admitted));
            keepUnshared(fields);
        }
        if (!Playlists.areRewritten(request.target())) {
            return Optional.empty();
        }
        if (fields.first("content-encoding").isPresent()) {
            throw new OriginAnswerException("a compressed playlist that was asked for as text");
        }
        long length = length(fields);
        keepUnshared(fields);
        OF_THE_ORIGINAL.forEach(fields::remove);
        if (length > settings.maximumPlaylist()) {
            throw new OriginAnswerException("a playlist that is too long");
        }
        return Optional.of(new PlaylistBody(rewriter(), settings.maximumPlaylist()));
    }

    /** In bytes; -1: it is not known. */
    static long length(HeaderFields fields) {
        return fields.first("content-length").map(Long::parseLong).orElse(-1L);
    }

    /** A redirect stays on our host, and carries the session on (security B10). */
    private Optional<String> ownLocation(String location, Optional<Right> right) {
        if (right.isEmpty()) {
            return location.startsWith("/") && !location.startsWith("//") && location.indexOf('\\') < 0
                    ? Optional.of(location)
                    : Optional.empty();
        }
        return children().ours(location);
    }

    private ChildReferences children() {
        return settings.children().of(request, admitted, host);
    }

    /** Whether what the playlist leads to is opened by a cookie that this answer has to set. */
    private boolean setsCookie(Right right) {
        PlayoutTarget target = request.target();
        boolean byCookie = right instanceof Right.OfTicket
                && request.credentials().stream().allMatch(credential -> credential.place() == Place.COOKIE);
        return target.form().tickets() == TicketPlace.COOKIE && !target.hasPathCredential() && !byCookie;
    }

    private PlaylistRewriter rewriter() {
        Optional<ChildReferences> children = request.target().form().tickets() == TicketPlace.QUERY
                ? Optional.of(children())
                : Optional.empty();
        return Playlists.isManifest(request.target())
                ? PlaylistRewriter.dash(children)
                : PlaylistRewriter.hls(children, settings.children().credentialParameters());
    }

    private static void keepUnshared(HeaderFields fields) {
        fields.set("cache-control", OriginHeaders.unshared(fields.all("cache-control")));
    }

    private static boolean isOutsideUrl(CredentialText credential) {
        return credential.place() == Place.HEADER || credential.place() == Place.COOKIE;
    }
}
