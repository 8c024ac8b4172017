package dev.playgate.demo;

import java.util.Optional;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import reactor.core.publisher.Mono;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;

/** One H5Live player at the sample origin. On the channel's event loop, which is the feed's. */
final class H5LiveSession {

    private static final int CHECKED = 4200;
    private static final int BAD_REQUEST = 4400;
    private static final int UNKNOWN_STREAM = 4404;

    private final LiveFeed feed;
    private final FrameViewer viewer;

    private H5LiveSession(LiveFeed feed, FrameViewer viewer) {
        this.feed = feed;
        this.viewer = viewer;
    }

    /** Ends when the player goes, or was sent away. */
    static Mono<Void> run(H5LiveTarget target, LiveFeed feed, WebsocketInbound in, WebsocketOutbound out) {
        if (target.stream().isEmpty()) {
            return out.sendClose(BAD_REQUEST, "name one stream");
        }
        Optional<SampleStream> stream = SampleStream.named(target.stream());
        if (stream.isEmpty()) {
            return out.sendClose(UNKNOWN_STREAM, "no such stream");
        }
        return target.probes() ? out.sendClose(CHECKED, "checked") : play(stream.get(), target, feed, in);
    }

    private static Mono<Void> play(SampleStream stream, H5LiveTarget target, LiveFeed feed, WebsocketInbound in) {
        return Mono.defer(() -> {
            Channel[] channel = new Channel[1];
            in.withConnection(connection -> channel[0] = connection.channel());
            FrameViewer viewer = new FrameViewer(channel[0], stream.rendition(),
                    media -> media.framed().retainedDuplicate());
            H5LiveSession session = new H5LiveSession(feed, viewer);
            session.say(H5LiveMessages.serverInfo());
            session.say(H5LiveMessages.streamStatus(stream));
            session.say(H5LiveMessages.streamInfo(stream));
            feed.join(viewer, target.startsFast());
            return in.aggregateFrames().receiveFrames().doOnNext(session::received).then()
                    .doFinally(end -> feed.leave(viewer));
        });
    }

    private void received(WebSocketFrame frame) {
        if (frame instanceof TextWebSocketFrame text) {
            H5LiveMessages.wish(text.text()).ifPresent(this::change);
        }
    }

    private void change(H5LiveMessages.Switch wish) {
        SampleStream.named(wish.stream()).ifPresentOrElse(stream -> {
            say(H5LiveMessages.switched(wish));
            say(H5LiveMessages.streamInfo(stream));
            feed.change(viewer, stream.rendition(), wish.startsFast());
        }, () -> say(H5LiveMessages.notSwitched(wish, UNKNOWN_STREAM)));
    }

    private void say(String message) {
        viewer.write(new TextWebSocketFrame(message));
    }
}
