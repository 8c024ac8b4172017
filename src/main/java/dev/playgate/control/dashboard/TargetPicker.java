package dev.playgate.control.dashboard;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.playgate.control.api.Listed;
import dev.playgate.control.api.Page;
import dev.playgate.control.api.RefusedCallException;
import dev.playgate.control.registry.GroupStore;
import dev.playgate.control.registry.StoredGroup;
import dev.playgate.control.registry.StoredStream;
import dev.playgate.control.registry.StreamSearch;
import dev.playgate.control.registry.StreamStore;
import dev.playgate.stream.OrganisationId;

/**
 * Picks what a token is for from lists within its form, with a script or without one: each button of a list sends the
 * whole form, which is shown again, with all that stood in it and what was asked for.
 */
final class TargetPicker {

    private static final String PICKED = "picked";
    private static final int MAXIMUM_SEARCH = 256;
    private static final String STEP = "step";
    private static final String FOCUS = "focus";
    private static final String STREAMS = "streams";
    private static final int SHOWN = 25;
    private static final int MAXIMUM_DIGITS = 4;

    private final GroupStore groups;
    private final StreamStore streams;

    TargetPicker(GroupStore groups, StreamStore streams) {
        this.groups = groups;
        this.streams = streams;
    }

    /** A list that is picked from, by the target it is for, which names its fields as well. */
    private enum Source {
        GROUP("group", "groupid"), STREAM(STREAMS, STREAMS);

        private final String target;
        private final String field;

        Source(String target, String field) {
            this.target = target;
            this.field = field;
        }

        String search() {
            return target + "Search";
        }

        String found() {
            return target + "Found";
        }

        String page() {
            return target + "Page";
        }

        static Optional<Source> of(String target) {
            return Arrays.stream(values()).filter(source -> source.target.equals(target)).findAny();
        }
    }

    /**
     * Something that may be picked.
     *
     * @param value of the field that it is picked for
     * @param details in words
     * @param picked whether it stands in the field
     */
    record Offer(String value, String name, String details, boolean picked) {

        static Offer of(StoredGroup group, String picked) {
            int playouts = group.streams().size();
            StoredStream first = group.streams().getFirst();
            String id = group.id().toString();
            return new Offer(id, first.stream().name().value(), details(playouts > 1
                    ? "Streamgroup (" + playouts + " playouts)"
                    : "Single stream", first), id.equals(picked));
        }

        static Offer of(StoredStream stream, Collection<String> picked) {
            String name = stream.stream().name().value();
            return new Offer(name, name, details(stream.stream().state().name().toLowerCase(Locale.ROOT), stream),
                    picked.contains(name));
        }

        private static String details(String words, StoredStream stream) {
            return String.join(", ", Stream.concat(Stream.of(words), stream.tags().stream()).toList());
        }
    }

    /**
     * A list as it is shown.
     *
     * @param open whether it is not folded away
     */
    record Offers(List<Offer> items, long total, int page, long pages, boolean open) {

        Offers {
            items = List.copyOf(items);
        }

        static Offers of(List<Offer> items, Listed<?> found, boolean open) {
            return new Offers(items, found.total(), found.page(),
                    Math.max(1, (found.total() + found.size() - 1) / found.size()), open);
        }
    }

    /** What the template's lists show. */
    Map<String, Object> model(OrganisationId organisation, Map<String, String> fields) {
        Listed<StoredGroup> someGroups = groups.list(organisation, search(Source.GROUP, fields),
                page(Source.GROUP, fields));
        String group = fields.getOrDefault(Source.GROUP.field, "");
        Listed<StoredStream> someStreams = streams.list(organisation, search(Source.STREAM, fields),
                page(Source.STREAM, fields));
        List<String> names = TokenForm.list(fields.getOrDefault(STREAMS, ""));
        return Map.of("groupOffers",
                Offers.of(someGroups.items().stream().map(offered -> Offer.of(offered, group)).toList(), someGroups,
                        group.isEmpty() || fields.containsKey(Source.GROUP.page())),
                "streamOffers",
                Offers.of(someStreams.items().stream().map(offered -> Offer.of(offered, names)).toList(),
                        someStreams, true));
    }

    private static StreamSearch search(Source source, Map<String, String> fields) {
        return new StreamSearch(Optional.ofNullable(fields.get(source.found()))
                .filter(text -> text.length() <= MAXIMUM_SEARCH && text.chars().noneMatch(Character::isISOControl))
                .orElse(""));
    }

    private static Page page(Source source, Map<String, String> fields) {
        return new Page(Integer.parseInt(fields.getOrDefault(source.page(), "1")), SHOWN);
    }

    /**
     * The fields after the step that the form asks for; empty when it asks for none, and so for a token. A text to
     * search by that was not searched by yet asks for that, since no button is named when somebody presses the key Enter.
     */
    static Optional<Map<String, String>> stepped(Form form) throws RefusedCallException {
        Optional<String> named = form.text(STEP);
        if (named.isEmpty()) {
            Optional<Source> unsearched = form.text("target").flatMap(Source::of);
            if (unsearched.isEmpty() || form.text(unsearched.get().search())
                    .equals(form.text(unsearched.get().found()))) {
                return Optional.empty();
            }
            return Optional.of(listed(form, unsearched.get(), 1));
        }
        if (named.get().equals("create")) {
            return Optional.empty();
        }
        String[] words = named.get().split(":", 3);
        String value = words.length > 1 ? words[1] : "";
        return Optional.of(switch (words[0]) {
            case "find-group" -> listed(form, Source.GROUP, number(value));
            case "find-streams" -> listed(form, Source.STREAM, number(value));
            case "pick-group" -> picked(form, value);
            case "add-streams" -> added(form, number(value));
            default -> throw RefusedCallException.invalid(STEP + " must be one of the form's buttons");
        });
    }

    private static int number(String text) throws RefusedCallException {
        if (text.length() > MAXIMUM_DIGITS || !text.matches("[1-9][0-9]*")) {
            throw RefusedCallException.invalid(STEP + " must be one of the form's buttons");
        }
        return Integer.parseInt(text);
    }

    private static Map<String, String> listed(Form form, Source source, int page) throws RefusedCallException {
        Map<String, String> fields = new HashMap<>(TokenChoices.sent(form));
        String text = form.parameters(Set.of(source.search())).line(source.search()).map(String::strip).orElse("");
        fields.put(source.found(), text);
        fields.put(source.page(), Integer.toString(page));
        fields.put(FOCUS, source.search());
        return fields;
    }

    private static Map<String, String> picked(Form form, String id) throws RefusedCallException {
        Map<String, String> fields = new HashMap<>(TokenChoices.sent(form));
        fields.put(Source.GROUP.field, id);
        fields.put(FOCUS, Source.GROUP.field);
        return fields;
    }

    /** What was picked stands among the names by then, as it does after whatever else is sent. */
    private static Map<String, String> added(Form form, int page) throws RefusedCallException {
        Map<String, String> fields = listed(form, Source.STREAM, page);
        fields.put(FOCUS, STREAMS);
        return fields;
    }

    /** The names that were typed, and after them those that were picked. */
    static List<String> names(Form form) throws RefusedCallException {
        Set<String> names = new LinkedHashSet<>(TokenForm.list(form.text(STREAMS).orElse("")));
        names.addAll(form.all(PICKED));
        return List.copyOf(names);
    }
}
