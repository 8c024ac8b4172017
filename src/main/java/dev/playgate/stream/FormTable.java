package dev.playgate.stream;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The playout forms by path prefix, of which a path has at most one. */
final class FormTable {

    /** A form and what its query reserves. */
    record Entry(PlayoutForm form, ReservedParameters reserved) {}

    private final List<Entry> longestPrefixFirst;

    FormTable(List<PlayoutForm> forms, List<String> credentialParameters) {
        for (int i = 0; i < forms.size(); i++) {
            for (int j = 0; j < forms.size(); j++) {
                if (i != j) {
                    checkApart(forms.get(i), forms.get(j));
                }
            }
        }
        longestPrefixFirst = forms.stream()
                .sorted(Comparator.comparingInt((PlayoutForm form) -> form.pathPrefix().length()).reversed())
                .map(form -> new Entry(form, new ReservedParameters(form, credentialParameters)))
                .toList();
    }

    /** @param path a normal one */
    Optional<Entry> find(String path) {
        for (Entry entry : longestPrefixFirst) {
            if (entry.form().isAt(path)) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }

    private static void checkApart(PlayoutForm outer, PlayoutForm inner) {
        String prefix = outer.pathPrefix();
        if (prefix.equals(inner.pathPrefix())) {
            throw new IllegalArgumentException("two playout forms have the path prefix " + prefix);
        }
        if (outer.streamParameter().isEmpty() && inner.pathPrefix().startsWith(prefix)) {
            String segment = inner.pathPrefix().substring(prefix.length()).split("/", -1)[0];
            if (StreamName.isValid(segment)) {
                throw new IllegalArgumentException("under the playout form " + prefix + ", the path prefix "
                        + inner.pathPrefix() + " could name a stream \"" + segment + "\"");
            }
        }
    }
}
