package dev.playgate.edge.h5live;

import java.util.Optional;

import tools.jackson.databind.node.ObjectNode;

import dev.playgate.token.StrictJson;

/**
 * What an origin says of a switch that it was asked for.
 *
 * @param done whether it plays the other stream now
 */
record SwitchResult(SwitchId id, boolean done) {

    private static final int MAXIMUM_MEMBERS = 64;

    /** Empty for any other message. */
    static Optional<SwitchResult> read(byte[] utf8) {
        return StrictJson.readObject(utf8, MAXIMUM_MEMBERS).flatMap(SwitchResult::read);
    }

    private static Optional<SwitchResult> read(ObjectNode root) {
        String type = root.path("eventType").stringValue("");
        return switch (type) {
            case "onUpdateSourceSuccess", "onUpdateSourceError" -> root.path(type) instanceof ObjectNode event
                    ? SwitchId.read(root, event).map(id -> new SwitchResult(id, type.equals("onUpdateSourceSuccess")))
                    : Optional.empty();
            default -> Optional.empty();
        };
    }
}
