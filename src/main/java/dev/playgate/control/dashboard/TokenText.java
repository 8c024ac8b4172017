package dev.playgate.control.dashboard;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import dev.playgate.token.CompactToken;

/**
 * What a text says that may be a token, for people to read: nothing of it is proved.
 *
 * @param members of its payload and its header, as text, in the order in which pages show them; empty for no token
 */
record TokenText(Map<String, String> members) {

    private static final List<String> ORDER = List.of("streams", "groupid", "orgawide", "nbf", "exp", "revocable",
            "forceDisconnect", "ip", "domain", "domainOptional", "user", "tag", "sessions", "cust", "jti", "sub", "iss",
            "aud", "iat", "alg", "kid");

    static TokenText of(CompactToken token) {
        String[] parts = token.text().length() > CompactToken.MAX_CHARACTERS
                ? new String[0]
                : token.text().split("\\.", -1);
        Map<String, String> said = new LinkedHashMap<>();
        if (parts.length == 3) {
            read(parts[1], said);
            read(parts[0], said);
        }
        Map<String, String> ordered = new LinkedHashMap<>();
        ORDER.stream().filter(said::containsKey).forEach(name -> ordered.put(name, said.getOrDefault(name, "")));
        said.forEach(ordered::putIfAbsent);
        return new TokenText(ordered);
    }

    private static void read(String part, Map<String, String> into) {
        try {
            JsonNode json = JsonMapper.shared()
                    .readTree(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
            if (json instanceof ObjectNode object) {
                object.properties().forEach(member -> into.putIfAbsent(member.getKey(), words(member.getValue())));
            }
        } catch (IllegalArgumentException | JacksonException e) {
            // Said by the verdict: it is no token.
        }
    }

    private static String words(JsonNode value) {
        if (value.isArray() && value.values().stream().allMatch(JsonNode::isString)) {
            return value.values().stream().map(JsonNode::stringValue).collect(Collectors.joining(", "));
        }
        return value.isString() ? value.stringValue() : value.toString();
    }

    boolean isOrganisationWide() {
        return members.getOrDefault("orgawide", "").equals("true");
    }
}
