package dev.playgate.edge.h5live;

import java.util.Optional;

import io.netty.handler.codec.http.websocketx.WebSocketFrame;

/** What is made of a viewer's messages: of switches what is decided on them, of all others nothing. */
final class Incoming {

    /** A player sends none; past it, it is no player. */
    static final int MAXIMUM_DROPPED = 32;

    private static final int PROTOCOL_ERROR = 1002;
    private static final int POLICY_VIOLATION = 1008;

    private final ViewerMessages messages;
    private final boolean switches;
    private final Playing playing;
    private final SocketMeters meters;
    private int dropped;

    /**
     * @param compression whether it was agreed on
     * @param switches whether the viewer may switch within the socket
     */
    Incoming(boolean compression, boolean switches, Playing playing, SocketMeters meters) {
        this.messages = new ViewerMessages(compression);
        this.switches = switches;
        this.playing = playing;
        this.meters = meters;
    }

    /** Whether a frame's reserved bits are as was agreed; if not, the socket is ended. */
    boolean isAllowed(WebSocketFrame frame, Relay relay) {
        boolean allowed = messages.isAllowed(frame);
        if (!allowed) {
            relay.end(PROTOCOL_ERROR, "reserved bits");
        }
        return allowed;
    }

    void add(WebSocketFrame frame, Relay relay) {
        messages.add(frame).ifPresent(message -> take(message, relay));
    }

    private void take(ViewerMessages.Message message, Relay relay) {
        Optional<SwitchMessage> asked = switches ? message.text().flatMap(SwitchMessage::read) : Optional.empty();
        if (asked.isEmpty()) {
            meters.dropped();
            dropped++;
            if (dropped == MAXIMUM_DROPPED) {
                relay.end(POLICY_VIOLATION, "messages that are not understood");
            }
            return;
        }
        switch (playing.judge(asked.get())) {
            case Playing.Verdict.Passed(var text) -> relay.toOrigin(text);
            case Playing.Verdict.Refused(var text) -> relay.toViewer(text);
        }
    }
}
