package dev.playgate.edge.h5live;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import dev.playgate.token.StrictJson;

/**
 * A player's {@code onUpdateSource} (player contract). Only what is listed here is understood, so that nothing in a message
 * can name a second stream; and only that is passed on.
 *
 * @param options names of letters, with {@code true} or {@code false}, which name no stream
 * @param stream may be anything
 * @param token to be judged from now on; empty: the one in force; may be anything
 */
record SwitchMessage(SwitchId id, Optional<Map<String, Boolean>> options, String stream, Optional<String> token) {

    /** In bytes. */
    static final int LONGEST = 16 << 10;

    private static final String EVENT = "onUpdateSource";
    private static final int MAXIMUM_MEMBERS = 32;
    private static final Pattern OPTION = Pattern.compile("[A-Za-z]{1,32}");

    /** Empty for any other text. */
    static Optional<SwitchMessage> read(byte[] utf8) {
        return StrictJson.readObject(utf8, MAXIMUM_MEMBERS)
                .filter(root -> hasOnly(root, Set.of("eventType", EVENT, "requestId"))
                        && root.path("eventType").stringValue("").equals(EVENT))
                .flatMap(root -> object(root, EVENT).flatMap(event -> read(root, event)));
    }

    private static Optional<SwitchMessage> read(ObjectNode root, ObjectNode event) {
        if (!hasOnly(event, Set.of("options", "tag", "count", "rtmp", "security"))) {
            return Optional.empty();
        }
        Optional<SwitchId> id = SwitchId.read(root, event);
        Optional<ObjectNode> rtmp = object(event, "rtmp").filter(source -> hasOnly(source, Set.of("url", "stream"))
                && source.path("stream").isString() && isAbsentOrString(source, "url"));
        boolean understood = id.isPresent() && rtmp.isPresent() && isOptions(event.path("options"))
                && isSecurity(event.path("security"));
        return understood
                ? Optional.of(new SwitchMessage(id.get(), options(event), rtmp.get().path("stream").stringValue(),
                        Optional.ofNullable(event.path("security").path("jwtoken").stringValue(null))))
                : Optional.empty();
    }

    private static boolean isOptions(JsonNode options) {
        return options.isMissingNode() || (options.isObject()
                && options.propertyNames().stream().allMatch(name -> OPTION.matcher(name).matches())
                && options.valueStream().allMatch(JsonNode::isBoolean));
    }

    private static boolean isSecurity(JsonNode security) {
        return security.isMissingNode() || (security instanceof ObjectNode object && hasOnly(object, Set.of("jwtoken"))
                && isAbsentOrString(object, "jwtoken"));
    }

    private static Optional<Map<String, Boolean>> options(ObjectNode event) {
        return object(event, "options").map(options -> {
            Map<String, Boolean> values = new TreeMap<>();
            options.properties().forEach(option -> values.put(option.getKey(), option.getValue().booleanValue()));
            return values;
        });
    }

    private static boolean isAbsentOrString(ObjectNode object, String name) {
        JsonNode value = object.path(name);
        return value.isMissingNode() || value.isString();
    }

    private static boolean hasOnly(ObjectNode object, Set<String> names) {
        return names.containsAll(object.propertyNames());
    }

    private static Optional<ObjectNode> object(ObjectNode parent, String name) {
        return parent.path(name) instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
    }

    /** The message for the origin: without the token (security G1), with our own source (security B4). */
    String toOrigin(Optional<String> source) {
        ObjectNode root = StrictJson.newObject().put("eventType", EVENT);
        ObjectNode event = root.putObject(EVENT);
        options.ifPresent(values -> {
            ObjectNode node = event.putObject("options");
            values.forEach(node::put);
        });
        id.writeInto(event);
        ObjectNode rtmp = event.putObject("rtmp");
        source.ifPresent(url -> rtmp.put("url", url));
        rtmp.put("stream", stream);
        id.requestId().ifPresent(number -> root.put("requestId", number));
        return StrictJson.write(root);
    }

    /** The answer to the player. */
    String refused(int code) {
        ObjectNode root = StrictJson.newObject().put("eventType", "onUpdateSourceError");
        ObjectNode event = root.putObject("onUpdateSourceError");
        id.requestId().ifPresent(number -> event.put("requestId", number));
        id.writeInto(event);
        event.put("code", code);
        return StrictJson.write(root);
    }
}
