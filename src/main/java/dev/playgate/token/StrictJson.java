package dev.playgate.token;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON that two parsers cannot read in two ways (security A6): valid UTF-8, no duplicate members, nothing after the
 * value, a depth of at most 8, finite numbers.
 */
public final class StrictJson {

    private static final int MAX_DEPTH = 8;

    private static final JsonMapper MAPPER = JsonMapper
            .builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    // What strangers write is not worth a symbol table that all threads share.
                    .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES).build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private StrictJson() {
    }

    /**
     * Reads an object; empty for anything else.
     *
     * @param maxMembers how many members all objects of the text may have together
     */
    public static Optional<ObjectNode> readObject(byte[] utf8, int maxMembers) {
        return text(utf8).flatMap(text -> readObject(text, maxMembers));
    }

    private static Optional<String> text(byte[] utf8) {
        String text = new String(utf8, StandardCharsets.UTF_8);
        // What is no UTF-8 becomes this character, which a text may have as well.
        if (text.indexOf('\uFFFD') < 0) {
            return Optional.of(text);
        }
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** @param maxMembers how many members all objects of the text may have together */
    static Optional<ObjectNode> readObject(String text, int maxMembers) {
        return readValue(text).filter(ObjectNode.class::isInstance).map(ObjectNode.class::cast)
                .filter(object -> members(object) <= maxMembers);
    }

    /** Any single value. */
    static Optional<JsonNode> readValue(String text) {
        try {
            return Optional.of(MAPPER.readTree(text)).filter(node -> !node.isMissingNode() && isPlain(node));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** Without blanks. */
    public static String write(ObjectNode object) {
        return MAPPER.writeValueAsString(object);
    }

    /** Without members. */
    public static ObjectNode newObject() {
        return MAPPER.createObjectNode();
    }

    private static boolean isPlain(JsonNode node) {
        if (node.isNumber()) {
            return Double.isFinite(node.numberValue().doubleValue());
        }
        if (node.isString()) {
            return isText(node.stringValue());
        }
        for (String name : node.propertyNames()) {
            if (!isText(name)) {
                return false;
            }
        }
        for (JsonNode value : node) {
            if (!isPlain(value)) {
                return false;
            }
        }
        return true;
    }

    /** Half a surrogate pair, written as an escape, is no character and has no UTF-8. */
    private static boolean isText(String text) {
        int at = 0;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                return false;
            }
            at += Character.charCount(c);
        }
        return true;
    }

    private static int members(JsonNode node) {
        int members = node.isObject() ? node.size() : 0;
        for (JsonNode value : node) {
            members += members(value);
        }
        return members;
    }
}
