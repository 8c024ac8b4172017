package dev.playgate.control.dashboard;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.playgate.catalog.RevocationRule;
import dev.playgate.control.registry.RevocationStore.Known;
import dev.playgate.stream.StreamName;

/**
 * A revocation as pages show it.
 *
 * @param words what it hits
 * @param until empty: until it is lifted
 */
record ShownRevocation(String id, String words, ShownTime created, List<ShownTime> until) {

    ShownRevocation {
        until = List.copyOf(until);
    }

    static ShownRevocation of(Known known) {
        return new ShownRevocation(known.id(),
                known.rule().map(rule -> "Tokens " + named(fields(rule)) + ", issued before " + rule.issuedBefore())
                        .orElse("The token " + known.id()),
                ShownTime.of(known.created()), known.until().stream().map(ShownTime::of).toList());
    }

    private static Map<String, String> fields(RevocationRule rule) {
        Map<String, String> fields = new HashMap<>();
        rule.user().ifPresent(user -> fields.put("user", user.text()));
        rule.tag().ifPresent(tag -> fields.put("tag", tag.text()));
        rule.group().ifPresent(group -> fields.put("groupid", group.toString()));
        if (!rule.streams().isEmpty()) {
            fields.put("streams",
                    rule.streams().stream().map(StreamName::value).sorted().collect(Collectors.joining(", ")));
        }
        return fields;
    }

    /**
     * Which tokens, after that word.
     *
     * @param fields of the API's call, by name
     */
    static String named(Map<String, String> fields) {
        List<String> words = new ArrayList<>();
        for (Map.Entry<String, String> field : List.of(Map.entry("user", "of the user "),
                Map.entry("tag", "with the tag "), Map.entry("groupid", "where they play the group "),
                Map.entry("streams", "where they play "))) {
            Optional.ofNullable(fields.get(field.getKey())).ifPresent(text -> words.add(field.getValue() + text));
        }
        return words.isEmpty() ? "of the organisation, all of them" : String.join(", ", words);
    }
}
