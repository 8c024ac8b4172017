package dev.playgate.demo;

import java.time.Instant;

import io.netty.handler.codec.http.HttpHeaders;

/** What becomes of an HTTP request to the sample origin. */
sealed interface Reply permits Answer, Reply.Later, Reply.Live {

    /** A low-latency player waits for what is not there yet: ask again at that time. */
    record Later(Instant at) implements Reply {}

    /** The head of the answer, and frames of the rendition without end. */
    record Live(Answer head, Rendition rendition) implements Reply {}

    /**
     * Answers a request.
     *
     * @param now decides which segments there are
     */
    static Reply to(String method, String rawTarget, HttpHeaders headers, Instant now) {
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return Answer.text(405, "This origin answers GET and HEAD.").with("Allow", "GET, HEAD");
        }
        return OriginTarget.parse(rawTarget).map(target -> switch (target) {
            case OriginTarget.Multivariant wanted ->
                Answer.playlist(wanted.stream().multivariantPlaylist(wanted.playlist()));
            case OriginTarget.Playlist wanted -> Answer.playlist(SampleStream.mediaPlaylist(Timeline.at(now)));
            case OriginTarget.LowLatency wanted -> lowLatency(wanted, LiveEdge.at(now));
            case OriginTarget.Manifest wanted ->
                Answer.text(200, "application/dash+xml", "no-cache", DashManifest.text(wanted.stream(), now));
            case OriginTarget.Init wanted -> Answer.media(wanted.stream().rendition().init(), method, headers);
            case OriginTarget.TrackInit wanted ->
                Answer.media(wanted.stream().rendition().init(wanted.track()), method, headers);
            case OriginTarget.Segment wanted when Timeline.at(now).serves(wanted.number()) ->
                Answer.media(wanted.stream().rendition().segment(wanted.number()), method, headers);
            case OriginTarget.TrackSegment wanted when Timeline.at(now).serves(wanted.number()) -> Answer
                    .media(wanted.stream().rendition().segment(wanted.number(), wanted.track()), method, headers);
            case OriginTarget.Segment gone -> noSegment();
            case OriginTarget.TrackSegment gone -> noSegment();
            case OriginTarget.Part wanted -> part(wanted, method, headers, now);
            case OriginTarget.Endless wanted -> endless(wanted.stream().rendition(), method);
            case OriginTarget.Recorded wanted -> Answer.media(wanted.stream().rendition().recording(), method, headers);
        }).orElseGet(() -> Answer.text(404, "No such stream or file."));
    }

    private static Answer noSegment() {
        return Answer.text(404, "This segment is not yet or no longer there.");
    }

    private static Reply lowLatency(OriginTarget.LowLatency wanted, LiveEdge edge) {
        return switch (wanted.reload()) {
            case Reload.Invalid invalid -> Answer.text(400, "_HLS_msn and _HLS_part are one number each.");
            case Reload.Now now -> Answer.playlist(LowLatencyPlaylist.text(wanted.stream(), edge, now.delta()));
            case Reload.Blocking far when far.tooFarAhead(edge) -> Answer.text(400, "_HLS_msn is too far ahead.");
            case Reload.Blocking wait when !wait.isThere(edge) -> new Later(wait.at());
            case Reload.Blocking there ->
                Answer.playlist(LowLatencyPlaylist.text(wanted.stream(), edge, there.delta()));
        };
    }

    private static Reply part(OriginTarget.Part wanted, String method, HttpHeaders headers, Instant now) {
        LiveEdge edge = LiveEdge.at(now);
        if (edge.has(wanted.number(), wanted.part())) {
            return wanted.number() >= edge.segment() - LiveEdge.WINDOW
                    ? Answer.media(wanted.stream().rendition().part(wanted.number(), wanted.part()), method, headers)
                    : Answer.text(404, "This part is no longer there.");
        }
        return wanted.number() == edge.segment() && wanted.part() == edge.parts()
                ? new Later(LiveEdge.complete(wanted.number(), wanted.part()))
                : Answer.text(404, "This part is not yet there.");
    }

    private static Reply endless(Rendition rendition, String method) {
        Answer head = Answer.text(200, "video/mp4", "no-store", "");
        return method.equals("HEAD") ? head : new Live(head, rendition);
    }
}
