package dev.playgate.edge.h5live;

import java.util.Optional;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * By what a player tells the answers to its switches apart. Each is echoed where it was given.
 *
 * @param tag of at most 256 characters
 */
record SwitchId(Optional<Long> requestId, Optional<Long> count, Optional<String> tag) {

    private static final int LONGEST_TAG = 256;

    /** Empty when one of them is of the wrong kind. */
    static Optional<SwitchId> read(ObjectNode root, ObjectNode event) {
        JsonNode requestId = root.has("requestId") ? root.path("requestId") : event.path("requestId");
        JsonNode count = event.path("count");
        JsonNode tag = event.path("tag");
        return isAbsentOrNumber(requestId) && isAbsentOrNumber(count)
                && (tag.isMissingNode() || (tag.isString() && tag.stringValue().length() <= LONGEST_TAG))
                        ? Optional.of(new SwitchId(number(requestId), number(count),
                                Optional.ofNullable(tag.stringValue(null))))
                        : Optional.empty();
    }

    private static boolean isAbsentOrNumber(JsonNode node) {
        return node.isMissingNode() || (node.isIntegralNumber() && node.canConvertToLong());
    }

    private static Optional<Long> number(JsonNode node) {
        return node.isMissingNode() ? Optional.empty() : Optional.of(node.longValue());
    }

    /** Whether an answer with this id is one to a switch with that: they agree on what the answer says, and it says one. */
    boolean answers(SwitchId asked) {
        boolean agrees = (requestId.isEmpty() || requestId.equals(asked.requestId))
                && (count.isEmpty() || count.equals(asked.count));
        return agrees && (requestId.isPresent() || count.isPresent());
    }

    void writeInto(ObjectNode event) {
        tag.ifPresent(text -> event.put("tag", text));
        count.ifPresent(number -> event.put("count", number));
    }
}
